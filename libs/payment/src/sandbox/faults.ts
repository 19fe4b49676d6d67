/** Faults planted through the control endpoint: which one strikes which call or webhook, how often, and what has struck. */
/** Faults of an answer, and what the caller sees. */
const ANSWER_FAULTS = {
  decline: 'the act is declined (reason planted_decline)',
  timeout_before: 'nothing happens and no answer comes',
  timeout_after: 'the act happens, the answer never comes',
  error_before: '503, nothing happened',
  error_after: '500, but the act happened',
  garbage: 'the act happens, the answer is 200 with a body that is no JSON',
  slow_drip: 'the act happens, the answer comes one byte every 200 ms',
  wrong_amount: 'the act happens, the answer shows another amount',
  void_overtaken: 'a void is answered as done, but a capture was on its way and took the money: a webhook tells',
  refund_pending: 'a refund is answered as pending and fails in the end (reason bounced): a webhook tells',
} as const;

/** Faults of a webhook's delivery. */
const WEBHOOK_FAULTS = {
  webhook_wrong_amount: 'signed, but with another amount',
  webhook_wrong_currency: 'signed, but with another currency',
  webhook_repeated: 'sent `times` times at once',
  webhook_late: 'held for `delayMs` or until a flush',
  webhook_out_of_order: 'held until `count` such events wait (or a flush), then sent last first',
  webhook_never: 'not sent; `POST /control/webhooks/replay` still can',
  webhook_forged: 'sent with a signature of a wrong secret; the retry is genuine',
  webhook_replayed: 'sent with a genuine signature an hour old; the retry is fresh',
} as const;

export type AnswerFault = keyof typeof ANSWER_FAULTS;
export type WebhookFault = keyof typeof WEBHOOK_FAULTS;
export type FaultKind = AnswerFault | WebhookFault;

/** Every fault with its meaning: served at `GET /control/faults`, and what a test walks through. */
export const FAULT_KINDS: Readonly<Record<FaultKind, string>> = { ...ANSWER_FAULTS, ...WEBHOOK_FAULTS };

/** The calls a fault can strike; payouts know `create` and `lookup`. */
export const OPERATIONS = ['create', 'confirm', 'capture', 'void', 'refund', 'lookup'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** What `POST /control/faults` takes. */
export interface PlantFault {
  readonly kind: FaultKind;
  /** Only this call; without it every call but `lookup`. */
  readonly operation?: Operation;
  /** Only this event type. */
  readonly event?: string;
  /** Only the payment with this merchant reference. */
  readonly reference?: string;
  /** How many calls or events it strikes; 1 unless told. */
  readonly count?: number;
  /** For `webhook_late`. */
  readonly delayMs?: number;
  /** For `webhook_repeated`; 2 unless told. */
  readonly times?: number;
}

/** A planted fault and what became of it. */
export interface Fault extends PlantFault {
  readonly id: number;
  remaining: number;
  hits: number;
}

export class Faults {
  private planted: Fault[] = [];
  private lastId = 0;

  /** All planted faults with their hits: a run with fewer hits than planned fails. */
  get all(): readonly Fault[] {
    return this.planted;
  }

  plant(fault: PlantFault): Fault {
    const made: Fault = { ...fault, id: ++this.lastId, remaining: fault.count ?? 1, hits: 0 };
    this.planted.push(made);
    return made;
  }

  reset(): void {
    this.planted = [];
  }

  /** Takes one stroke of the first fault that strikes this call; the caller must carry it out. */
  forCall(operation: Operation, reference: string | undefined): AnswerFault | undefined {
    const fault = this.take(
      (one) =>
        one.kind in ANSWER_FAULTS &&
        (one.operation === undefined ? operation !== 'lookup' : one.operation === operation) &&
        (one.reference === undefined || one.reference === reference),
    );
    return fault?.kind as AnswerFault | undefined;
  }

  /** Takes one stroke of the first fault that strikes this event's delivery. */
  forEvent(type: string, reference: string): (Fault & { readonly kind: WebhookFault }) | undefined {
    const fault = this.take(
      (one) =>
        one.kind in WEBHOOK_FAULTS &&
        (one.event === undefined || one.event === type) &&
        (one.reference === undefined || one.reference === reference),
    );
    return fault as (Fault & { readonly kind: WebhookFault }) | undefined;
  }

  private take(strikes: (fault: Fault) => boolean): Fault | undefined {
    const fault = this.planted.find((one) => one.remaining > 0 && strikes(one));
    if (fault === undefined) return undefined;
    fault.remaining -= 1;
    fault.hits += 1;
    return fault;
  }
}
