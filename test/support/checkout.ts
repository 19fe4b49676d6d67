/** The way from the cart to the order as tests walk it: fill, preview, send what the preview answered, compare the two. */
import type { OrderDto } from '#libs/order';
import type { Answered } from './http-client.js';
import { ADDRESS, FREE_SHIPPING, type Customer, type Shop } from './shop.js';

/** What a preview answers, as far as tests look at it; amounts in minor units. */
export interface Preview {
  readonly total: number;
  readonly breakdown: Record<
    'list' | 'lineOffers' | 'basketOffers' | 'coupons' | 'discount' | 'points' | 'goods' | 'shipping' | 'total',
    number
  >;
  readonly lines: readonly (Record<string, unknown> & {
    readonly sku: string;
    readonly quantity: number;
    readonly payable: number;
  })[];
  readonly offers: readonly Record<string, unknown>[];
  readonly gifts: readonly {
    readonly sku: string | null;
    readonly quantity: number;
    readonly available: boolean;
  }[];
  readonly coupons: readonly {
    readonly name: string;
    readonly state: string;
    readonly reason: string | null;
    readonly text: string | null;
    readonly amount: number;
  }[];
  readonly shipping: readonly Record<string, unknown>[];
  readonly usableCredit: number;
  readonly usablePoints: number;
  readonly creditApplied: number;
  readonly amountDue: number;
  readonly placeable: boolean;
  readonly problems: readonly {
    readonly sku: string | null;
    readonly code: string;
    readonly blocks: boolean;
    readonly detail: string;
    readonly lineId: string | null;
  }[];
  readonly order: { readonly path: string; readonly body: Record<string, unknown> } | null;
}

/** An order just placed, or the problem that refused it. */
export type PlacedOrder = OrderDto & { readonly code?: string; readonly total?: number };

export interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}

export async function addToCart(customer: Customer, ...lines: readonly Wanted[]): Promise<void> {
  expect(await customer.http.post('/v1/cart/lines', { lines })).toMatchObject({ status: 200 });
}

/** Previews the selected cart lines, or the lines in `body`. */
export async function preview(customer: Customer, body: Record<string, unknown> = {}): Promise<Preview> {
  const answer = await customer.http.post<Preview>('/v1/checkout/preview', { shippingAddress: ADDRESS, ...body });
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Sends what a preview answered as it is. */
export function sendPreviewed(
  customer: Customer,
  { order }: Preview,
  more: Record<string, unknown> = {},
): Promise<Answered<PlacedOrder>> {
  return customer.http.post<PlacedOrder>(order!.path, { ...order!.body, ...more });
}

/** Places what was previewed and expects of the order every number that the preview named: totals, dues and lines. */
export async function placeAsSeen(customer: Customer, seen: Preview): Promise<PlacedOrder> {
  const placed = await sendPreviewed(customer, seen);
  expect([placed.status, placed.body]).toEqual([201, expect.anything()]);
  const { list, discount, points, shipping, total } = seen.breakdown;
  expect(placed.body.breakdown).toEqual({ list, discount, points, shipping, total });
  expect(placed.body).toMatchObject({ creditApplied: seen.creditApplied, amountDue: seen.amountDue });
  const gifts = seen.gifts.filter(({ available }) => available);
  expect(placed.body.lines.map(({ sku, quantity, payable }) => [sku, quantity, payable]).sort()).toEqual(
    [
      ...seen.lines.map(({ sku, quantity, payable }) => [sku, quantity, payable]),
      ...gifts.map(({ sku, quantity }) => [sku, quantity, 0]),
    ].sort(),
  );
  return placed.body;
}

/** One column of a preview's lines, in their order. */
export const column = (seen: Preview, name: string): unknown[] => seen.lines.map((line) => line[name]);

/** A shipping fee of a merchant of the shop, by its number. */
export interface Fee {
  readonly flatMinor?: number;
  readonly perKgMinor?: number;
  readonly freeFromMinor?: number | null;
}

/** Sets what a merchant's shipping costs; nothing when nothing is said. */
export const shipFor = (shop: Shop, merchant: number, fee: Fee = {}): Promise<void> =>
  shop.setMerchants([{ merchant, shipping: { ...FREE_SHIPPING, ...fee } }]);
