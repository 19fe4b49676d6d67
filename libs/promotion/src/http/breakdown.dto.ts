/** A breakdown over HTTP. Amounts are minor units of the store's currency. */
import { Flag, Integer, ListOf, Money, OneOf, Text, Uuid } from '#libs/platform/http';
import { OFFER_KINDS } from '../offer.rules.js';
import type { BasketOfferResult, Breakdown, NotAppliedReason, PricedLine } from '../pricing/breakdown.types.js';
import type { OfferKind } from '../pricing/offer.types.js';

const LINES_MAX = 500;
const OFFERS_MAX = 5_000;
const NOT_APPLIED: readonly NotAppliedReason[] = [
  'BEATEN_BY_FLASH',
  'BEATEN',
  'NOT_LOWER',
  'UPCOMING',
  'LIMIT',
  'QUOTA',
  'OTHER_TIER',
];

export class PortionDto {
  @Integer({ min: 1, example: 2 })
  units!: number;

  @Money({ example: 5900, description: 'The price of one of these units' })
  price!: number;

  @Uuid({ nullable: true, description: 'The offer that made this price' })
  offerId!: string | null;
}

export class NotAppliedDto {
  @Uuid()
  offerId!: string;

  @OneOf(NOT_APPLIED, { example: 'LIMIT' })
  reason!: NotAppliedReason;

  @Integer({ optional: true, min: 1, example: 3, description: 'LIMIT, QUOTA: units charged at the normal price' })
  units?: number;

  @Integer({ optional: true, min: 0, example: 2, description: 'LIMIT: the limit a customer; QUOTA: what was left' })
  limit?: number;
}

export class PricedLineDto {
  @Text({ max: 100, example: '0' })
  key!: string;

  @Uuid()
  variantId!: string;

  @Integer({ min: 1, example: 5 })
  quantity!: number;

  @Money({ example: 49500, description: 'At list price' })
  list!: number;

  @Money({ example: 41500, description: 'After the line offer' })
  sold!: number;

  @ListOf(() => PortionDto)
  portions!: PortionDto[];

  @OneOf(OFFER_KINDS, { nullable: true, example: 'flash_sale', description: 'The kind of the line offer that won' })
  offerKind!: OfferKind | null;

  @Uuid({ nullable: true, description: 'The basket offer the line takes part in' })
  basketOfferId!: string | null;

  @Money({ example: 0, description: 'Its share of the basket offer' })
  basketOffer!: number;

  @Money({ example: 0, description: 'Its share of the coupons' })
  coupon!: number;

  @Money({ example: 41500, description: 'What is left to pay' })
  payable!: number;

  @ListOf(() => NotAppliedDto, { max: OFFERS_MAX })
  notApplied!: NotAppliedDto[];
}

export class BasketOfferDto {
  @Uuid()
  offerId!: string;

  @Text({ max: 120, example: '50 off from 300' })
  name!: string;

  @Flag()
  applied!: boolean;

  @OneOf(['BELOW_THRESHOLD', 'OTHER_OFFER', 'UPCOMING'], {
    nullable: true,
    example: null,
    description: 'OTHER_OFFER: its lines are worth more in other offers',
  })
  reason!: BasketOfferResult['reason'];

  @ListOf('string', { max: LINES_MAX, example: ['0', '1'], description: 'Keys of the lines that take part' })
  lines!: string[];

  @Money({ example: 40950, description: 'What these lines come to' })
  base!: number;

  @Money({ example: 5000 })
  discount!: number;

  @Money({ nullable: true, example: null, description: 'How much more reaches the next tier' })
  addForNext!: number | null;
}

export class GiftLineDto {
  @Uuid()
  offerId!: string;

  @Uuid()
  variantId!: string;

  @Integer({ min: 1, example: 1 })
  quantity!: number;
}

/** A coupon, judged. */
export class JudgedCouponDto {
  @Uuid()
  couponId!: string;

  @Text({ max: 120, example: '20.00 off from 200.00' })
  name!: string;

  @OneOf(['applied', 'usable', 'unusable'], { example: 'applied' })
  state!: 'applied' | 'usable' | 'unusable';

  @Text({ max: 40, nullable: true, example: 'MIN_SPEND' })
  reason!: string | null;

  @Money({ nullable: true, example: 500, description: 'How much more makes it usable' })
  add!: number | null;

  @Money({ example: 2000, description: 'What it takes off' })
  off!: number;
}

export class BreakdownDto {
  @Text({ min: 3, max: 3, example: 'USD' })
  currency!: string;

  @Money({ example: 40950 })
  list!: number;

  @Money({ example: 0 })
  lineOffers!: number;

  @Money({ example: 5000 })
  basketOffers!: number;

  @Money({ example: 35950, description: 'What the goods come to' })
  goods!: number;

  @ListOf(() => PricedLineDto, { max: LINES_MAX })
  lines!: PricedLineDto[];

  @ListOf(() => BasketOfferDto, { max: OFFERS_MAX })
  offers!: BasketOfferDto[];

  @ListOf(() => JudgedCouponDto, { max: OFFERS_MAX })
  coupons!: JudgedCouponDto[];

  @ListOf(() => GiftLineDto, { max: OFFERS_MAX })
  gifts!: GiftLineDto[];

  @Flag({ description: 'False when so many offers compete that a better combination cannot be ruled out' })
  bestProven!: boolean;
}

export function breakdownDto(breakdown: Breakdown, currency: string): BreakdownDto {
  return {
    currency,
    list: breakdown.listMinor,
    lineOffers: breakdown.lineOfferMinor,
    basketOffers: breakdown.basketOfferMinor,
    goods: breakdown.goodsMinor,
    lines: breakdown.lines.map(lineDto),
    offers: breakdown.basketOffers.map(basketOfferDto),
    coupons: breakdown.coupons.map(({ couponId, name, state, reason, addMinor, amountMinor }) => ({
      couponId,
      name,
      state,
      reason,
      add: addMinor ?? null,
      off: amountMinor,
    })),
    gifts: breakdown.gifts.map((gift) => ({ ...gift })),
    bestProven: breakdown.bestProven,
  };
}

function lineDto(line: PricedLine): PricedLineDto {
  return {
    key: line.lineKey,
    variantId: line.variantId,
    quantity: line.quantity,
    list: line.listMinor,
    sold: line.soldMinor,
    portions: line.portions.map(({ units, unitMinor, offerId }) => ({ units, price: unitMinor, offerId })),
    offerKind: line.lineOffer?.kind ?? null,
    basketOfferId: line.basketOfferId,
    basketOffer: line.basketOfferMinor,
    coupon: line.couponMinor,
    payable: line.payableMinor,
    notApplied: line.notApplied.map((each) => ({ ...each })),
  };
}

function basketOfferDto(offer: BasketOfferResult): BasketOfferDto {
  const { offerId, name, applied, reason, lineKeys, baseMinor, discountMinor, next } = offer;
  return {
    offerId,
    name,
    applied,
    reason,
    lines: [...lineKeys],
    base: baseMinor,
    discount: discountMinor,
    addForNext: next?.addMinor ?? null,
  };
}
