/** What every act needs: the real wallet, a world to draw from, and the shape of an act. */
import { CartwrightConfig, Outbox, uuid7, type Tx } from '#libs/platform';
import type { TestDatabase } from '#libs/platform/testing';
import { LoyaltySettings, PointsService, TierService } from '#libs/loyalty';
import {
  DebitService,
  EarningLedger,
  ExpiryService,
  LotTransfers,
  RefundService,
  WalletService,
  WithdrawableLots,
  type Asset,
  type LotSource,
} from '#libs/wallet-credit';
import type { Seeded } from '../../support/seeded.js';
import type { ModelHold } from './account.js';
import type { Event, GiftOf, Purse, WalletModel } from './model.js';

export const DAY_MS = 86_400_000;
/** Short, so that what was refunded or converted runs out while the proof goes on. */
export const GRACE_DAYS = 3;
export const SETTINGS = new LoyaltySettings({
  ...{ pointsStep: 10, pointsStepCreditMinor: 7, pointsConversionMin: 20, creditToPoints: true, expiryDays: 5 },
});
/** The origins of lots that may be withdrawn. */
export const WITHDRAWABLE: readonly LotSource[] = ['manual', 'review'];

/** The real thing. */
export class RealWallet {
  readonly wallet: WalletService;
  readonly expiry: ExpiryService;
  readonly refunds: RefundService;
  readonly debits: DebitService;
  readonly earnings: EarningLedger;
  readonly transfers: LotTransfers;
  readonly withdrawable: WithdrawableLots;
  readonly points: PointsService;

  constructor({ database }: TestDatabase) {
    const outbox = new Outbox(database);
    this.wallet = new WalletService(database, outbox);
    this.expiry = new ExpiryService(database, outbox, CartwrightConfig.of());
    this.refunds = new RefundService(outbox);
    this.debits = new DebitService(outbox);
    this.earnings = new EarningLedger(database, outbox, this.wallet);
    this.transfers = new LotTransfers(outbox, this.wallet);
    this.withdrawable = new WithdrawableLots(database, outbox);
    const tiers = new TierService(database, outbox, SETTINGS);
    this.points = new PointsService(database, outbox, this.debits, this.wallet, tiers, SETTINGS);
  }
}

/** Something under a reference, on a purse. */
export interface Key extends Purse {
  readonly reference: string;
}

/** A lot to be. */
export type Filling = Event & {
  readonly lotId: string;
  readonly origin: LotSource;
  readonly expiresAt: Date | null;
};

/** What acts draw from: owners, and the references used so far. */
export class World {
  /** Holds for orders. */
  private readonly orders: Key[] = [];
  readonly gifts: (GiftOf & { readonly amount: number })[] = [];
  readonly withdrawals: (Key & { readonly amount: number; readonly feeMinor: number; readonly recoveryId: string })[] =
    [];
  readonly grants: Filling[] = [];
  readonly earnings: Filling[] = [];
  readonly claims: Event[] = [];
  readonly redemptions: Event[] = [];
  readonly refunds: (Event & { readonly refundId: string })[] = [];

  constructor(
    readonly random: Seeded,
    readonly owners: readonly string[],
    readonly model: WalletModel,
  ) {}

  /** A wallet and a reference that nobody has used. */
  freshKey(asset: Asset = this.random.chance(80) ? 'credit' : 'points'): Key {
    return { ownerId: this.random.pick(this.owners), asset, reference: uuid7() };
  }

  freshOrder(): Key {
    const key = this.freshKey();
    this.orders.push(key);
    return key;
  }

  /** Mostly a reference that was used lately, so that holds are finished, repeated and mixed up. */
  someOrder(fits?: (key: Key) => boolean): Key {
    return (this.random.chance(5) ? undefined : this.lately(this.orders, fits)) ?? this.freshOrder();
  }

  /** One of a list, mostly of its end, that fits if one is soon found; nothing of an empty one. */
  lately<T>(list: readonly T[], fits: (one: T) => boolean = () => true): T | undefined {
    for (let tries = 0; tries < Math.min(12, list.length); tries++) {
      const back = this.random.chance(90) ? 60 : list.length;
      const one = list[list.length - 1 - this.random.below(Math.min(back, list.length))]!;
      if (fits(one)) return one;
    }
    return undefined;
  }

  holdOf(key: Key): ModelHold | undefined {
    return this.model.account(key)?.holds.get(key.reference);
  }
}

/** A kind of operation. */
export interface WalletAct<Request> {
  readonly name: string;
  /** How often it comes, beside the others. */
  readonly weight: number;
  /** A request, or nothing when the world has nothing for it. */
  draw(world: World, now: number): Request | undefined;
  /** Requests of which a batch may have only one of a name; without it a batch may repeat a request. */
  distinct?(request: Request): string;
  /** One outcome a request, in order; an act without outcomes answers undefined for each. */
  carryOut(tx: Tx, real: RealWallet, requests: readonly Request[]): Promise<readonly unknown[]>;
  expected(model: WalletModel, request: Request, now: number): unknown;
  ownersOf(request: Request): readonly string[];
}

/** Closes over the request's type, so that acts of all kinds stand in one list. */
export interface AnyAct {
  readonly name: string;
  readonly weight: number;
  /** Draws a batch and answers how to carry it out and what the model says to it. */
  batch(world: World, size: number, now: number): Batch;
}

export interface Batch {
  readonly requests: readonly object[];
  readonly owners: ReadonlySet<string>;
  carryOut(tx: Tx, real: RealWallet): Promise<readonly unknown[]>;
  expected(model: WalletModel, now: number): readonly unknown[];
}

export function act<Request extends object>(given: WalletAct<Request>): AnyAct {
  return {
    name: given.name,
    weight: given.weight,
    batch(world, size, now) {
      const drawn = Array.from({ length: size }, () => given.draw(world, now)).filter((one) => one !== undefined);
      const names = drawn.map((request) => given.distinct?.(request));
      const requests = drawn.filter((_, i) => names[i] === undefined || names.indexOf(names[i]) === i);
      return {
        requests,
        owners: new Set(requests.flatMap((request) => given.ownersOf(request))),
        carryOut: (tx, real) => given.carryOut(tx, real, requests),
        expected: (model, at) => requests.map((request) => given.expected(model, request, at)),
      };
    },
  };
}
