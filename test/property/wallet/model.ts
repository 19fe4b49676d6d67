/**
 * The wallet as a few maps: what domain.md §8 says, written down once more in the plainest way. It knows no SQL, no batches and no
 * locks; each operation is one method, and answers what the real one has to answer.
 */
import type {
  Asset,
  ClawbackPolicy,
  DebitOutcome,
  EarnOutcome,
  HoldAmount,
  HoldOutcome,
  HouseAccount,
  LotSource,
  Moved,
  RefundOutcome,
  SendOutcome,
  WalletBalance,
} from '#libs/wallet-credit';
import { ModelAccount, type ModelHold, type ModelShare } from './account.js';

/** An owner's credit or points. */
export interface Purse {
  readonly ownerId: string;
  readonly asset: Asset;
}

/** Something that is called (`reference`, `kind`), on a purse. */
export interface Event extends Purse {
  readonly reference: string;
  readonly kind: string;
  readonly amount: number;
}

/** Credit from the house, as a lot. */
export interface Gain extends Event {
  readonly from: HouseAccount;
  readonly origin: LotSource;
  /** Milliseconds; Infinity for never. */
  readonly expiresAt: number;
}

/** A gift as its two sides know it. */
export interface GiftOf {
  readonly reference: string;
  readonly senderId: string;
  readonly receiverId: string;
}

/** All accounts, and what the houses have come to. */
export class WalletModel {
  private readonly accounts = new Map<string, ModelAccount>();
  private readonly booked = new Map<string, number>();
  /** Balances of house accounts, by `house/asset`. */
  readonly houses = new Map<string, number>();

  account({ ownerId, asset }: Purse): ModelAccount | undefined {
    return this.accounts.get(`${ownerId}/${asset}`);
  }

  /** Whether (`reference`, `kind`) has happened. */
  has(reference: string, kind: string): boolean {
    return this.booked.has(`${reference}/${kind}`);
  }

  hold(purse: Purse, reference: string, wish: HoldAmount, now: number, origins?: readonly LotSource[]): HoldOutcome {
    const account = this.account(purse);
    const exact = wish.use === 'exact' ? wish.amount : undefined;
    if (account === undefined) {
      if (exact !== undefined && exact > 0) return { kind: 'insufficient', available: 0 };
      return { kind: 'created', amount: 0, wallet: { balance: 0, held: 0, available: 0 } };
    }
    const before = account.holds.get(reference);
    if (before?.state === 'released') return { kind: 'released' };
    if (before !== undefined && exact !== undefined && exact !== before.amount) return { kind: 'differs' };
    if (before !== undefined) return { kind: 'exists', amount: before.amount, wallet: numbers(account, now) };
    const available = account.available(now, origins);
    const amount = wish.use === 'exact' ? wish.amount : Math.min(wish.upTo, available);
    if (amount > available) return { kind: 'insufficient', available };
    if (amount > 0) account.hold(reference, amount, now, origins);
    return { kind: 'created', amount, wallet: numbers(account, now) };
  }

  release(purse: Purse, reference: string): void {
    const account = this.account(purse);
    if (account === undefined) return;
    const hold = account.holds.get(reference);
    if (hold === undefined) account.hold(reference, 0, 0).state = 'released';
    if (hold?.state !== 'held') return;
    hold.state = 'released';
    for (const { lot, amount } of hold.takes) lot.held -= amount;
  }

  /** Captures a hold, in part or whole; the houses share what was captured. */
  capture(
    purse: Purse,
    capture: { readonly reference: string; readonly kind: string; readonly amount?: number | undefined },
    to: Partial<Record<HouseAccount, number>> | HouseAccount,
  ): void {
    const account = this.account(purse);
    const hold = account?.holds.get(capture.reference);
    if (account === undefined || hold?.state !== 'held') return;
    const amount = capture.amount ?? hold.amount;
    account.use(hold, amount);
    account.enter(capture.kind, -amount);
    const shares = typeof to === 'string' ? { [to]: amount } : to;
    for (const [house, part] of Object.entries(shares)) this.give(house as HouseAccount, purse.asset, part);
  }

  grant(gain: Gain): 'created' | 'exists' {
    const account = this.open(gain);
    if (!this.isNew(gain)) return 'exists';
    account.add(gain);
    account.enter(gain.kind, gain.amount);
    this.give(gain.from, gain.asset, -gain.amount);
    return 'created';
  }

  /** As {@link grant}, but what is owed is repaid first. */
  earn(gain: Gain): EarnOutcome {
    const account = this.open(gain);
    if (!this.isNew(gain)) return { kind: 'exists' };
    const repaid = Math.min(account.owed, gain.amount);
    account.owed -= repaid;
    if (gain.amount > repaid) account.add({ ...gain, amount: gain.amount - repaid });
    account.enter(gain.kind, gain.amount - repaid);
    this.give(gain.from, gain.asset, -gain.amount);
    this.give('receivables', gain.asset, repaid);
    return { kind: 'earned', repaid };
  }

  clawBack(event: Event, policy: ClawbackPolicy, now: number): { taken: number; rest: number } {
    const account = this.account(event)!;
    if (!this.isNew(event)) return { taken: 0, rest: 0 };
    const taken = this.take(account, event, Math.min(event.amount, account.available(now)), now);
    const rest = event.amount - taken;
    if (policy === 'deficit') account.owed += rest;
    this.give(policy === 'deficit' ? 'receivables' : 'write_offs', event.asset, -rest);
    this.give('promotions', event.asset, event.amount);
    return { taken, rest };
  }

  debit(event: Event, to: HouseAccount, now: number): DebitOutcome {
    if (this.has(event.reference, event.kind)) return { kind: 'exists' };
    const account = this.account(event);
    const available = account?.available(now) ?? 0;
    if (account === undefined || event.amount > available) return { kind: 'insufficient', available };
    this.isNew(event);
    this.give(to, event.asset, this.take(account, event, event.amount, now));
    return { kind: 'debited' };
  }

  /** Points for credit or credit for points; what comes in lasts until a day of its own. */
  convert(out: Event, into: Omit<Gain, 'from' | 'origin'>, now: number): DebitOutcome {
    const outcome = this.debit(out, 'conversions', now);
    if (outcome.kind === 'debited') this.grant({ ...into, from: 'conversions', origin: 'conversion' });
    return outcome;
  }

  /** Money that left although its hold was given back: as far as it goes from the wallet, the rest from the house. */
  recover(event: Event, to: Partial<Record<HouseAccount, number>>, now: number): number {
    const account = this.account(event)!;
    if (!this.isNew(event)) return 0;
    const taken = this.take(account, event, Math.min(event.amount, account.available(now)), now);
    this.give('adjustments', 'credit', taken - event.amount);
    for (const [house, part] of Object.entries(to)) this.give(house as HouseAccount, 'credit', part);
    return taken;
  }

  send({ senderId, reference }: GiftOf, amount: number, now: number): SendOutcome {
    const account = this.account({ ownerId: senderId, asset: 'credit' });
    const before = account?.holds.get(reference);
    if (account !== undefined && before !== undefined)
      return before.amount === amount ? { kind: 'exists', wallet: numbers(account, now) } : { kind: 'differs' };
    const available = account?.available(now) ?? 0;
    if (account === undefined || amount > available) return { kind: 'insufficient', available };
    const event: Event = { ownerId: senderId, asset: 'credit', reference, kind: 'gift_sent', amount };
    this.isNew(event);
    this.give('gifts_in_flight', 'credit', this.take(account, event, amount, now));
    return { kind: 'created', wallet: numbers(account, now) };
  }

  /** A claim: what is alive becomes lots of the receiver, one for each expiry and origin. `gone` when nothing is. */
  claim(gift: GiftOf, now: number): Moved | { readonly kind: 'gone' } {
    if (this.has(gift.reference, 'gift_claimed')) return { kind: 'exists' };
    const used = this.sent(gift)!.used;
    if (!used.some((share) => isAlive(share, now))) return { kind: 'gone' };
    const receiver = this.open({ ownerId: gift.receiverId, asset: 'credit' });
    const lots = new Map<string, { origin: LotSource; amount: number; expiresAt: number }>();
    for (const { lot, amount } of used.filter((share) => isAlive(share, now))) {
      const nature = `${lot.expiresAt}/${lot.origin}`;
      const { origin, expiresAt } = lot;
      lots.set(nature, { origin, expiresAt, amount: amount + (lots.get(nature)?.amount ?? 0) });
    }
    for (const lot of lots.values()) receiver.add(lot);
    return this.land(gift, 'gift_claimed', receiver, now);
  }

  /** Declined, cancelled or lapsed: what is alive goes back into the very lots. */
  returnGift(gift: GiftOf, now: number): Moved {
    const used = this.sent(gift)?.used ?? [];
    if (used.length === 0 || this.has(gift.reference, 'gift_returned')) return { kind: 'exists' };
    for (const share of used) if (isAlive(share, now)) share.lot.remaining += share.amount;
    return this.land(gift, 'gift_returned', this.account({ ownerId: gift.senderId, asset: 'credit' })!, now);
  }

  /** Back to the lots it came from, last used first; what has run out lives on for the grace, in one lot for each origin. */
  refund(
    event: Event & { readonly refundId: string },
    { from, graceMs, now }: { readonly from: HouseAccount; readonly graceMs: number; readonly now: number },
  ): RefundOutcome {
    const account = this.account(event);
    const name = `${event.refundId}/${event.kind}`;
    const made = this.booked.get(name);
    if (made !== undefined) return { kind: made === event.amount ? 'exists' : 'differs' };
    const used = account?.holds.get(event.reference)?.used ?? [];
    const refundable = used.reduce((sum, { amount }) => sum + amount, 0);
    if (account === undefined || event.amount > refundable) return { kind: 'exceeds', refundable };
    this.booked.set(name, event.amount);
    const carried = new Map<LotSource, number>();
    for (let wanted = event.amount; wanted > 0;) {
      const last = used.at(-1)!;
      const part = Math.min(wanted, last.amount);
      if (isAlive(last, now)) last.lot.remaining += part;
      else carried.set(last.lot.origin, part + (carried.get(last.lot.origin) ?? 0));
      last.amount -= part;
      wanted -= part;
      if (last.amount === 0) used.pop();
    }
    for (const [origin, amount] of carried) account.add({ origin, amount, expiresAt: now + graceMs });
    account.enter(event.kind, event.amount);
    this.give(from, event.asset, -event.amount);
    return { kind: 'refunded', carriedOn: [...carried.values()].reduce((sum, amount) => sum + amount, 0) };
  }

  /** Everything that is due and not held, the first to expire first; answers how many lots. */
  expire(now: number): number {
    let expired = 0;
    for (const [name, account] of this.accounts) {
      const due = account.lots.filter((lot) => lot.expiresAt <= now && lot.held === 0 && lot.remaining > 0);
      for (const lot of due.sort((a, b) => a.expiresAt - b.expiresAt)) {
        const amount = lot.remaining;
        lot.remaining = 0;
        account.enter('expiry', -amount);
        this.give('expired', name.endsWith('/points') ? 'points' : 'credit', amount);
      }
      expired += due.length;
    }
    return expired;
  }

  private open(purse: Purse): ModelAccount {
    const account = this.account(purse) ?? new ModelAccount();
    this.accounts.set(`${purse.ownerId}/${purse.asset}`, account);
    return account;
  }

  /** Takes what is there at once; answers it. */
  private take(account: ModelAccount, event: Event, amount: number, now: number): number {
    if (amount > 0) account.use(account.hold(event.reference, amount, now), amount);
    account.enter(event.kind, -amount);
    return amount;
  }

  private sent({ reference, senderId }: GiftOf): ModelHold | undefined {
    return this.account({ ownerId: senderId, asset: 'credit' })?.holds.get(reference);
  }

  /** The entry of a gift that arrives somewhere; what had run out goes to the house. */
  private land(gift: GiftOf, kind: string, to: ModelAccount, now: number): Moved {
    const sum = (shares: readonly ModelShare[]): number => shares.reduce((total, { amount }) => total + amount, 0);
    const { used } = this.sent(gift)!;
    const arrived = sum(used.filter((share) => isAlive(share, now)));
    const expired = sum(used) - arrived;
    this.booked.set(`${gift.reference}/${kind}`, arrived);
    to.enter(kind, arrived);
    this.give('gifts_in_flight', 'credit', -arrived - expired);
    this.give('expired', 'credit', expired);
    return { kind: 'moved', arrived, expired };
  }

  private isNew(event: Event): boolean {
    if (this.booked.has(nameOf(event))) return false;
    this.booked.set(nameOf(event), event.amount);
    return true;
  }

  private give(house: HouseAccount, asset: Asset, amount: number): void {
    const name = `${house}/${asset}`;
    this.houses.set(name, (this.houses.get(name) ?? 0) + amount);
  }
}

const nameOf = ({ reference, kind }: Event): string => `${reference}/${kind}`;

const isAlive = ({ lot }: ModelShare, now: number): boolean => lot.expiresAt > now;

function numbers(account: ModelAccount, now: number): WalletBalance {
  return { balance: account.balance, held: account.held, available: account.available(now) };
}
