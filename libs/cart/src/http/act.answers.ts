/** What acts on a cart answer: what became of each line, and the sentences to show. */
import { Integer, ListOf, OneOf, Text, Uuid } from '#libs/platform/http';
import { ADD_OUTCOMES, CLEAR_FILTERS, type AddOutcomeKind, type QuantityBound } from '../cart.types.js';
import { CartNoticeAnswer } from './cart.answers.js';

const QUANTITY_BOUNDS: readonly QuantityBound[] = ['line_cap', 'purchase_limit', 'stock'];
const LINES_MAX = 10_000;

/** What became of one wanted line. */
export class AddedLineAnswer {
  @Text({ example: 'MUG-BLUE' })
  sku!: string;

  @OneOf(ADD_OUTCOMES, {
    description: '`added`, `merged` and `quantity_limited` with a lineId are in the cart; the rest was left out',
  })
  outcome!: AddOutcomeKind;

  @Uuid({ nullable: true, description: 'The line it is on; null when it was left out' })
  lineId!: string | null;

  @Integer({ min: 1, example: 2, description: 'Units asked for' })
  requested!: number;

  @Integer({ min: 0, example: 3, description: 'Units on the line afterwards' })
  quantity!: number;

  @Integer({ min: 0, optional: true, example: 3, description: 'The most units the line may have, when they were cut' })
  atMost?: number;

  @OneOf(QUANTITY_BOUNDS, { optional: true, description: 'What cut them' })
  boundBy?: QuantityBound;

  @ListOf('string', { optional: true, description: 'What is wrong with the messages' })
  faults?: string[];
}

/** The answer to adding lines: one outcome per wanted line, in its order. */
export class AddLinesAnswer {
  @ListOf(() => AddedLineAnswer, { max: LINES_MAX })
  lines!: AddedLineAnswer[];

  @ListOf(() => CartNoticeAnswer, { max: LINES_MAX, description: 'What was cut or left out, in words' })
  notices!: CartNoticeAnswer[];
}

/** The answer to changing a line. */
export class ChangeLineAnswer {
  @Uuid()
  lineId!: string;

  @Integer({ min: 1, example: 3 })
  quantity!: number;

  @Uuid({ nullable: true, description: 'A line with the same variant and messages that was taken into this one' })
  absorbedLineId!: string | null;

  @ListOf(() => CartNoticeAnswer)
  notices!: CartNoticeAnswer[];
}

/** The answer to selecting lines. */
export class SelectionAnswer {
  @ListOf('uuid', { max: LINES_MAX, description: 'The lines that now are as asked' })
  lineIds!: string[];

  @ListOf(() => CartNoticeAnswer, { max: LINES_MAX, description: 'Lines that cannot be selected, and why' })
  notices!: CartNoticeAnswer[];
}

/** The answer to clearing lines. */
export class ClearedAnswer {
  @OneOf(CLEAR_FILTERS)
  filter!: (typeof CLEAR_FILTERS)[number];

  @ListOf('uuid', { max: LINES_MAX, description: 'The lines that are gone' })
  lineIds!: string[];
}

/** What became of a line that was to be saved. */
export class SavedLineAnswer {
  @Uuid()
  lineId!: string;

  @OneOf(['saved', 'saved_full'], { description: '`saved_full`: no more lines can be saved; it stays in the cart' })
  outcome!: 'saved' | 'saved_full';

  @Integer({ min: 1, example: 2 })
  quantity!: number;

  @Integer({ min: 0, example: 0, description: 'Units above the cap of a line when an equal line was taken in' })
  cut!: number;

  @Uuid({ nullable: true, description: 'An equal line saved before, which was taken in' })
  absorbedLineId!: string | null;
}

/** The answer to saving lines for later. */
export class SavedLinesAnswer {
  @ListOf(() => SavedLineAnswer, { max: LINES_MAX })
  lines!: SavedLineAnswer[];

  @ListOf(() => CartNoticeAnswer, { max: LINES_MAX })
  notices!: CartNoticeAnswer[];
}

/** What became of a line that was to move back. */
export class ReturnedLineAnswer extends AddedLineAnswer {
  @Uuid({ description: 'The saved line; it stays saved where `lineId` is null' })
  savedLineId!: string;
}

/** The answer to moving saved lines back: one outcome per line, in the order asked. */
export class ReturnedLinesAnswer {
  @ListOf(() => ReturnedLineAnswer, { max: LINES_MAX })
  lines!: ReturnedLineAnswer[];

  @ListOf(() => CartNoticeAnswer, { max: LINES_MAX, description: 'What was cut or stays saved, in words' })
  notices!: CartNoticeAnswer[];
}
