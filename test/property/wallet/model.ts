/**
 * The wallet as a few maps: what domain.md §8 says, written down once more in the plainest way. It knows no SQL, no batches and no
 * locks; each operation is one method, and answers what the real one has to answer.
 */
import type { Asset, HoldAmount, HoldOutcome } from '#libs/wallet-credit';

export interface ModelLot {
  readonly id: string;
  readonly granted: number;
  remaining: number;
  held: number;
  /** Milliseconds; Infinity for never. */
  readonly expiresAt: number;
}

interface ModelHold {
  readonly amount: number;
  readonly takes: readonly { readonly lot: ModelLot; readonly amount: number }[];
  state: 'held' | 'captured' | 'released';
}

/** One account: an owner's credit or points. */
export class ModelAccount {
  readonly lots: ModelLot[] = [];
  readonly holds = new Map<string, ModelHold>();
  entries = 0;

  get balance(): number {
    return this.lots.reduce((sum, lot) => sum + lot.remaining, 0);
  }

  get held(): number {
    return this.lots.reduce((sum, lot) => sum + lot.held, 0);
  }

  available(now: number): number {
    return this.spendable(now).reduce((sum, lot) => sum + lot.remaining - lot.held, 0);
  }

  spendable(now: number): ModelLot[] {
    const alive = this.lots.filter((lot) => lot.expiresAt > now && lot.remaining > lot.held);
    return alive.sort((a, b) =>
      a.expiresAt === b.expiresAt ? (a.id < b.id ? -1 : 1) : a.expiresAt < b.expiresAt ? -1 : 1,
    );
  }
}

/** All accounts, and what the houses have come to. */
export class WalletModel {
  private readonly accounts = new Map<string, ModelAccount>();
  private readonly grants = new Set<string>();
  readonly houses: Record<'promotions' | 'sales' | 'expired', number> = { promotions: 0, sales: 0, expired: 0 };

  account(ownerId: string, asset: Asset): ModelAccount | undefined {
    return this.accounts.get(`${ownerId}/${asset}`);
  }

  grant(
    { ownerId, asset }: { readonly ownerId: string; readonly asset: Asset },
    lot: { readonly id: string; readonly amount: number; readonly expiresAt: number; readonly reference: string },
  ): 'created' | 'exists' {
    const account = this.account(ownerId, asset) ?? new ModelAccount();
    this.accounts.set(`${ownerId}/${asset}`, account);
    if (this.grants.has(lot.reference)) return 'exists';
    this.grants.add(lot.reference);
    account.lots.push({ id: lot.id, granted: lot.amount, remaining: lot.amount, held: 0, expiresAt: lot.expiresAt });
    account.entries += 1;
    this.houses.promotions -= lot.amount;
    return 'created';
  }

  hold(account: ModelAccount | undefined, reference: string, wish: HoldAmount, now: number): HoldOutcome {
    const exact = wish.use === 'exact' ? wish.amount : undefined;
    if (account === undefined) {
      if (exact !== undefined && exact > 0) return { kind: 'insufficient', available: 0 };
      return { kind: 'created', amount: 0, wallet: { balance: 0, held: 0, available: 0 } };
    }
    const before = account.holds.get(reference);
    if (before?.state === 'released') return { kind: 'released' };
    if (before !== undefined && exact !== undefined && exact !== before.amount) return { kind: 'differs' };
    const available = account.available(now);
    if (before !== undefined) return this.held('exists', before.amount, account, now);
    const amount = wish.use === 'exact' ? wish.amount : Math.min(wish.upTo, available);
    if (amount > available) return { kind: 'insufficient', available };
    if (amount === 0) return this.held('created', 0, account, now);
    const takes: { lot: ModelLot; amount: number }[] = [];
    let wanted = amount;
    for (const lot of account.spendable(now)) {
      const part = Math.min(wanted, lot.remaining - lot.held);
      if (part === 0) break;
      lot.held += part;
      wanted -= part;
      takes.push({ lot, amount: part });
    }
    account.holds.set(reference, { amount, takes, state: 'held' });
    return this.held('created', amount, account, now);
  }

  release(account: ModelAccount | undefined, reference: string): void {
    if (account === undefined) return;
    const hold = account.holds.get(reference);
    if (hold === undefined) account.holds.set(reference, { amount: 0, takes: [], state: 'released' });
    if (hold?.state !== 'held') return;
    hold.state = 'released';
    for (const { lot, amount } of hold.takes) lot.held -= amount;
  }

  capture(account: ModelAccount | undefined, reference: string, amount: number | undefined): void {
    const hold = account?.holds.get(reference);
    if (account === undefined || hold?.state !== 'held') return;
    hold.state = 'captured';
    let wanted = amount ?? hold.amount;
    if (wanted > 0) account.entries += 1;
    this.houses.sales += wanted;
    for (const take of hold.takes) {
      const part = Math.min(wanted, take.amount);
      take.lot.held -= take.amount;
      take.lot.remaining -= part;
      wanted -= part;
    }
  }

  /** Everything that is due and not held; answers how many lots. */
  expire(now: number): number {
    let expired = 0;
    for (const account of this.accounts.values())
      for (const lot of account.lots) {
        if (lot.expiresAt > now || lot.held > 0 || lot.remaining === 0) continue;
        this.houses.expired += lot.remaining;
        lot.remaining = 0;
        account.entries += 1;
        expired += 1;
      }
    return expired;
  }

  private held(kind: 'created' | 'exists', amount: number, account: ModelAccount, now: number): HoldOutcome {
    const wallet = { balance: account.balance, held: account.held, available: account.available(now) };
    return { kind, amount, wallet };
  }
}
