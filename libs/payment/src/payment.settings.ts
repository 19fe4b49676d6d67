/** The numbers that payment works with; replaced in tests. */
export class PaymentSettings {
  /** How long after an outside call without a known outcome the gateway is first asked about it. */
  readonly pollAfterSeconds: number = 15;
  /** Polls of one payment double their distance up to this. */
  readonly pollSecondsMax: number = 600;
  /** How long after its arrival an event of an unknown payment is first tried again. */
  readonly webhookRetrySeconds: number = 5;
  /** An event whose payment is still unknown after this is alarmed. */
  readonly webhookWaitSecondsMax: number = 900;
  /** Finished events are kept this long, for operators; a replayed one would be refused by its age anyway. */
  readonly webhookKeepDays: number = 90;
  /** Outside calls one verb makes at once. */
  readonly gatewayCallsAtOnceMax: number = 16;

  constructor(overrides: Partial<PaymentSettings> = {}) {
    Object.assign(this, overrides);
  }
}
