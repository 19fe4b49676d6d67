/** How offers show in a cart. Amounts are minor units. */
import { Flag, Integer, ListOf, Money, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import type { OfferRules } from '#libs/promotion';

export const BADGE_KINDS: readonly OfferRules['kind'][] = [
  'item_price',
  'item_percent',
  'flash_sale',
  'member_price',
  'member_percent',
  'threshold_amount_off',
  'threshold_percent_off',
  'threshold_gift',
];
export const BADGE_STATES = ['applied', 'possible', 'upcoming'] as const;

/** An offer that a line is marked with; what it is stands in the cart's `offers`. */
export class OfferBadgeAnswer {
  @Uuid({ nullable: true, description: 'null for what comes with the member tier' })
  offerId!: string | null;

  @OneOf(BADGE_STATES, { description: '`possible`: within reach, or nothing of it is left for this line' })
  state!: (typeof BADGE_STATES)[number];

  @Money({ nullable: true, example: 4000, description: 'What a line offer takes off this line' })
  saved!: number | null;

  @Text({ nullable: true, max: 200, example: 'limit 2: 3 charged at the normal price' })
  text!: string | null;
}

/** An offer that some line is marked with. */
export class ShownOfferAnswer {
  @Uuid()
  offerId!: string;

  @OneOf(BADGE_KINDS, { example: 'flash_sale' })
  kind!: OfferRules['kind'];

  @Text({ max: 120, example: 'Mug week' })
  name!: string;

  @Time({ description: 'An upcoming offer begins then' })
  startsAt!: string;

  @Time({ nullable: true, description: 'null: until it is stopped' })
  endsAt!: string | null;
}

/** A gift that comes with the order. */
export class CartGiftAnswer {
  @Uuid()
  offerId!: string;

  @Uuid()
  variantId!: string;

  @Integer({ min: 1, example: 1 })
  quantity!: number;
}

/** What the next tier of an offer takes and gives. */
export class NextTierAnswer {
  @Money({ example: 30000, description: 'What the lines must come to' })
  from!: number;

  @Money({ example: 2050, description: 'How much is missing' })
  add!: number;

  @Money({ optional: true, example: 5000, description: 'What comes off then' })
  off?: number;

  @Integer({ optional: true, min: 1, max: 10_000, example: 1000, description: 'Basis points that come off then' })
  offBps?: number;

  @Nested(() => CartGiftAnswer, { optional: true, description: 'What is given then' })
  gift?: CartGiftAnswer;
}

/** The basket offer of a group, as the selected lines stand to it. */
export class GroupOfferAnswer {
  @Uuid()
  offerId!: string;

  @OneOf(BADGE_KINDS, { example: 'threshold_amount_off' })
  kind!: OfferRules['kind'];

  @Text({ max: 120, example: '50 off from 300' })
  name!: string;

  @Time({ nullable: true, description: 'null: until it is stopped' })
  endsAt!: string | null;

  @Flag({ description: 'A tier is reached' })
  applied!: boolean;

  @Money({ example: 27950, description: 'What the selected lines that take part come to' })
  base!: number;

  @Money({ example: 0, description: 'What it takes off now' })
  discount!: number;

  @Nested(() => CartGiftAnswer, { nullable: true, description: 'The gift of the tier reached' })
  gift!: CartGiftAnswer | null;

  @Nested(() => NextTierAnswer, { nullable: true, description: 'null when the highest tier is reached' })
  next!: NextTierAnswer | null;

  @Text({ nullable: true, max: 200, example: 'add 20.50 for 50.00 off' })
  text!: string | null;

  @ListOf('uuid', { max: 10_000, description: 'The selected lines that take part' })
  lineIds!: string[];
}
