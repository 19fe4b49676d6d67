/**
 * The payout service's books: payouts, remembered idempotency keys and unacknowledged events. An act changes memory at once (one
 * thread, so no two acts mix) and is answered when its journal line is on disk.
 */
import { createHash, randomUUID } from 'node:crypto';
import { Journal } from '../journal.js';
import type { PayoutAct } from './payout.rules.js';
import type { SandboxPayout, SandboxPayoutBooks, SandboxPayoutEvent, SandboxPayoutEventType } from './payout-wire.js';

/** An answer as it is remembered for a key. */
interface RememberedAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
}

type Entry =
  | {
      readonly kind: 'act';
      readonly key: string | null;
      readonly answer: RememberedAnswer | null;
      readonly payout: SandboxPayout | null;
      readonly events: readonly SandboxPayoutEvent[];
    }
  | { readonly kind: 'acknowledged'; readonly eventId: string };

export type KeyedPayout =
  | {
      readonly kind: 'acted' | 'replayed';
      readonly status: number;
      readonly body: unknown;
      readonly events: readonly SandboxPayoutEvent[];
    }
  | { readonly kind: 'differs' };

/** How many payouts one page of the books shows at most. */
export const PAYOUT_PAGE_MAX = 5_000;
/** How many past events can be sent again on request. */
const RECENT_EVENTS_MAX = 10_000;

export class PayoutBooks {
  private readonly byReference = new Map<string, SandboxPayout>();
  private readonly answers = new Map<string, RememberedAnswer>();
  private readonly unacknowledged = new Map<string, SandboxPayoutEvent>();
  private recent: SandboxPayoutEvent[] = [];
  private journal!: Journal<Entry>;

  /** Opens the books kept in `file`, or empty ones in memory. */
  static async open(file: string | undefined): Promise<PayoutBooks> {
    const books = new PayoutBooks();
    books.journal = await Journal.open<Entry>(file, (entry) => books.apply(entry));
    return books;
  }

  get pendingEvents(): readonly SandboxPayoutEvent[] {
    return [...this.unacknowledged.values()];
  }

  get recentEvents(): readonly SandboxPayoutEvent[] {
    return this.recent;
  }

  get all(): readonly SandboxPayout[] {
    return [...this.byReference.values()];
  }

  find(reference: string): SandboxPayout | undefined {
    return this.byReference.get(reference);
  }

  /** Carries out `decide` once for the key; the same key with another request `differs`. Resolves when the act is on disk. */
  async once(request: { key: string; body: unknown }, decide: () => PayoutAct): Promise<KeyedPayout> {
    const requestHash = createHash('sha256').update(JSON.stringify(request.body)).digest('base64');
    const known = this.answers.get(request.key);
    if (known !== undefined) {
      await this.journal.settled();
      if (known.requestHash !== requestHash) return { kind: 'differs' };
      return { kind: 'replayed', status: known.status, body: known.body, events: [] };
    }
    const { status, body, payout, events } = decide();
    const made = await this.keep(payout ?? null, events, { key: request.key, answer: { requestHash, status, body } });
    return { kind: 'acted', status, body, events: made };
  }

  /** Moves a payout to its next image, with an event about it. */
  move(payout: SandboxPayout, event: SandboxPayoutEventType): Promise<readonly SandboxPayoutEvent[]> {
    return this.keep(payout, [event], { key: null, answer: null });
  }

  acknowledge(eventId: string): Promise<void> {
    const entry: Entry = { kind: 'acknowledged', eventId };
    this.apply(entry);
    return this.journal.append(entry);
  }

  /** A page of the books; `cursor` is the last payout's id of the page before. */
  page(cursor: string | undefined): SandboxPayoutBooks {
    const all = this.all;
    const start = cursor === undefined ? 0 : all.findIndex((payout) => payout.id === cursor) + 1;
    const payouts = all.slice(start, start + PAYOUT_PAGE_MAX);
    return { payouts, nextCursor: start + payouts.length < all.length ? payouts.at(-1)!.id : null };
  }

  settled(): Promise<void> {
    return this.journal.settled();
  }

  close(): Promise<void> {
    return this.journal.close();
  }

  private async keep(
    payout: SandboxPayout | null,
    types: readonly SandboxPayoutEventType[],
    keyed: Pick<Extract<Entry, { kind: 'act' }>, 'key' | 'answer'>,
  ): Promise<readonly SandboxPayoutEvent[]> {
    const createdAt = new Date().toISOString();
    const events = types.map((type): SandboxPayoutEvent => {
      if (payout === null) throw new Error('an event needs a payout');
      // An event shows the payout as it was at that moment: news may be older than what is known.
      const status = type === 'payout.pending' ? 'pending' : payout.status;
      return { id: `evt_${randomUUID()}`, type, createdAt, payout: { ...payout, status } };
    });
    const entry: Entry = { kind: 'act', ...keyed, payout, events };
    this.apply(entry);
    await this.journal.append(entry);
    return events;
  }

  private apply(entry: Entry): void {
    if (entry.kind === 'acknowledged') {
      this.unacknowledged.delete(entry.eventId);
      return;
    }
    if (entry.key !== null && entry.answer !== null) this.answers.set(entry.key, entry.answer);
    if (entry.payout !== null) this.byReference.set(entry.payout.reference, entry.payout);
    for (const event of entry.events) this.unacknowledged.set(event.id, event);
    this.recent.push(...entry.events);
    if (this.recent.length > 2 * RECENT_EVENTS_MAX) this.recent = this.recent.slice(-RECENT_EVENTS_MAX);
  }
}
