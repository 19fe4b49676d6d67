/** What the caller has saved for later. */
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, type Answer } from '#libs/platform';
import { Access, Caller, Operation, OptionalIdempotencyKey, type Principal } from '#libs/platform/http';
import { CartSaver } from '../cart.saver.js';
import { CartSettings } from '../cart.settings.js';
import { noticesOfAdd, noticesOfSave } from '../notice.rules.js';
import { lineNotFound, ownerOf } from './caller.rules.js';
import { ReturnedLinesAnswer, SavedLinesAnswer } from './act.answers.js';
import { SavedLinesDto } from './cart.dto.js';

@ApiTags('Cart')
@Access('customer', 'guest')
@Controller('v1/cart/saved-lines')
export class SavedLinesController {
  constructor(
    private readonly saver: CartSaver,
    private readonly idempotency: Idempotency,
    private readonly settings: CartSettings,
  ) {}

  @Post()
  @Operation({
    id: 'saveCartLines',
    summary: 'Save lines for later',
    description:
      'They leave the cart and its totals, and hold no stock any more. A line equal to one saved before takes it in.',
    answer: { status: 200, type: SavedLinesAnswer },
    problems: ['LINE_NOT_FOUND'],
    idempotent: 'honoured',
  })
  save(
    @Caller() caller: Principal,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body() body: SavedLinesDto,
  ): Promise<Answer<SavedLinesAnswer>> {
    return this.idempotency.once({ principal: caller, key, operation: 'saveCartLines', body }, async (tx) => {
      const outcomes = await this.saver.save(tx, ownerOf(caller), body.lineIds);
      if (outcomes === undefined) throw lineNotFound();
      const notices = outcomes.flatMap((outcome) => noticesOfSave(outcome, this.settings));
      return { status: 200, body: { lines: outcomes.map((outcome) => ({ ...outcome })), notices } };
    });
  }

  @Post('returns')
  @Operation({
    id: 'returnCartLines',
    summary: 'Move saved lines back into the cart',
    description:
      "As if they were added now: at today's price, to an equal line, cut to what may be bought. What has no place stays saved.",
    answer: { status: 200, type: ReturnedLinesAnswer },
    problems: ['LINE_NOT_FOUND'],
    idempotent: 'honoured',
  })
  async giveBack(
    @Caller() caller: Principal,
    @OptionalIdempotencyKey() key: string | undefined,
    @Body() body: SavedLinesDto,
  ): Promise<Answer<ReturnedLinesAnswer>> {
    const owner = ownerOf(caller);
    const prepared = await this.saver.prepareReturn(owner, body.lineIds);
    return this.idempotency.once({ principal: caller, key, operation: 'returnCartLines', body }, async (tx) => {
      const outcomes = await this.saver.giveBack(tx, owner, body.lineIds, prepared);
      if (outcomes === undefined) throw lineNotFound();
      const lines = outcomes.map(({ faults, ...outcome }, index) => ({
        savedLineId: body.lineIds[index]!,
        ...outcome,
        ...(faults && { faults: [...faults] }),
      }));
      return {
        status: 200,
        body: { lines, notices: outcomes.flatMap((outcome) => noticesOfAdd(outcome, this.settings)) },
      };
    });
  }
}
