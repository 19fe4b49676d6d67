/** What the cart answers. The cart's rules build these shapes; nothing maps them once more. Amounts are minor units. */
import { Dictionary, Flag, Integer, ListOf, Money, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import { CartGiftAnswer, GroupOfferAnswer, OfferBadgeAnswer, ShownOfferAnswer } from './offer.answers.js';

export const STOCK_STATES = ['in_stock', 'low', 'out_of_stock', 'off_shelf'] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** How the price has moved since the line was added. */
export const PRICE_CHANGES = ['same', 'up', 'down'] as const;
export type PriceChange = (typeof PRICE_CHANGES)[number];

/** `offer`: the lines of a running basket offer; `merchant`: others of one seller; `off_shelf`: all that is no longer sold, last. */
export const GROUP_KINDS = ['offer', 'merchant', 'off_shelf'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export const NOTICE_CODES = [
  'QUANTITY_LIMITED',
  'OUT_OF_STOCK',
  'OFF_SHELF',
  'MESSAGE_INVALID',
  'CART_FULL',
  'UNKNOWN_SKU',
  'SAVED_FULL',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

// Answers may carry what an earlier, larger cap let in.
const LINES_MAX = 10_000;
const EXAMPLE_MESSAGES = { engraving: 'For Ada' };

/** Something the customer should know: a stable code, and a sentence to show. */
export class CartNoticeAnswer {
  @OneOf(NOTICE_CODES)
  code!: NoticeCode;

  @Text({ example: 'at most 3', description: 'A sentence to show' })
  text!: string;

  @Uuid({ nullable: true, description: 'The line it is about, if it is in the cart' })
  lineId!: string | null;

  @Text({ nullable: true, example: 'MUG-BLUE' })
  sku!: string | null;

  @Integer({ min: 0, nullable: true, example: 3, description: 'The most units the line may have' })
  atMost!: number | null;
}

/** A line of the cart with its live price and stock. */
export class CartLineAnswer {
  @Uuid()
  id!: string;

  @Uuid()
  variantId!: string;

  @Uuid({ nullable: true, description: 'null when the variant is gone from the catalog' })
  productId!: string | null;

  @Text({ nullable: true, example: 'MUG-BLUE' })
  sku!: string | null;

  @Text({ example: 'Mug' })
  title!: string;

  @Dictionary({ example: { colour: 'blue' } })
  attributes!: Readonly<Record<string, string>>;

  @Text({ nullable: true, max: 2048, example: '/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b' })
  pictureUrl!: string | null;

  @Dictionary({ example: EXAMPLE_MESSAGES, description: 'Values of the message fields' })
  messages!: Readonly<Record<string, string>>;

  @Integer({ min: 1, example: 2 })
  quantity!: number;

  @Integer({ min: 0, example: 3, description: 'The most units this line may have now' })
  maxQuantity!: number;

  @Flag({ description: 'Counts in the totals and goes into an order' })
  selected!: boolean;

  @Flag({ description: 'False while it is out of stock or off shelf' })
  selectable!: boolean;

  @Money({ example: 1999, description: 'Price of one unit now, with its line offer' })
  price!: number;

  @Money({ example: 2499, description: 'Price of one unit in the catalog' })
  listPrice!: number;

  @Money({ example: 2499, description: 'Price of one unit when it was added, with the line offer of the time' })
  priceWhenAdded!: number;

  @OneOf(PRICE_CHANGES, { example: 'down', description: 'The price now against the price when added' })
  priceChange!: PriceChange;

  @Money({ example: 4998, description: 'Catalog price times quantity' })
  listTotal!: number;

  @Money({ example: 3998, description: 'What the line comes to with its line offer, before basket offers' })
  lineTotal!: number;

  @ListOf(() => OfferBadgeAnswer, { max: 4, description: 'Applied offers first, then possible, then upcoming ones' })
  offers!: OfferBadgeAnswer[];

  @OneOf(STOCK_STATES)
  stockState!: StockState;

  @Text({ example: 'only 3 left', description: 'The stock in words' })
  stockText!: string;

  @Text({
    nullable: true,
    max: 500,
    example: 'at most 2 per customer in 30 days',
    description: 'The limit per customer in words, and what a flash sale leaves at the normal price',
  })
  limitText!: string | null;

  @OneOf(['cart', 'order', 'payment'], { example: 'order', nullable: true, description: 'When its stock is taken' })
  takesStockAt!: string | null;

  @Time({ nullable: true, description: 'Until when the line holds its stock; then it leaves the cart' })
  holdExpiresAt!: string | null;

  @Integer({ min: 0, nullable: true, example: 1140, description: 'Seconds left of the hold' })
  holdSecondsLeft!: number | null;

  @Time()
  addedAt!: string;
}

/** Lines that are shown together. */
export class CartGroupAnswer {
  @Text({
    max: 50,
    example: 'offer:019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
    description: 'Names the group when it is selected',
  })
  key!: string;

  @OneOf(GROUP_KINDS)
  kind!: GroupKind;

  @Uuid({ nullable: true, description: 'The seller, when all lines are of one' })
  merchantId!: string | null;

  @Text({ nullable: true, example: 'Blue Kiln', description: 'What to write above the group' })
  title!: string | null;

  @OneOf(['all', 'some', 'none'], { description: 'How many of its selectable lines are selected' })
  selection!: 'all' | 'some' | 'none';

  @Nested(() => GroupOfferAnswer, { nullable: true, description: 'The offer of an `offer` group' })
  offer!: GroupOfferAnswer | null;

  @ListOf(() => CartLineAnswer, { min: 1, max: LINES_MAX, description: 'Newest first' })
  lines!: CartLineAnswer[];
}

/** The cart as a whole. */
export class CartAnswer {
  @Text({ min: 3, max: 3, example: 'USD' })
  currency!: string;

  @ListOf(() => CartGroupAnswer, { max: LINES_MAX, description: 'By newest line; what is off shelf comes last' })
  groups!: CartGroupAnswer[];

  @ListOf(() => CartLineAnswer, {
    max: LINES_MAX,
    description: 'Saved for later, newest first: in no total and no order',
  })
  saved!: CartLineAnswer[];

  @Integer({ min: 0, example: 2 })
  lineCount!: number;

  @Integer({ min: 1, example: 120, description: 'The most lines a cart carries' })
  lineCountMax!: number;

  @Integer({ min: 0, example: 1 })
  selectedLineCount!: number;

  @Integer({ min: 0, example: 2 })
  selectedUnitCount!: number;

  @Money({
    example: 3998,
    description: 'Goods of the selected lines at catalog prices, before offers, coupons and shipping',
  })
  selectedGoodsTotal!: number;

  @Money({ example: 500, description: 'What line and basket offers take off the selected lines' })
  selectedOfferDiscount!: number;

  @Money({
    example: 3498,
    description: "The selected lines after offers; coupons, points and shipping are the preview's",
  })
  selectedTotal!: number;

  @ListOf(() => CartGiftAnswer, { max: LINES_MAX, description: 'Gifts that the selected lines have earned' })
  gifts!: CartGiftAnswer[];

  @ListOf(() => ShownOfferAnswer, { max: LINES_MAX, description: 'The offers that lines are marked with, each once' })
  offers!: ShownOfferAnswer[];

  @ListOf(() => CartNoticeAnswer, { max: LINES_MAX })
  notices!: CartNoticeAnswer[];
}
