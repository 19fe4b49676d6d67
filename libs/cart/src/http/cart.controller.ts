/** The cart of the caller, customer or guest. */
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Idempotency } from '#libs/platform';
import {
  Access,
  Caller,
  Operation,
  OptionalIdempotencyKey,
  validationFailed,
  type Principal,
} from '#libs/platform/http';
import { isIn } from '../add.rules.js';
import { cartProblems } from '../cart.errors.js';
import { CartService } from '../cart.service.js';
import { CartSettings } from '../cart.settings.js';
import { CartViewer } from '../cart.viewer.js';
import type { AddOutcome, ChangeOutcome, Selection } from '../cart.types.js';
import { noticeOfUnselectable, noticesOfAdd, noticesOfChange } from '../notice.rules.js';
import { AddLinesAnswer, ChangeLineAnswer, ClearedAnswer, SelectionAnswer } from './act.answers.js';
import { lineNotFound, ownerOf } from './caller.rules.js';
import { CartAnswer } from './cart.answers.js';
import { AddLinesDto, ChangeLineDto, ClearQuery, SelectionDto } from './cart.dto.js';

@ApiTags('Cart')
@Access('customer', 'guest')
@Controller('v1/cart')
export class CartController {
  constructor(
    private readonly cart: CartService,
    private readonly viewer: CartViewer,
    private readonly idempotency: Idempotency,
    private readonly settings: CartSettings,
  ) {}

  @Get()
  @Operation({
    id: 'getCart',
    summary: 'The cart with live prices, offers and stock, grouped by offer and seller',
    answer: { status: 200, type: CartAnswer },
  })
  async show(@Caller() caller: Principal): Promise<Answer<CartAnswer>> {
    return Answer.ofText(200, await this.viewer.text(caller.id), false);
  }

  @Post('lines')
  @Operation({
    id: 'addCartLines',
    summary: 'Put articles into the cart',
    description:
      'Each line is added as far as it can be: the same article with the same messages adds to its line, quantities are cut to ' +
      'what may be bought, the rest is left out and explained. 422 NOTHING_ADDED when nothing could be added.',
    answer: { status: 200, type: AddLinesAnswer },
    problems: ['NOTHING_ADDED'],
    idempotent: 'honoured',
  })
  async add(
    @Caller() caller: Principal,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body() body: AddLinesDto,
  ): Promise<Answer<AddLinesAnswer>> {
    const prepared = await this.cart.prepareAdd(body.lines, ownerOf(caller));
    return this.idempotency.once({ principal: caller, key, operation: 'addCartLines', body }, async (tx) => {
      const outcomes = await this.cart.add(tx, ownerOf(caller), prepared);
      return { status: 200, body: this.addAnswer(outcomes) };
    });
  }

  @Patch('lines/:id')
  @Operation({
    id: 'changeCartLine',
    summary: 'Change quantity, messages, selection or variant of a line',
    description: 'A line that becomes the same as another takes it in. The quantity is cut to what may be bought.',
    answer: { status: 200, type: ChangeLineAnswer },
    problems: [
      'LINE_NOT_FOUND',
      'LINE_CHANGED',
      'LINE_OUT_OF_STOCK',
      'LINE_OFF_SHELF',
      'LINE_MESSAGE_INVALID',
      'LINE_UNKNOWN_SKU',
    ],
  })
  async change(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: ChangeLineDto,
  ): Promise<ChangeLineAnswer> {
    if (Object.keys(body).length === 0)
      throw validationFailed([{ path: '', message: 'says nothing to change', code: 'required' }]);
    return changeAnswer(await this.cart.change(ownerOf(caller), id, body));
  }

  @Delete('lines/:id')
  @Operation({
    id: 'removeCartLine',
    summary: 'Remove a line',
    answer: { status: 204 },
    problems: ['LINE_NOT_FOUND'],
  })
  async remove(@Caller() caller: Principal, @Param('id') id: string): Promise<void> {
    const removed = await this.cart.remove(ownerOf(caller), [id]);
    if (removed.length === 0) throw lineNotFound();
  }

  @Delete('lines')
  @Operation({
    id: 'clearCartLines',
    summary: 'Remove all lines, the selected ones, those off shelf, or those saved for later',
    answer: { status: 200, type: ClearedAnswer },
  })
  async clear(@Caller() caller: Principal, @Query() { filter }: ClearQuery): Promise<ClearedAnswer> {
    return { filter, lineIds: [...(await this.cart.clear(ownerOf(caller), filter))] };
  }

  @Post('selection')
  @Operation({
    id: 'selectCartLines',
    summary: "Select or unselect lines, a group, a seller's lines, or all",
    description: 'Lines that are out of stock or off shelf stay unselected and are named in `notices`.',
    answer: { status: 200, type: SelectionAnswer },
    problems: ['LINE_NOT_FOUND'],
    idempotent: 'honoured',
  })
  async select(
    @Caller() caller: Principal,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body() body: SelectionDto,
  ): Promise<Answer<SelectionAnswer>> {
    const owner = ownerOf(caller);
    const prepared = await this.cart.prepareSelect(owner, selectionFrom(body), body.selected);
    return this.idempotency.once({ principal: caller, key, operation: 'selectCartLines', body }, async (tx) => {
      const outcome = await this.cart.select(tx, owner, prepared);
      if (outcome.kind === 'not_found') throw lineNotFound();
      return {
        status: 200,
        body: { lineIds: [...outcome.lineIds], notices: outcome.refused.map(noticeOfUnselectable) },
      };
    });
  }

  private addAnswer(outcomes: readonly AddOutcome[]): AddLinesAnswer {
    const lines = outcomes.map(({ faults, ...outcome }) => ({ ...outcome, ...(faults && { faults: [...faults] }) }));
    const notices = outcomes.flatMap((outcome) => noticesOfAdd(outcome, this.settings));
    if (!outcomes.some(isIn))
      throw cartProblems.NOTHING_ADDED(notices.map((notice) => `${notice.sku}: ${notice.text}`).join('; '), {
        lines,
        notices,
      });
    return { lines, notices };
  }
}

function selectionFrom({ lineIds, merchantId, groupKey, all }: SelectionDto): Selection {
  const given: Selection[] = [];
  if (lineIds !== undefined) given.push({ lineIds });
  if (merchantId !== undefined) given.push({ merchantId });
  if (groupKey !== undefined) given.push({ groupKey });
  if (all === true) given.push({ all });
  const [only] = given;
  if (only === undefined || given.length > 1)
    throw validationFailed([
      { path: '', message: 'must have exactly one of lineIds, groupKey, merchantId and all: true', code: 'one_of' },
    ]);
  return only;
}

function changeAnswer(outcome: ChangeOutcome): ChangeLineAnswer {
  switch (outcome.kind) {
    case 'changed':
      return {
        lineId: outcome.lineId,
        quantity: outcome.quantity,
        absorbedLineId: outcome.absorbedLineId ?? null,
        notices: noticesOfChange(outcome),
      };
    case 'not_found':
      throw lineNotFound();
    case 'changed_meanwhile':
      throw cartProblems.LINE_CHANGED('it has another variant now: read the cart again');
    case 'unknown_sku':
      throw cartProblems.LINE_UNKNOWN_SKU('no article has this sku');
    case 'off_shelf':
      throw cartProblems.LINE_OFF_SHELF('it can only be put aside or removed');
    case 'out_of_stock':
      throw cartProblems.LINE_OUT_OF_STOCK('it cannot be selected or taken until there is stock again');
    case 'message_invalid':
      throw cartProblems.LINE_MESSAGE_INVALID(outcome.faults.join('; '), { faults: outcome.faults });
  }
}
