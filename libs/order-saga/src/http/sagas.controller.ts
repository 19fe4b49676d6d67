/** Flows under way, for operators: which are stuck, why, and letting them go on. */
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, isUuid, type Tx } from '#libs/platform';
import {
  Access,
  Caller,
  decodeCursor,
  invalidCursor,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  type Page,
  type Principal,
} from '#libs/platform/http';
import type { SagaState } from '#libs/platform/saga';
import { orderProblems } from '../order-saga.errors.js';
import { SagaDesk, type SagaView } from '../saga-desk.service.js';
import { SagaDto } from './order.answers.js';
import { SagaIdParams } from './order.params.js';

class SagaQuery extends PageQuery {
  @OneOf(['waiting', 'calling', 'undoing', 'done', 'undone', 'stuck'], { optional: true }) state?: SagaState;
}

const SagaPage = pageOf(SagaDto);

@ApiTags('operations')
@Controller('v1/admin/sagas')
export class SagasController {
  constructor(
    private readonly database: Database,
    private readonly desk: SagaDesk,
  ) {}

  @Get()
  @Access('operator', 'admin')
  @Operation({
    id: 'listSagas',
    summary: 'Flows under way, newest first',
    answer: { status: 200, type: SagaPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: SagaQuery): Promise<Page<SagaDto>> {
    const [before] = query.cursor === undefined ? [undefined] : decodeCursor(query.cursor, 1);
    if (before !== undefined && !isUuid(before)) throw invalidCursor();
    const rows = await this.desk.list({
      limit: query.limit + 1,
      ...(before !== undefined && { before }),
      ...(query.state && { state: query.state }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: (row) => this.answer(row) });
  }

  @Post(':sagaId/resumption')
  @Access('operator', 'admin')
  @Operation({
    id: 'resumeSaga',
    summary: 'Let a stuck flow go on from where it stopped',
    answer: { status: 202 },
    problems: ['SAGA_NOT_FOUND', 'SAGA_NOT_STUCK'],
  })
  async resume(@Caller() caller: Principal, @Param() { sagaId }: SagaIdParams): Promise<void> {
    const resume = async (tx: Tx): Promise<void> => {
      const resumed = await this.desk.resume(tx, sagaId);
      if (resumed === undefined) throw orderProblems.SAGA_NOT_FOUND('there is no such saga');
      if (!resumed) throw orderProblems.SAGA_NOT_STUCK('only a stuck saga can be resumed');
    };
    await this.database.transaction(resume, { by: caller });
  }

  private answer(row: SagaView): SagaDto {
    return {
      id: row.id,
      name: row.name,
      step: this.desk.stepOf(row),
      state: row.state,
      attempts: row.attempts,
      refusal: row.refusal,
      fault: row.fault,
      wakeAt: row.wakeAt?.toISOString() ?? null,
      updatedAt: row.updatedAt.toISOString(),
    };
  }
}
