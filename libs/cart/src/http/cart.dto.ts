/** What the cart takes. */
import { Dictionary, Flag, HotDto, Integer, ListOf, OneOf, Text, Uuid } from '#libs/platform/http';
import { CLEAR_FILTERS, type ClearFilter } from '../cart.types.js';

// Bounds of a request; the shop's own caps (CART_LINES_MAX, CART_LINE_QUANTITY_MAX) are below and cut instead of refuse.
const LINES_MAX = 1_000;
const QUANTITY_MAX = 1_000_000;
const SKU_LENGTH_MAX = 64;
const MESSAGES = { max: 10, keyMax: 32, valueMax: 500, example: { engraving: 'For Ada' } };

/** One wish. */
export class WantedLineDto {
  @Text({ max: SKU_LENGTH_MAX, example: 'MUG-BLUE' })
  sku!: string;

  @Integer({ min: 1, max: QUANTITY_MAX, example: 2 })
  quantity!: number;

  @Dictionary({ ...MESSAGES, optional: true, description: "Values of the article's message fields" })
  messages?: Readonly<Record<string, string>>;
}

/** What to put into the cart. */
@HotDto()
export class AddLinesDto {
  @ListOf(() => WantedLineDto, { min: 1, max: LINES_MAX })
  lines!: WantedLineDto[];
}

/** What to change of a line; what is absent stays. */
export class ChangeLineDto {
  @Integer({ min: 1, max: QUANTITY_MAX, optional: true, example: 3 })
  quantity?: number;

  @Dictionary({ ...MESSAGES, optional: true, description: 'All values of the message fields' })
  messages?: Readonly<Record<string, string>>;

  @Flag({ optional: true })
  selected?: boolean;

  @Text({
    max: SKU_LENGTH_MAX,
    optional: true,
    example: 'MUG-RED',
    description: 'Another variant in place of this one',
  })
  sku?: string;
}

/** Which lines to select or unselect: exactly one of `lineIds`, `groupKey`, `merchantId` and `all`. */
export class SelectionDto {
  @ListOf('uuid', { min: 1, max: LINES_MAX, unique: true, optional: true })
  lineIds?: string[];

  @Uuid({ optional: true, description: 'All lines of one seller' })
  merchantId?: string;

  @Text({
    max: 50,
    optional: true,
    example: 'offer:019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
    description: 'All lines of a group, by its `key` in the cart',
  })
  groupKey?: string;

  @Flag({ optional: true, description: 'true: all lines' })
  all?: boolean;

  @Flag()
  selected!: boolean;
}

/** Which lines to clear. */
export class ClearQuery {
  @OneOf(CLEAR_FILTERS, {
    description: '`invalid`: those off shelf; `saved`: those saved for later, which the others spare',
  })
  filter!: ClearFilter;
}

/** Which lines to save for later, or to move back. */
export class SavedLinesDto {
  @ListOf('uuid', { min: 1, max: LINES_MAX, unique: true })
  lineIds!: string[];
}
