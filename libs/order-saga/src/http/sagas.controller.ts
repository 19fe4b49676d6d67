/** Flows under way, for operators: which are stuck, why, and letting them go on. Each act is on record with who, when and why. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Idempotency, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  OneOf,
  Operation,
  OperatorReasonDto,
  pageFrom,
  pageOf,
  PageQuery,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import type { SagaState } from '#libs/platform/saga';
import { orderProblems } from '../order-saga.errors.js';
import { SagaDesk, type SagaView } from '../saga-desk.service.js';
import { GivenBackDto, ResumedSagaDto, SagaDto } from './order.answers.js';
import { ReturnedPaymentParams, SagaIdParams } from './order.params.js';
import { GiveBackOutsideDto } from './order.requests.js';

const NAMES = ['place_order', 'return_payment'] as const;

class SagaQuery extends PageQuery {
  @OneOf(['waiting', 'calling', 'undoing', 'done', 'undone', 'stuck'], { optional: true }) state?: SagaState;
  @OneOf(NAMES, { optional: true, description: 'return_payment: money on its way back' }) name?: string;
}

const SagaPage = pageOf(SagaDto);

@ApiTags('operations')
@Access('operator', 'admin')
@Controller('v1/admin')
export class SagasController {
  constructor(
    private readonly desk: SagaDesk,
    private readonly idempotency: Idempotency,
  ) {}

  @Get('sagas')
  @Operation({
    id: 'listSagas',
    summary: 'Flows under way, newest first',
    answer: { status: 200, type: SagaPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: SagaQuery): Promise<Page<SagaDto>> {
    const before = idCursor(query.cursor);
    const rows = await this.desk.list({
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
      ...(query.name !== undefined && { name: query.name }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: sagaDto });
  }

  @Get('sagas/:sagaId')
  @Operation({
    id: 'getSaga',
    summary: 'A flow: where it stands and why it is stuck',
    answer: { status: 200, type: SagaDto },
    problems: ['SAGA_NOT_FOUND'],
  })
  async read(@Param() { sagaId }: SagaIdParams): Promise<SagaDto> {
    const saga = await this.desk.find(sagaId);
    if (saga === undefined) throw orderProblems.SAGA_NOT_FOUND('there is no such saga');
    return sagaDto(saga);
  }

  @Post('sagas/:sagaId/resumption')
  @Operation({
    id: 'resumeSaga',
    summary: 'Let a stuck flow go on from where it stopped',
    description:
      'A refund that failed for good is tried again as a new attempt; one whose outcome is unknown is asked about again with the same key.',
    idempotent: 'required',
    answer: { status: 202, type: ResumedSagaDto },
    problems: ['SAGA_NOT_FOUND', 'SAGA_NOT_STUCK'],
  })
  resume(
    @Caller() caller: Principal,
    @Param() { sagaId }: SagaIdParams,
    @IdempotencyKey() key: string,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<Answer<ResumedSagaDto>> {
    const call = { principal: caller, key, operation: 'resumeSaga', body: { sagaId, reason } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.desk.resume(tx, sagaId);
      if (outcome === 'unknown') throw orderProblems.SAGA_NOT_FOUND('there is no such saga');
      if (outcome === 'not_stuck') throw orderProblems.SAGA_NOT_STUCK('only a stuck saga can be resumed');
      return { status: 202, body: { sagaId } };
    });
  }

  @Post('payments/:paymentId/outside-refund')
  @Operation({
    id: 'giveBackOutside',
    summary: 'Record that a payment whose return is stuck was given back without its gateway',
    description:
      'All that is left of it counts as refunded, under the reference given, and the stuck flow goes on. Refused while a refund at the gateway may still succeed.',
    idempotent: 'required',
    answer: { status: 201, type: GivenBackDto },
    problems: ['PAYMENT_NOT_FOUND', 'RETURN_NOT_STUCK', 'REFUND_UNDER_WAY', 'NOTHING_TO_GIVE_BACK'],
  })
  giveBack(
    @Caller() caller: Principal,
    @Param() { paymentId }: ReturnedPaymentParams,
    @IdempotencyKey() key: string,
    @Body() { reference, reason }: GiveBackOutsideDto,
  ): Promise<Answer<GivenBackDto>> {
    const call = { principal: caller, key, operation: 'giveBackOutside', body: { paymentId, reference, reason } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.desk.giveBackOutside(tx, paymentId, { reference, reason });
      switch (outcome.kind) {
        case 'recorded': {
          const { refundId, amountMinor, sagaId } = outcome;
          return { status: 201, body: { refundId, paymentId, amount: amountMinor, reference, sagaId } };
        }
        case 'missing':
          throw orderProblems.PAYMENT_NOT_FOUND('there is no such payment');
        case 'not_stuck':
          throw orderProblems.RETURN_NOT_STUCK('no flow is stuck over giving this payment back');
        case 'under_way':
          throw orderProblems.REFUND_UNDER_WAY('resume the flow until the gateway has said yes or no');
        case 'nothing_left':
          throw orderProblems.NOTHING_TO_GIVE_BACK('the payment holds no money');
      }
    });
  }
}

function sagaDto(saga: SagaView): SagaDto {
  const { id, name, step, state, attempts, refusal, fault, orderId, paymentId, wakeAt, updatedAt } = saga;
  const times = { wakeAt: wakeAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString() };
  return { id, name, step, state, attempts, refusal, fault, orderId, paymentId, ...times };
}
