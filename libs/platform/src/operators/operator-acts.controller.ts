/** What operators did by hand, for operators. */
import { Controller, Get, Module, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../http/access.js';
import { Text, Time, Uuid } from '../http/fields.js';
import { Operation } from '../http/operation.js';
import { pageFrom, pageOf, PageQuery, type Page, idCursor } from '../http/paging.js';

import { OperatorActs, REASON_LENGTH_MAX, type OperatorAct } from './operator-acts.js';

const SUBJECT_LENGTH_MAX = 320;

/** Why an operator does something by hand: one line with something to see in it. */
export class OperatorReasonDto {
  @Text({
    min: 1,
    max: REASON_LENGTH_MAX,
    pattern: /^(?=.*\S)\P{Cc}+$/u,
    description: 'Why; kept with who and when',
    example: 'The gateway was away; it answers again',
  })
  reason!: string;
}

export class OperatorActDto {
  @Uuid()
  id!: string;

  @Uuid({ description: 'The account that acted' })
  actorId!: string;

  @Text({ max: 60, description: 'The operation', example: 'resumeSaga' })
  act!: string;

  @Text({ max: SUBJECT_LENGTH_MAX, description: 'What was acted on', example: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b' })
  subject!: string;

  @Text({ max: REASON_LENGTH_MAX, example: 'The gateway was away; it answers again' })
  reason!: string;

  @Text({ nullable: true, max: 2_000, example: 'goes on at payment' })
  outcome!: string | null;

  @Time()
  actedAt!: string;
}

const OperatorActPage = pageOf(OperatorActDto);

export class OperatorActQuery extends PageQuery {
  @Text({
    optional: true,
    min: 1,
    max: SUBJECT_LENGTH_MAX,
    description: 'Only acts on this: an id of a flow, payment or alarm, or `provider/event`',
    example: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
  })
  subject?: string;
}

@ApiTags('operations')
@Access('operator', 'admin')
@Controller('v1/admin/operator-acts')
export class OperatorActsController {
  constructor(private readonly acts: OperatorActs) {}

  @Get()
  @Operation({
    id: 'listOperatorActs',
    summary: 'What operators did by hand, and why, newest first',
    answer: { status: 200, type: OperatorActPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() { limit, cursor, subject }: OperatorActQuery): Promise<Page<OperatorActDto>> {
    const before = idCursor(cursor);
    const rows = await this.acts.list({
      limit: limit + 1,
      ...(before !== undefined && { before }),
      ...(subject !== undefined && { subject }),
    });
    return pageFrom(rows, limit, { cursor: (last) => [last.id], item: actDto });
  }
}

function actDto({ actedAt, ...act }: OperatorAct): OperatorActDto {
  return { ...act, actedAt: actedAt.toISOString() };
}

/** The record of acts; for processes that serve operators. */
@Module({ controllers: [OperatorActsController] })
export class OperatorActsHttpModule {}
