/** One account of the model: lots, holds and entries in plain arrays, oldest first. */
import type { LotSource } from '#libs/wallet-credit';

export interface ModelLot {
  /** Where its credit came from first: a gift of a promotion is a promotion. */
  readonly origin: LotSource;
  readonly granted: number;
  remaining: number;
  held: number;
  /** Milliseconds; Infinity for never. */
  readonly expiresAt: number;
}

/** So much from one lot. */
export interface ModelShare {
  readonly lot: ModelLot;
  amount: number;
}

export interface ModelHold {
  readonly amount: number;
  readonly takes: readonly ModelShare[];
  state: 'held' | 'captured' | 'released';
  /** What was captured and not refunded since, in the order in which it was used. */
  readonly used: ModelShare[];
}

export type ModelEntry = readonly [kind: string, amount: number, balanceAfter: number];

/** An owner's credit or points. */
export class ModelAccount {
  readonly lots: ModelLot[] = [];
  readonly holds = new Map<string, ModelHold>();
  readonly entries: ModelEntry[] = [];
  /** What was clawed back and was not there any more, under the policy `deficit`. */
  owed = 0;

  get balance(): number {
    return this.lots.reduce((sum, lot) => sum + lot.remaining, 0);
  }

  get held(): number {
    return this.lots.reduce((sum, lot) => sum + lot.held, 0);
  }

  /** Lots that can pay at a moment, the first to expire first; of lots that expire together the older one. */
  payers(now: number, origins?: readonly LotSource[]): ModelLot[] {
    return this.lots
      .filter((lot) => lot.expiresAt > now && lot.remaining > lot.held)
      .filter(({ origin }) => origins === undefined || origins.includes(origin))
      .sort((a, b) => (a.expiresAt === b.expiresAt ? 0 : a.expiresAt < b.expiresAt ? -1 : 1));
  }

  available(now: number, origins?: readonly LotSource[]): number {
    return this.payers(now, origins).reduce((sum, lot) => sum + lot.remaining - lot.held, 0);
  }

  add(lot: { readonly origin: LotSource; readonly amount: number; readonly expiresAt: number }): void {
    const { origin, amount, expiresAt } = lot;
    this.lots.push({ origin, granted: amount, remaining: amount, held: 0, expiresAt });
  }

  /** Sets aside what is there, under a reference. */
  hold(reference: string, amount: number, now: number, origins?: readonly LotSource[]): ModelHold {
    const takes: ModelShare[] = [];
    let wanted = amount;
    for (const lot of this.payers(now, origins)) {
      const part = Math.min(wanted, lot.remaining - lot.held);
      if (part === 0) break;
      lot.held += part;
      wanted -= part;
      takes.push({ lot, amount: part });
    }
    const hold: ModelHold = { amount, takes, state: 'held', used: [] };
    this.holds.set(reference, hold);
    return hold;
  }

  /** Ends a hold: `amount` of it is used, the rest is free again. */
  use(hold: ModelHold, amount: number): void {
    let wanted = amount;
    for (const { lot, amount: taken } of hold.takes) {
      const part = Math.min(wanted, taken);
      lot.held -= taken;
      lot.remaining -= part;
      wanted -= part;
      if (part > 0) hold.used.push({ lot, amount: part });
    }
    hold.state = 'captured';
  }

  /** Writes an entry; the lots have changed before. */
  enter(kind: string, amount: number): void {
    if (amount !== 0) this.entries.push([kind, amount, this.balance]);
  }
}
