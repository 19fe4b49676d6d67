/**
 * The gateway's books: payments, remembered idempotency keys and unacknowledged events. An act changes memory at once (one
 * thread, so no two acts mix) and is answered when its journal line is on disk.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Act } from './books.rules.js';
import { Journal } from './journal.js';
import type { SandboxBooks, SandboxEvent, SandboxPayment, SandboxTotals } from './wire.js';

/** An answer as it is remembered for a key. */
export interface RememberedAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
}

/** A line of the journal: an act with everything it changed, or an acknowledged event. */
type Entry =
  | {
      readonly kind: 'act';
      readonly at: string;
      readonly key: string;
      readonly answer: RememberedAnswer;
      readonly payment?: SandboxPayment;
      readonly events: readonly SandboxEvent[];
    }
  | { readonly kind: 'acknowledged'; readonly eventId: string };

/** The outcome of one keyed request. */
export type KeyedOutcome =
  | { readonly kind: 'acted' | 'replayed'; readonly answer: RememberedAnswer; readonly events: readonly SandboxEvent[] }
  | { readonly kind: 'differs' };

/** How many payments one page of the books shows at most. */
export const BOOKS_PAGE_MAX = 5_000;

/** How many past events can be sent again on request. */
const RECENT_EVENTS_MAX = 10_000;

export class Books {
  private readonly payments = new Map<string, SandboxPayment>();
  private readonly byReference = new Map<string, string[]>();
  private readonly answers = new Map<string, RememberedAnswer>();
  private readonly unacknowledged = new Map<string, SandboxEvent>();
  private recent: SandboxEvent[] = [];
  private journal!: Journal<Entry>;

  /** Opens the books kept in `file`, or empty ones in memory. */
  static async open(file: string | undefined): Promise<Books> {
    const books = new Books();
    books.journal = await Journal.open<Entry>(file, (entry) => books.apply(entry));
    return books;
  }

  /** Events nobody has acknowledged yet, in the order they happened: sent again after a restart. */
  get pendingEvents(): readonly SandboxEvent[] {
    return [...this.unacknowledged.values()];
  }

  /** The last events, acknowledged or not, in the order they happened. */
  get recentEvents(): readonly SandboxEvent[] {
    return this.recent;
  }

  /** A payment by the gateway's id. */
  payment(id: string): SandboxPayment | undefined {
    return this.payments.get(id);
  }

  /** Payments by the merchant's id; more than one only when the merchant asked with several keys. */
  findByReference(reference: string): SandboxPayment[] {
    return (this.byReference.get(reference) ?? []).map((id) => this.payments.get(id)!);
  }

  /**
   * Carries out `decide` once for the key. The same key with the same request gets the first answer again, with another
   * request `differs`. Resolves when the act is on disk.
   */
  async once(request: { key: string; operation: string; body: unknown }, decide: () => Act): Promise<KeyedOutcome> {
    const requestHash = createHash('sha256')
      .update(`${request.operation}\n${JSON.stringify(request.body ?? null)}`)
      .digest('base64');
    const known = this.answers.get(request.key);
    if (known !== undefined) {
      await this.journal.settled();
      return known.requestHash === requestHash ? { kind: 'replayed', answer: known, events: [] } : { kind: 'differs' };
    }
    const act = decide();
    const at = new Date().toISOString();
    const subject = act.payment;
    const events = act.events.map((event): SandboxEvent => {
      if (subject === undefined) throw new Error('an event needs a payment');
      return {
        id: `evt_${randomUUID()}`,
        type: event.type,
        createdAt: at,
        payment: subject,
        ...(event.refund && { refund: event.refund }),
      };
    });
    const answer = { requestHash, status: act.status, body: act.body };
    const entry: Entry = { kind: 'act', at, key: request.key, answer, ...(subject && { payment: subject }), events };
    this.apply(entry);
    await this.journal.append(entry);
    return { kind: 'acted', answer, events };
  }

  /** Notes that the merchant has taken an event. Not awaited by anyone: an event sent twice does no harm. */
  acknowledge(eventId: string): Promise<void> {
    const entry: Entry = { kind: 'acknowledged', eventId };
    this.apply(entry);
    return this.journal.append(entry);
  }

  /** A page of the books; `cursor` is the last payment's id of the page before. */
  page(cursor: string | undefined, limit: number): SandboxBooks {
    const rows: SandboxTotals[] = [];
    const sums: Record<string, { payments: number; authorized: number; captured: number; refunded: number }> = {};
    let reached = cursor === undefined;
    let more = false;
    for (const payment of this.payments.values()) {
      const { id, reference, currency, authorized, captured, refunded } = payment;
      const sum = (sums[currency] ??= { payments: 0, authorized: 0, captured: 0, refunded: 0 });
      sum.payments += 1;
      sum.authorized += authorized;
      sum.captured += captured;
      sum.refunded += refunded;
      if (reached && rows.length < limit) rows.push({ id, reference, currency, authorized, captured, refunded });
      else if (reached) more = true;
      if (id === cursor) reached = true;
    }
    return { payments: rows, nextCursor: more ? rows.at(-1)!.id : null, sums };
  }

  /** Resolves when everything read so far is also on disk. */
  settled(): Promise<void> {
    return this.journal.settled();
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  private apply(entry: Entry): void {
    if (entry.kind === 'acknowledged') {
      this.unacknowledged.delete(entry.eventId);
      return;
    }
    this.answers.set(entry.key, entry.answer);
    for (const event of entry.events) this.unacknowledged.set(event.id, event);
    this.recent.push(...entry.events);
    if (this.recent.length > 2 * RECENT_EVENTS_MAX) this.recent = this.recent.slice(-RECENT_EVENTS_MAX);
    const payment = entry.payment;
    if (payment === undefined) return;
    if (!this.payments.has(payment.id)) {
      const ids = this.byReference.get(payment.reference);
      if (ids === undefined) this.byReference.set(payment.reference, [payment.id]);
      else ids.push(payment.id);
    }
    this.payments.set(payment.id, payment);
  }
}
