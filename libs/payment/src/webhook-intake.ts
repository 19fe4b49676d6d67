/**
 * Takes verified events in: stored once by (provider, event id) and recorded in the same transaction. Deliveries that arrive while the
 * transaction before commits share the next one; a poisoned one is then tried alone, so it fails nobody else.
 */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  AmbiguousOutcome,
  Batcher,
  Database,
  DatabaseUnavailable,
  longTextArray,
  plainArray,
  reached,
  textArray,
  type Tx,
} from '#libs/platform';
import { finishEvents, insertEvents } from './db/webhook.statements.js';
import { PaymentService } from './payment.service.js';
import { PaymentSettings } from './payment.settings.js';
import type { ObservationOutcome } from './payment.types.js';
import type { WebhookVerdict } from './provider/payment-provider.js';
import { WEBHOOK_AGE_SECONDS_MAX } from './webhook-signature.js';

/** A verified event as it was delivered. */
export interface Delivery {
  readonly provider: string;
  readonly event: Extract<WebhookVerdict, { kind: 'event' }>;
  readonly payload: string;
}

/** `waiting`: stored, its payment is not known yet. `stale` left nothing behind. */
export type TakeOutcome =
  { readonly kind: 'taken' | 'duplicate' | 'waiting' } | { readonly kind: 'stale'; readonly why: string };

/** Where an event stands. */
export type EventState = 'received' | 'processed' | 'refused' | 'alarmed';

/** Names an event and its end. */
export interface EventEnd {
  readonly provider: string;
  readonly eventId: string;
  readonly state: EventState;
  readonly detail: string | null;
}

const LIMITS = { batchSizeMax: 64, queueLengthMax: 10_000, lanes: 2 };

@Injectable()
export class WebhookIntake implements OnModuleDestroy {
  private readonly batcher: Batcher<Delivery, TakeOutcome>;

  constructor(
    private readonly database: Database,
    private readonly payments: PaymentService,
    private readonly settings: PaymentSettings,
  ) {
    this.batcher = new Batcher({
      ...LIMITS,
      name: 'webhook events',
      isShared: (error) => error instanceof DatabaseUnavailable || error instanceof AmbiguousOutcome,
      run: (deliveries) => database.transaction((tx) => this.takeAll(tx, deliveries)),
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.batcher.drained();
  }

  /** Takes one event in. @throws DatabaseUnavailable, AmbiguousOutcome; and whatever this event alone makes our own code throw */
  take(delivery: Delivery): Promise<TakeOutcome> {
    return this.batcher.submit(delivery);
  }

  /** Stores events to be tried later, `detail` says why. Answers which of them are new; a rival that stores the same is waited for. */
  async store(tx: Tx, deliveries: readonly Delivery[], detail: string | null): Promise<ReadonlySet<Delivery>> {
    if (deliveries.length === 0) return new Set();
    const inserted = await tx.run(insertEvents, [
      textArray(deliveries.map(({ provider }) => provider)),
      textArray(deliveries.map(({ event }) => event.eventId)),
      textArray(deliveries.map(({ event }) => event.type)),
      longTextArray(deliveries.map(({ payload }) => payload)),
      plainArray(deliveries.map(({ event }) => event.secretIndex)),
      tx.now,
      detail,
      new Date(tx.now.getTime() + this.settings.webhookRetrySeconds * 1000),
    ]);
    const isNew = new Set(inserted.map(({ provider, eventId }) => `${provider} ${eventId}`));
    // The second delivery of an event within a batch is a repetition.
    return new Set(deliveries.filter(({ provider, event }) => isNew.delete(`${provider} ${event.eventId}`)));
  }

  /** Writes down what became of events. */
  async finish(tx: Tx, ends: readonly EventEnd[]): Promise<void> {
    if (ends.length === 0) return;
    await tx.change(finishEvents, [
      textArray(ends.map(({ provider }) => provider)),
      textArray(ends.map(({ eventId }) => eventId)),
      textArray(ends.map(({ state }) => state)),
      textArray(ends.map(({ detail }) => detail)),
      tx.now,
    ]);
  }

  private async takeAll(tx: Tx, deliveries: readonly Delivery[]): Promise<readonly TakeOutcome[]> {
    // Freshness is about real time: the clock a test moves for holds and deadlines does not age a signature.
    const nowMs = tx.now.getTime() - this.database.clockOffsetMs;
    const ageMs = ({ event }: Delivery): number => nowMs - event.signedAt.getTime();
    const fresh = deliveries.filter((one) => Math.abs(ageMs(one)) <= WEBHOOK_AGE_SECONDS_MAX * 1000);
    const stored = await this.store(tx, fresh, null);
    reached('payment.webhook.stored');
    const news = [...stored];
    const { outcomes } = await this.payments.record(
      tx,
      news.flatMap(({ event }) => event.observations),
    );
    reached('payment.webhook.recorded');
    let next = 0;
    const ends = new Map(
      news.map((one) => [one, endOf(one, outcomes.slice(next, (next += one.event.observations.length)))]),
    );
    await this.finish(
      tx,
      [...ends.values()].filter(({ state }) => state !== 'received'),
    );
    return deliveries.map((one) => {
      const end = ends.get(one);
      if (end !== undefined) return { kind: end.state === 'received' ? 'waiting' : 'taken' };
      if (Math.abs(ageMs(one)) <= WEBHOOK_AGE_SECONDS_MAX * 1000) return { kind: 'duplicate' };
      return { kind: 'stale', why: `it was signed ${Math.round(ageMs(one) / 1000)} s ago` };
    });
  }
}

function endOf({ provider, event }: Delivery, outcomes: readonly ObservationOutcome[]): EventEnd {
  const [state, detail] = fate(outcomes);
  return { provider, eventId: event.eventId, state, detail };
}

/** The event's state after its observations: waiting while a payment is missing, alarmed when one did not fit. */
export function fate(outcomes: readonly ObservationOutcome[]): [EventState, string | null] {
  const alarm = outcomes.find((outcome) => outcome.kind === 'alarmed');
  if (alarm !== undefined) return ['alarmed', alarm.code];
  if (outcomes.some((outcome) => outcome.kind === 'missing')) return ['received', null];
  return outcomes.length === 0 ? ['refused', 'it says nothing about a payment'] : ['processed', null];
}
