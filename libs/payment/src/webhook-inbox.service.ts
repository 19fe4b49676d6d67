/**
 * The webhook inbox: an event is verified, stored once by (provider, event id) and recorded in the same transaction. An event whose
 * payment is not ours yet waits and is tried again; one that nobody can place is alarmed. Forged ones leave no row: a row under
 * the event's id would block the genuine one.
 */
import { Injectable, Logger } from '@nestjs/common';
import { AmbiguousOutcome, Database, DatabaseUnavailable, Overloaded, Tx } from '#libs/platform';
import {
  claimEvents,
  countAttempt,
  forgetEvents,
  lockEvent,
  lockWaitingEvent,
  type KeptEventRow,
  type WaitingEventRow,
} from './db/webhook.statements.js';
import { PaymentService } from './payment.service.js';
import { PaymentSettings } from './payment.settings.js';
import type { Observation } from './payment.types.js';
import { PaymentProviders, type PaymentProvider, type WebhookHeaders } from './provider/payment-provider.js';
import { fate, type Delivery, WebhookIntake } from './webhook-intake.js';

/** The largest event that is kept, in bytes. */
export const WEBHOOK_BYTES_MAX = 262_144;

const EVENT_ID_LENGTH_MAX = 255;

/**
 * What became of a delivery. `taken`: stored and recorded (or refused with an alarm). `duplicate`: was here before. `waiting`:
 * stored, its payment is not known yet. The others left nothing behind.
 */
export type ReceiveOutcome =
  | { readonly kind: 'taken' | 'duplicate' | 'waiting' | 'unknown_provider' }
  | { readonly kind: 'forged' | 'stale' | 'malformed'; readonly why: string };

/** What trying an event again came to; `tried` says where it stands now. */
export type RetryOutcome =
  | { readonly kind: 'tried'; readonly event: KeptEventRow }
  | { readonly kind: 'missing' | 'processed' }
  | { readonly kind: 'unreadable'; readonly why: string };

@Injectable()
export class WebhookInbox {
  /** Deliveries turned away since the start, by reason: a metric. */
  readonly refused = { forged: 0, stale: 0, malformed: 0 };
  private readonly log = new Logger('payment');

  constructor(
    private readonly database: Database,
    private readonly intake: WebhookIntake,
    private readonly payments: PaymentService,
    private readonly providers: PaymentProviders,
    private readonly settings: PaymentSettings,
  ) {}

  /** Takes one delivery, given the raw bytes that were signed. @throws DatabaseUnavailable, AmbiguousOutcome: let the gateway retry */
  async receive(providerName: string, body: Uint8Array, headers: WebhookHeaders): Promise<ReceiveOutcome> {
    const provider = this.providers.find(providerName);
    if (provider === undefined) return { kind: 'unknown_provider' };
    const payload = body.byteLength > WEBHOOK_BYTES_MAX ? undefined : utf8(body);
    if (payload === undefined) return this.refuse('malformed', 'the body is too large or not UTF-8');
    const verdict = provider.verifyWebhook(body, headers);
    if (verdict.kind !== 'event') return this.refuse(verdict.kind, verdict.why);
    if (verdict.eventId.length === 0 || verdict.eventId.length > EVENT_ID_LENGTH_MAX)
      return this.refuse('malformed', 'the event id is too long');
    const delivery = { provider: providerName, event: verdict, payload };
    try {
      const outcome = await this.intake.take(delivery);
      return outcome.kind === 'stale' ? this.refuse('stale', outcome.why) : outcome;
    } catch (error) {
      if (error instanceof DatabaseUnavailable || error instanceof AmbiguousOutcome || error instanceof Overloaded)
        throw error;
      return this.keepPoisoned(delivery, error as Error);
    }
  }

  /**
   * Tries events again that could not be placed when they came; after `webhookWaitSecondsMax` they are alarmed. Any number of
   * processes may sweep at once. Answers how many were finished.
   */
  async sweepWaiting(limit: number): Promise<number> {
    const claimed = await this.database.transaction((tx) =>
      tx.run(claimEvents, [tx.now, limit, this.settings.webhookRetrySeconds]),
    );
    let finished = 0;
    for (const row of claimed) {
      try {
        finished += await this.database.transaction((tx) => this.retry(tx, row));
      } catch (error) {
        if (error instanceof DatabaseUnavailable || error instanceof AmbiguousOutcome) throw error;
        this.log.error(`event ${row.eventId} of ${row.provider}: ${(error as Error).stack}`);
        await this.database.transaction((tx) => this.giveUpIfOld(tx, row, (error as Error).message));
      }
    }
    return finished;
  }

  /**
   * Tries an event again because somebody asks for it, whatever became of it: its code was mended, its payment is known by now. An
   * event still without its payment stays as it was. Trying again what was recorded would change nothing and is not done.
   */
  async retryNow(tx: Tx, which: { readonly provider: string; readonly eventId: string }): Promise<RetryOutcome> {
    const { provider: name, eventId } = which;
    const [row] = await tx.run(lockEvent, [name, eventId]);
    if (row === undefined) return { kind: 'missing' };
    if (row.state === 'processed') return { kind: 'processed' };
    const read = readAgain(this.providers.find(name), row.payload);
    if (read.kind === 'unreadable') return read;
    const { outcomes } = await this.payments.record(tx, read.observations);
    const [state, detail] = fate(outcomes);
    await tx.change(countAttempt, [name, eventId]);
    if (state !== 'received')
      await this.intake.finish(tx, [{ provider: which.provider, eventId: which.eventId, state, detail }]);
    return { kind: 'tried', event: (await tx.run(lockEvent, [name, eventId]))[0]! };
  }

  /** Deletes events finished long ago, at most `limit`; alarmed ones stay. Answers how many. */
  sweepOld(limit: number): Promise<number> {
    const keptMs = this.settings.webhookKeepDays * 86_400_000;
    return this.database.transaction((tx) => tx.change(forgetEvents, [new Date(tx.now.getTime() - keptMs), limit]));
  }

  private async retry(tx: Tx, row: WaitingEventRow): Promise<number> {
    if ((await tx.run(lockWaitingEvent, [row.provider, row.eventId])).length === 0) return 0;
    const observations = this.providers.get(row.provider).readEvent(row.payload);
    const { outcomes } = await this.payments.record(tx, observations);
    const [state, detail] = fate(outcomes);
    if (state === 'received') return this.giveUpIfOld(tx, row, null);
    await this.intake.finish(tx, [{ provider: row.provider, eventId: row.eventId, state, detail }]);
    return 1;
  }

  /** Alarms an event that nobody could place in time. */
  private async giveUpIfOld(tx: Tx, row: WaitingEventRow, error: string | null): Promise<number> {
    const ageMs = tx.now.getTime() - row.receivedAt.getTime();
    if (ageMs < this.settings.webhookWaitSecondsMax * 1000) return 0;
    const code = error === null ? 'unknown_payment' : 'unprocessable_event';
    const detail = error ?? 'its payment is not known here';
    const { provider, eventId } = row;
    await this.payments.raise(tx, [
      { provider, paymentId: null, code, detail: `event ${eventId}: ${detail}`, eventId, source: 'webhook' },
    ]);
    await this.intake.finish(tx, [{ provider, eventId, state: 'alarmed', detail }]);
    return 1;
  }

  /** An event that our own code cannot take is kept for the sweep, so that mending the code is enough. */
  private async keepPoisoned(delivery: Delivery, error: Error): Promise<ReceiveOutcome> {
    this.log.error(`event ${delivery.event.eventId} of ${delivery.provider}: ${error.stack}`);
    const isNew = await this.database.transaction((tx) => this.intake.store(tx, [delivery], error.message));
    return { kind: isNew.size > 0 ? 'waiting' : 'duplicate' };
  }

  private refuse(kind: 'forged' | 'stale' | 'malformed', why: string): ReceiveOutcome {
    this.refused[kind] += 1;
    return { kind, why };
  }
}

type Read =
  | { readonly kind: 'read'; readonly observations: readonly Observation[] }
  | { readonly kind: 'unreadable'; readonly why: string };

function readAgain(provider: PaymentProvider | undefined, payload: string): Read {
  if (provider === undefined) return { kind: 'unreadable', why: 'its provider is not configured any more' };
  try {
    return { kind: 'read', observations: provider.readEvent(payload) };
  } catch (error) {
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) };
  }
}

function utf8(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    // PostgreSQL keeps no NUL in a text; in JSON it would be escaped.
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
