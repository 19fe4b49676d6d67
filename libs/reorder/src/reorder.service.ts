/** Another order: what would become of an order's lines in the cart, and putting them there. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { CartAgain, type AgainOutcome, type CartOwner, type PreparedAgain } from '#libs/cart';
import { OrderService } from '#libs/order';
import { boughtLines, type BoughtLine } from './wanted-again.rules.js';

/** How a price moved. */
export const PRICE_MOVES = ['up', 'down', 'same'] as const;
export type PriceMove = (typeof PRICE_MOVES)[number];

/** What became of one line of the order, or would. Prices are of one unit, in minor units. */
export interface ReorderedLine extends AgainOutcome {
  readonly line: BoughtLine;
  readonly priceNowMinor: number | null;
  readonly priceMove: PriceMove | null;
}

/** An order's lines with what adding them needs, read outside any transaction. */
export interface PreparedReorder {
  readonly lines: readonly BoughtLine[];
  /** By place in `lines`; a line that is not supported has none. */
  readonly prepared: ReadonlyMap<number, PreparedAgain>;
}

const NOT_SUPPORTED: AgainOutcome = { outcome: 'not_supported', added: 0, quantity: 0 };

@Injectable()
export class ReorderService {
  constructor(
    private readonly orders: OrderService,
    private readonly cart: CartAgain,
  ) {}

  /** Reads an order of the customer's and all that adding its lines needs; `undefined` for an order that is not the customer's. */
  async prepare(orderId: string, customerId: string): Promise<PreparedReorder | undefined> {
    const [view] = await this.orders.view([orderId], customerId);
    if (view === undefined) return undefined;
    const lines = boughtLines(view.lines);
    const places = lines.flatMap((line, place) => (line.isSupported ? [place] : []));
    const prepared = await this.cart.prepare(
      customerId,
      places.map((place) => lines[place]!),
    );
    return { lines, prepared: new Map(places.map((place, i) => [place, prepared[i]!])) };
  }

  /** What {@link act} would answer now; changes nothing. */
  async preview(customerId: string, prepared: PreparedReorder): Promise<readonly ReorderedLine[]> {
    return merged(prepared, await this.cart.preview(ownerOf(customerId), [...prepared.prepared.values()]));
  }

  /** Puts what can be added into the customer's cart: one outcome per line, in the order's order. Locks the cart. */
  async act(tx: Tx, customerId: string, prepared: PreparedReorder): Promise<readonly ReorderedLine[]> {
    return merged(prepared, await this.cart.add(tx, ownerOf(customerId), [...prepared.prepared.values()]));
  }
}

function ownerOf(customerId: string): CartOwner {
  return { id: customerId, kind: 'customer' };
}

function merged({ lines, prepared }: PreparedReorder, outcomes: readonly AgainOutcome[]): readonly ReorderedLine[] {
  const byPlace = new Map([...prepared.keys()].map((place, i) => [place, outcomes[i]!]));
  return lines.map((line, place) => {
    const priceNowMinor = prepared.get(place)?.unitMinor ?? null;
    return {
      ...(byPlace.get(place) ?? NOT_SUPPORTED),
      line,
      priceNowMinor,
      priceMove: priceNowMinor === null ? null : moveOf(line.unitMinor, priceNowMinor),
    };
  });
}

function moveOf(then: number, now: number): PriceMove {
  return now === then ? 'same' : now > then ? 'up' : 'down';
}
