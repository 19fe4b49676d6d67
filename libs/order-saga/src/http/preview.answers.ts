/** What a preview answers: the whole breakdown, what could be used, what stands against it, and the order as it can be sent. */
import { Flag, Integer, ListOf, Money, Nested, OneOf, Text, Uuid } from '#libs/platform/http';
import { OrderBreakdownDto } from '#libs/order';
import { PlaceOrderDto } from './order.requests.js';

const LINES_MAX = 10_000;
const OFFERS_MAX = 5_000;

export class PreviewBreakdownDto extends OrderBreakdownDto {
  @Money({ description: 'What line offers took off' }) lineOffers!: number;
  @Money({ description: 'What basket offers took off' }) basketOffers!: number;
  @Money({ description: 'What coupons took off' }) coupons!: number;
  @Money({ description: 'What the goods come to after offers, coupons and points' }) goods!: number;
}

export class PreviewPortionDto {
  @Integer({ min: 1, example: 2 }) units!: number;
  @Money({ description: 'The price of one of these units', example: 5900 }) price!: number;
  @Uuid({ nullable: true, description: 'The offer that made this price' }) offerId!: string | null;
}

export class PreviewLineDto {
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Uuid() variantId!: string;
  @Uuid({ nullable: true, description: 'The cart line it comes from' }) lineId!: string | null;
  @Text({ max: 300 }) title!: string;
  @Integer({ min: 1, example: 2 }) quantity!: number;
  @Money({ description: 'The catalog price of one unit' }) unitPrice!: number;
  @ListOf(() => PreviewPortionDto, { max: 2, description: 'Units by price: two where a flash sale has a limit' })
  portions!: PreviewPortionDto[];
  @Money({ description: 'At catalog prices' }) list!: number;
  @Money({ description: 'What its line offer took off' }) lineOffer!: number;
  @Text({ nullable: true, max: 120, description: 'The name of its line offer', example: 'Mug week' })
  lineOfferName!: string | null;
  @Uuid({ nullable: true, description: 'The basket offer it takes part in' }) basketOfferId!: string | null;
  @Money({ description: 'Its share of the basket offer' }) basketOffer!: number;
  @Money({ description: 'Its share of the coupons' }) coupon!: number;
  @Money({ description: 'Its share of the points' }) points!: number;
  @Money({ description: 'All that came off' }) discount!: number;
  @Money({ description: 'What is left to pay' }) payable!: number;
  @ListOf('string', { max: 20, itemMax: 200, description: 'Why an offer did not apply, or not to all units' })
  notes!: string[];
  @Integer({
    min: 0,
    nullable: true,
    description: 'Units that can be bought now; null for goods without stock',
    example: 12,
  })
  available!: number | null;
}

export class PreviewOfferDto {
  @Uuid() offerId!: string;
  @Text({ max: 120, example: '50 off from 300' }) name!: string;
  @Flag() applied!: boolean;
  @OneOf(['BELOW_THRESHOLD', 'OTHER_OFFER', 'UPCOMING'], { nullable: true, example: null })
  reason!: 'BELOW_THRESHOLD' | 'OTHER_OFFER' | 'UPCOMING' | null;
  @Money({ description: 'What the lines that take part come to' }) base!: number;
  @Money() discount!: number;
  @Text({ nullable: true, max: 200, description: 'How far the next tier is', example: 'add 20.50 for 50.00 off' })
  text!: string | null;
}

export class PreviewCouponDto {
  @Uuid() couponId!: string;
  @Text({ max: 120, example: '20 off from 200' }) name!: string;
  @OneOf(['applied', 'usable', 'unusable'], { example: 'unusable' }) state!: 'applied' | 'usable' | 'unusable';
  @Text({ nullable: true, max: 40, description: 'Why it cannot be used', example: 'MIN_SPEND' }) reason!: string | null;
  @Text({ nullable: true, max: 200, example: 'add 5.00 to use' }) text!: string | null;
  @Money({ description: 'What it takes off, or would' }) amount!: number;
}

export class PreviewGiftDto {
  @Uuid({ description: 'The offer that gives it' }) offerId!: string;
  @Uuid() variantId!: string;
  @Text({ max: 100, nullable: true, example: 'TOTE', description: 'null when it is not to be had any more' }) sku!:
    string | null;
  @Text({ max: 300, nullable: true, example: 'Canvas tote' }) title!: string | null;
  @Integer({ min: 1, example: 1 }) quantity!: number;
  @Flag({ description: 'False when it is out of stock: the order goes on without it' }) available!: boolean;
}

export class PreviewShippingDto {
  @Uuid() merchantId!: string;
  @Money() amount!: number;
  @OneOf(['FREE_FROM', 'NOTHING_SHIPPED', 'NO_FEE'], { nullable: true, example: null, description: 'Why it is free' })
  free!: 'FREE_FROM' | 'NOTHING_SHIPPED' | 'NO_FEE' | null;
  @Money({ nullable: true, description: 'How much more would make it free', example: 5650 })
  addForFree!: number | null;
}

export class PreviewProblemDto {
  @Text({ max: 100, nullable: true, example: 'MUG-RED' }) sku!: string | null;
  @Uuid({ nullable: true, description: 'The cart line it is about' }) lineId!: string | null;
  @Text({
    max: 40,
    example: 'OUT_OF_STOCK',
    description:
      'Of a line: OUT_OF_STOCK, OFF_SHELF, UNKNOWN_SKU, MERCHANT_SUSPENDED, LIMIT, MESSAGE_INVALID, PRICE_CHANGED, OFFER_ENDED; of the order: what placing it would be refused with',
  })
  code!: string;
  @Text({ max: 500, example: '2 are available' }) detail!: string;
  @Flag({ description: 'An order as asked would be refused for it; else it is only to be known' }) blocks!: boolean;
}

export class PreviewOrderBodyDto extends PlaceOrderDto {
  @Text({
    max: 64,
    optional: true,
    description: 'Of an order from the cart: names the lines that were previewed',
    example: 'x3v0Vb0m6lq1vYyYtQ2Zkw',
  })
  selection?: string;
}

export class PreviewOrderDto {
  @OneOf(['/v1/orders', '/v1/orders/from-cart'], { description: 'Where to POST `body` with an Idempotency-Key' })
  path!: '/v1/orders' | '/v1/orders/from-cart';
  @Nested(() => PreviewOrderBodyDto, {
    description: 'As it is: places exactly what was previewed, or is refused with PRICE_CHANGED or CART_CHANGED',
  })
  body!: PreviewOrderBodyDto;
}

export class PreviewAnswerDto {
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Money({ description: 'Send it as `expectedTotal` with the order' }) total!: number;
  @Nested(() => PreviewBreakdownDto) breakdown!: PreviewBreakdownDto;
  @ListOf(() => PreviewLineDto, { max: LINES_MAX }) lines!: PreviewLineDto[];
  @ListOf(() => PreviewOfferDto, { max: OFFERS_MAX, description: 'Basket offers that speak of a line' })
  offers!: PreviewOfferDto[];
  @ListOf(() => PreviewGiftDto, { max: OFFERS_MAX, description: 'Gifts that come with it' }) gifts!: PreviewGiftDto[];
  @ListOf(() => PreviewCouponDto, {
    max: 220,
    description: 'Named and held coupons: applied, usable, and unusable with the reason',
  })
  coupons!: PreviewCouponDto[];
  @ListOf(() => PreviewShippingDto, { max: LINES_MAX }) shipping!: PreviewShippingDto[];
  @Money({ description: 'Credit that can be spent now' }) usableCredit!: number;
  @Integer({ min: 0, description: 'Points that can be used on this order', example: 0 }) usablePoints!: number;
  @Money({ description: 'What credit would pay' }) creditApplied!: number;
  @Integer({ min: 0, description: 'Points that would be used', example: 0 }) pointsApplied!: number;
  @Money({ description: 'What would be left to pay' }) amountDue!: number;
  @Flag({ description: 'Whether the order could be placed as it is' }) placeable!: boolean;
  @ListOf(() => PreviewProblemDto, { max: LINES_MAX }) problems!: PreviewProblemDto[];
  @Nested(() => PreviewOrderDto, {
    nullable: true,
    description:
      'The order, ready to be sent, with `total` as its expectedTotal; null while something stands against it',
  })
  order!: PreviewOrderDto | null;
}
