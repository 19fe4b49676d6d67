/**
 * What can happen to a wallet, one act each: how a request is drawn, how the real wallet carries a batch of them out, and what the model
 * says to each. A new verb joins here and nowhere else: gift, claim, cancel, refund, convert, withdraw and clawback are one act each.
 */
import { uuid7, type Tx } from '#libs/platform';
import type { Asset, ExpiryService, HoldAmount, WalletService } from '#libs/wallet-credit';
import type { Seeded } from '../../support/seeded.js';
import type { WalletModel } from './model.js';

const DAY_MS = 86_400_000;

/** Whose wallet, and under which reference. */
interface Key {
  readonly ownerId: string;
  readonly asset: Asset;
  readonly reference: string;
}

/** What acts draw from: owners, and the references used so far. */
export class World {
  private readonly keys: Key[] = [];

  constructor(
    readonly random: Seeded,
    readonly owners: readonly string[],
    readonly model: WalletModel,
  ) {}

  /** A wallet and a reference that nobody has used. */
  freshKey(): Key {
    const asset: Asset = this.random.chance(80) ? 'credit' : 'points';
    const key = { ownerId: this.random.pick(this.owners), asset, reference: uuid7() };
    this.keys.push(key);
    return key;
  }

  /** Mostly a reference that was used lately, so that holds are finished, repeated and mixed up. */
  someKey(): Key {
    if (this.keys.length === 0 || this.random.chance(5)) return this.freshKey();
    const back = this.random.chance(90) ? 60 : this.keys.length;
    return this.keys[this.keys.length - 1 - this.random.below(Math.min(back, this.keys.length))]!;
  }
}

/** The real thing. */
export interface RealWallet {
  readonly wallet: WalletService;
  readonly expiry: ExpiryService;
}

/** A kind of operation. */
export interface WalletAct<Request> {
  readonly name: string;
  /** How often it comes, beside the others. */
  readonly weight: number;
  draw(world: World, now: number): Request;
  /** One outcome a request, in order; an act without outcomes answers undefined for each. */
  carryOut(tx: Tx, real: RealWallet, requests: readonly Request[]): Promise<readonly unknown[]>;
  expected(model: WalletModel, request: Request, now: number): unknown;
  ownerOf(request: Request): string;
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

function act<Request extends object>(given: WalletAct<Request>): AnyAct {
  return {
    name: given.name,
    weight: given.weight,
    batch(world, size, now) {
      const requests = Array.from({ length: size }, () => given.draw(world, now));
      return {
        requests,
        owners: new Set(requests.map((request) => given.ownerOf(request))),
        carryOut: (tx, real) => given.carryOut(tx, real, requests),
        expected: (model, at) => requests.map((request) => given.expected(model, request, at)),
      };
    },
  };
}

interface Grant extends Key {
  readonly lotId: string;
  readonly amount: number;
  readonly expiresAt: Date | null;
}

const granted: Grant[] = [];

const grant = act<Grant>({
  name: 'grant',
  weight: 20,
  draw(world, now) {
    const { random } = world;
    if (granted.length > 0 && random.chance(10)) return { ...random.pick(granted.slice(-50)), lotId: uuid7() };
    const key = world.freshKey();
    // Some have run out already; many run out on one day, so that ties are common.
    const days = random.between(-1, 12);
    const expiresAt = random.chance(25) ? null : new Date(Math.floor(now / DAY_MS) * DAY_MS + days * DAY_MS);
    const request = { ...key, lotId: uuid7(), amount: random.between(1, 1_000), expiresAt };
    granted.push(request);
    return request;
  },
  carryOut: (tx, { wallet }, requests) =>
    wallet.grant(
      tx,
      requests.map(({ ownerId, asset, reference, lotId, amount, expiresAt }) => ({
        ...{ ownerId, asset, reference, lotId, amount, expiresAt, transferId: uuid7() },
        ...{ source: 'promotion', from: 'promotions', kind: 'property_grant', actor: null, reason: null },
      })),
    ),
  expected: (model, { ownerId, asset, reference, lotId, amount, expiresAt }) =>
    model.grant({ ownerId, asset }, { id: lotId, amount, reference, expiresAt: expiresAt?.getTime() ?? Infinity }),
  ownerOf: ({ ownerId }) => ownerId,
});

interface Hold extends Key {
  readonly amount: HoldAmount;
}

const hold = act<Hold>({
  name: 'hold',
  weight: 40,
  draw(world) {
    const { random } = world;
    const units = random.between(0, 900);
    const amount: HoldAmount = random.chance(70) ? { use: 'exact', amount: units } : { use: 'max', upTo: units };
    return { ...(random.chance(85) ? world.freshKey() : world.someKey()), amount };
  },
  carryOut: (tx, { wallet }, requests) => wallet.hold(tx, requests),
  expected: (model, { ownerId, asset, reference, amount }, now) =>
    model.hold(model.account(ownerId, asset), reference, amount, now),
  ownerOf: ({ ownerId }) => ownerId,
});

const release = act<Key>({
  name: 'release',
  weight: 15,
  draw: (world) => world.someKey(),
  async carryOut(tx, { wallet }, requests) {
    await wallet.release(tx, requests);
    return requests.map(() => undefined);
  },
  expected: (model, { ownerId, asset, reference }) => model.release(model.account(ownerId, asset), reference),
  ownerOf: ({ ownerId }) => ownerId,
});

interface Capture extends Key {
  readonly amount?: number;
}

const capture = act<Capture>({
  name: 'capture',
  weight: 20,
  draw(world) {
    // Capturing what was released is a defect of the caller, and throws: it is not drawn.
    for (;;) {
      const key = world.someKey();
      const hold = world.model.account(key.ownerId, key.asset)?.holds.get(key.reference);
      if (hold?.state === 'released') continue;
      return hold !== undefined && world.random.chance(30)
        ? { ...key, amount: world.random.between(0, hold.amount) }
        : key;
    }
  },
  async carryOut(tx, { wallet }, requests) {
    await wallet.capture(
      tx,
      requests.map((request) => ({ ...request, transferId: uuid7(), kind: 'order_payment', to: 'sales' })),
    );
    return requests.map(() => undefined);
  },
  expected: (model, { ownerId, asset, reference, amount }) =>
    model.capture(model.account(ownerId, asset), reference, amount),
  ownerOf: ({ ownerId }) => ownerId,
});

/** The acts of customers and of the shop. The sweep and the clock are steps of their own in the spec. */
export const walletActs: readonly AnyAct[] = [grant, hold, release, capture];
