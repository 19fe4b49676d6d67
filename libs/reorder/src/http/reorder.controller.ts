/** Another order: `GET` shows what would become of its lines, `POST` puts them into the cart. */
import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig, Idempotency, type Answer } from '#libs/platform';
import { Access, Caller, Operation, OptionalIdempotencyKey, Uuid, type Principal } from '#libs/platform/http';
import { reorderProblems } from '../reorder.errors.js';
import { ReorderService, type PreparedReorder, type ReorderedLine } from '../reorder.service.js';
import { ReorderDto, reorderedLine } from './reorder.answers.js';

class ReorderParams {
  @Uuid() orderId!: string;
}

@ApiTags('reorder')
@Access('customer')
@Controller('v1/orders/:orderId/reorder')
export class ReorderController {
  constructor(
    private readonly reorders: ReorderService,
    private readonly idempotency: Idempotency,
    private readonly config: CartwrightConfig,
  ) {}

  @Get()
  @Operation({
    id: 'previewReorder',
    summary: "What would become of an order's lines in the cart",
    description: 'The same list that the POST answers, with prices then and now. Changes nothing.',
    answer: { status: 200, type: ReorderDto },
    problems: ['ORDER_NOT_FOUND'],
  })
  async preview(@Caller() caller: Principal, @Param() { orderId }: ReorderParams): Promise<ReorderDto> {
    const prepared = await this.prepared(orderId, caller);
    return this.answer(orderId, await this.reorders.preview(caller.id, prepared));
  }

  @Post()
  @Operation({
    id: 'reorder',
    summary: "Put an order's lines into the cart again",
    description:
      'What can be added is added, at prices of now; the rest is explained line by line. 422 NOTHING_TO_REORDER with the list when ' +
      "nothing can be. The cart's other lines stay as they are.",
    answer: { status: 200, type: ReorderDto },
    problems: ['ORDER_NOT_FOUND', 'NOTHING_TO_REORDER'],
    idempotent: 'honoured',
  })
  async reorder(
    @Caller() caller: Principal,
    @Param() { orderId }: ReorderParams,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<ReorderDto>> {
    const prepared = await this.prepared(orderId, caller);
    const call = { principal: caller, key, operation: 'reorder', body: { orderId } };
    return this.idempotency.once(call, async (tx) => {
      const answer = this.answer(orderId, await this.reorders.act(tx, caller.id, prepared));
      if (!answer.addable)
        throw reorderProblems.NOTHING_TO_REORDER('none of the lines can be bought again now', { lines: answer.lines });
      return { status: 200, body: answer };
    });
  }

  private async prepared(orderId: string, caller: Principal): Promise<PreparedReorder> {
    const prepared = await this.reorders.prepare(orderId, caller.id);
    if (prepared === undefined) throw reorderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    return prepared;
  }

  private answer(orderId: string, outcomes: readonly ReorderedLine[]): ReorderDto {
    return {
      orderId,
      currency: this.config.storeCurrency,
      addable: outcomes.some(({ added }) => added > 0),
      lines: outcomes.map(reorderedLine),
    };
  }
}
