/** What clients send to buy. The bodies of the two placements are validated from the same declarations on the hot path. */
import { Dictionary, HotDto, Integer, ListOf, Money, Nested, OneOf, Text, Uuid } from '#libs/platform/http';
import { AddressDto } from '#libs/order';
import type { CreditWish, WantedLine, Wish } from '../placement.types.js';

const LINES_MAX = 10_000;
const QUANTITY_MAX = 1_000_000;

export class CreditDto {
  @OneOf(['none', 'max', 'exact'], {
    description: 'none; as much as there is up to the total; or exactly `amount`',
    example: 'exact',
  })
  use!: 'none' | 'max' | 'exact';
  @Money({ optional: true, description: 'With `exact`: how much credit pays', example: 1000 }) amount?: number;
}

export class BuyLineDto {
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Integer({ min: 1, max: QUANTITY_MAX, example: 2 }) quantity!: number;
  @Dictionary({ optional: true, description: "Values of the product's message fields" }) messages?: Record<
    string,
    string
  >;
}

/** What both placements and the preview share. */
class BuyingDto {
  @Nested(() => AddressDto, { optional: true, description: 'Required for goods that are shipped' })
  shippingAddress?: AddressDto;
  @Nested(() => CreditDto, { optional: true, description: 'How much credit pays; none by default' }) credit?: CreditDto;
  @Integer({ min: 0, max: 1_000_000_000, optional: true, description: 'Points to use', example: 0 }) points?: number;
  @ListOf('string', { max: 20, itemMax: 64, optional: true, description: 'Coupons to apply' }) couponCodes?: string[];
}

@HotDto()
export class PlaceOrderDto extends BuyingDto {
  @Text({ max: 100, optional: true, description: 'One product, bought at once; or send `lines`', example: 'MUG-RED' })
  sku?: string;
  @Integer({ min: 1, max: QUANTITY_MAX, optional: true, example: 2 }) quantity?: number;
  @Dictionary({ optional: true, description: "Values of the product's message fields" }) messages?: Record<
    string,
    string
  >;
  @ListOf(() => BuyLineDto, {
    min: 1,
    max: LINES_MAX,
    optional: true,
    description: 'Several products at once, instead of `sku`',
  })
  lines?: BuyLineDto[];
  @Money({
    optional: true,
    description: 'The total the customer has seen; another one is refused with PRICE_CHANGED',
    example: 2500,
  })
  expectedTotal?: number;
  @Text({ max: 64, optional: true, description: "The client's own reference", example: 'web-1042' }) reference?: string;
}

@HotDto()
export class PlaceCartOrderDto extends BuyingDto {
  @Text({
    max: 64,
    optional: true,
    description: 'What the preview said of the selected lines; other ones are refused with CART_CHANGED',
    example: 'x3v0Vb0m6lq1vYyYtQ2Zkw',
  })
  selection?: string;
  @Money({
    optional: true,
    description: 'The total the customer has seen; another one is refused with PRICE_CHANGED',
    example: 2500,
  })
  expectedTotal?: number;
  @Text({ max: 64, optional: true, description: "The client's own reference", example: 'web-1042' }) reference?: string;
}

/** A line to preview, with what the customer was shown of it: what has changed since is named. */
export class PreviewedLineDto extends BuyLineDto {
  @Money({ optional: true, description: 'The unit price the customer was shown', example: 1999 }) seenPrice?: number;
  @Uuid({ optional: true, description: 'The line offer the customer was shown' }) seenOfferId?: string;
}

@HotDto()
export class PreviewDto extends BuyingDto {
  @ListOf(() => PreviewedLineDto, {
    min: 1,
    max: LINES_MAX,
    optional: true,
    description: 'Lines to price; the selected cart lines when absent',
  })
  lines?: PreviewedLineDto[];
  @Money({
    optional: true,
    description: 'Compared with the total; a difference is a problem of the preview',
    example: 2500,
  })
  expectedTotal?: number;
}

@HotDto()
export class OpenPaymentDto {
  @Text({
    max: 20,
    optional: true,
    description: "The payment provider; the shop's first one by default",
    example: 'sandbox',
  })
  provider?: string;
  @Text({
    max: 500,
    optional: true,
    pattern: /^https?:\/\/\S+$/,
    description: "Where the provider's page sends the customer afterwards",
    example: 'https://shop.example/orders',
  })
  returnUrl?: string;
}

/** A body as a wish of a customer. */
export function wishOf(
  body: BuyingDto & { expectedTotal?: number; reference?: string },
  customerId: string,
  lines: readonly WantedLine[],
): Wish {
  return {
    customerId,
    lines,
    credit: creditOf(body.credit),
    points: body.points ?? 0,
    couponCodes: body.couponCodes ?? [],
    address: body.shippingAddress ?? null,
    expectedTotal: body.expectedTotal ?? null,
    reference: body.reference ?? null,
  };
}

/** A line to preview as a line to buy. */
export function withWhatWasSeen({ seenPrice, seenOfferId, ...line }: PreviewedLineDto): WantedLine {
  if (seenPrice === undefined && seenOfferId === undefined) return line;
  return { ...line, seen: { priceMinor: seenPrice ?? null, offerId: seenOfferId ?? null } };
}

function creditOf(credit: CreditDto | undefined): CreditWish {
  if (credit === undefined || credit.use === 'none') return { use: 'none' };
  return credit.use === 'max' ? { use: 'max' } : { use: 'exact', amount: credit.amount ?? 0 };
}

const ONE_LINE = /^(?=.*\S)\P{Cc}+$/u;

export class GiveBackOutsideDto {
  @Text({
    min: 1,
    max: 255,
    pattern: ONE_LINE,
    description: 'How the transfer can be found again',
    example: 'SEPA 2026-11-22 0815',
  })
  reference!: string;

  @Text({
    min: 1,
    max: 500,
    pattern: ONE_LINE,
    description: 'Why; kept with who and when',
    example: 'The card is closed; the customer gave an account',
  })
  reason!: string;
}
