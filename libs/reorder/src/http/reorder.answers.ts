/** What a reorder answers: the same list for the preview, the act and the refusal. */
import { Dictionary, Flag, Integer, ListOf, Money, OneOf, Text, Uuid } from '#libs/platform/http';
import { AGAIN_OUTCOMES, type AgainOutcomeKind } from '#libs/cart';
import { PRICE_MOVES, type PriceMove, type ReorderedLine } from '../reorder.service.js';

const BOUNDS = ['line_cap', 'purchase_limit', 'stock'] as const;

export class ReorderedLineDto {
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Uuid() variantId!: string;
  @Text({ max: 300, example: 'Enamel mug', description: 'As it was called when it was bought' }) title!: string;
  @Dictionary({ description: 'What the buyer filled in' }) messages!: Record<string, string>;
  @OneOf(AGAIN_OUTCOMES, {
    example: 'merged',
    description:
      'added; merged into a line of the cart; added_unavailable: sold out, in the cart but not selectable, with a reminder; ' +
      'quantity_limited: fewer units than ordered (see `atMost`); off_shelf; not_supported (subscriptions, group buys, gifts); ' +
      'message_invalid (the rules changed, see `faults`); cart_full',
  })
  outcome!: AgainOutcomeKind;
  @Integer({ min: 1, example: 2, description: 'Units of the order' }) requested!: number;
  @Integer({ min: 0, example: 2, description: 'Units put into the cart by this' }) added!: number;
  @Integer({ min: 0, example: 3, description: "Units on the cart's line afterwards; 0 when there is none" })
  quantity!: number;
  @Integer({ min: 0, nullable: true, example: 3, description: 'The most units the line may have, when they were cut' })
  atMost!: number | null;
  @OneOf(BOUNDS, { nullable: true, description: 'What cut them' }) boundBy!: (typeof BOUNDS)[number] | null;
  @ListOf('string', { max: 100, description: 'What is wrong with the messages' }) faults!: string[];
  @Money({ example: 9900, description: 'What one unit cost then, after its own offer' }) priceThen!: number;
  @Money({ nullable: true, example: 8900, description: 'What one unit costs you now; null when it is not sold' })
  priceNow!: number | null;
  @OneOf(PRICE_MOVES, { nullable: true, example: 'down', description: 'The price now against then' })
  priceChange!: PriceMove | null;
}

export class ReorderDto {
  @Uuid() orderId!: string;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Flag({ description: 'Whether anything was, or would be, put into the cart' }) addable!: boolean;
  @ListOf(() => ReorderedLineDto, { max: 10_000, description: "In the order's order" }) lines!: ReorderedLineDto[];
}

export function reorderedLine(outcome: ReorderedLine): ReorderedLineDto {
  const { line } = outcome;
  return {
    sku: line.sku,
    variantId: line.variantId,
    title: line.title,
    messages: { ...line.messages },
    outcome: outcome.outcome,
    requested: line.quantity,
    added: outcome.added,
    quantity: outcome.quantity,
    atMost: outcome.atMost ?? null,
    boundBy: outcome.boundBy ?? null,
    faults: [...(outcome.faults ?? [])],
    priceThen: line.unitMinor,
    priceNow: outcome.priceNowMinor,
    priceChange: outcome.priceMove,
  };
}
