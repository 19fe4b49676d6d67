/** The payout service's books: payouts by the merchant's id. */
import { randomUUID } from 'node:crypto';
import { KeyedBooks, type KeyedOutcome } from '../keyed-books.js';
import type { PayoutAct } from './payout.rules.js';
import type { SandboxPayout, SandboxPayoutBooks, SandboxPayoutEvent, SandboxPayoutEventType } from './payout-wire.js';

/** How many payouts one page of the books shows at most. */
const PAYOUT_PAGE_MAX = 5_000;

export class PayoutBooks extends KeyedBooks<{ readonly payout: SandboxPayout | null }, SandboxPayoutEvent> {
  private readonly byReference = new Map<string, SandboxPayout>();

  /** Opens the books kept in `file`, or empty ones in memory. */
  static open(file: string | undefined): Promise<PayoutBooks> {
    return new PayoutBooks().read(file);
  }

  get all(): readonly SandboxPayout[] {
    return [...this.byReference.values()];
  }

  find(reference: string): SandboxPayout | undefined {
    return this.byReference.get(reference);
  }

  /** Carries out `decide` once for the key, see {@link KeyedBooks.keyed}. */
  once(
    { key, body }: { key: string; body: unknown },
    decide: () => PayoutAct,
  ): Promise<KeyedOutcome<SandboxPayoutEvent>> {
    return this.keyed({ key, request: JSON.stringify(body) }, () => {
      const { payout = null, events, ...answer } = decide();
      return { status: answer.status, body: answer.body, changed: { payout }, events: eventsOf(payout, events) };
    });
  }

  /** Moves a payout to its next image, with an event about it. */
  async move(payout: SandboxPayout, event: SandboxPayoutEventType): Promise<readonly SandboxPayoutEvent[]> {
    const events = eventsOf(payout, [event]);
    await this.keep({ payout }, events);
    return events;
  }

  /** A page of the books; `cursor` is the last payout's id of the page before. */
  page(cursor: string | undefined): SandboxPayoutBooks {
    const all = this.all;
    const start = cursor === undefined ? 0 : all.findIndex((payout) => payout.id === cursor) + 1;
    const payouts = all.slice(start, start + PAYOUT_PAGE_MAX);
    return { payouts, nextCursor: start + payouts.length < all.length ? payouts.at(-1)!.id : null };
  }

  protected override take({ payout }: { readonly payout: SandboxPayout | null }): void {
    if (payout !== null) this.byReference.set(payout.reference, payout);
  }
}

function eventsOf(payout: SandboxPayout | null, types: readonly SandboxPayoutEventType[]): SandboxPayoutEvent[] {
  const createdAt = new Date().toISOString();
  return types.map((type): SandboxPayoutEvent => {
    if (payout === null) throw new Error('an event needs a payout');
    // An event shows the payout as it was at that moment: news may be older than what is known.
    const status = type === 'payout.pending' ? 'pending' : payout.status;
    return { id: `evt_${randomUUID()}`, type, createdAt, payout: { ...payout, status } };
  });
}
