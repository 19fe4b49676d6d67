/** The audit log, for operators: who did what, newest first. */
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Access,
  FreeForm,
  Integer,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Text,
  Time,
  Uuid,
  validationFailed,
  type Page,
  numberCursor,
} from '#libs/platform/http';
import { AuditLog } from '../audit-log/audit-log.service.js';
import { readContent, reasonOf } from '../audit-log/content.rules.js';
import type { EntryRow } from '../audit-log/db/audit-log.statements.js';

class AuditLogQuery extends PageQuery {
  @Uuid({ optional: true, description: 'Who did it' }) actorId?: string;
  @Text({ optional: true, max: 100, pattern: /^[a-zA-Z]+$/, example: 'approveCreditGrant' }) operation?: string;
  @Text({
    optional: true,
    min: 1,
    max: 320,
    description: 'What it was done to, as paths name it: an id, or `provider/event`; acts that made it are among them',
    example: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
  })
  subject?: string;

  @Time({ optional: true, description: 'From this moment on' }) from?: string;
  @Time({ optional: true, description: 'Up to before this moment' }) to?: string;
}

class AuditLogEntryDto {
  @Integer({ min: 1, description: 'Numbers the acts without gaps', example: 1 }) seq!: number;
  @Time() madeAt!: string;
  @Uuid() actorId!: string;
  @Text({ max: 30, example: 'operator' }) actorRole!: string;
  @Text({ max: 100, description: 'The operationId of the API', example: 'approveCreditGrant' }) operation!: string;
  @Text({ max: 10, example: 'POST' }) method!: string;
  @Text({ max: 4096, example: '/v1/admin/credit-grants' }) path!: string;
  @Text({ max: 100, description: 'What kind of thing it was done to', example: 'credit-grants' }) subjectType!: string;
  @Text({
    nullable: true,
    max: 4096,
    description: 'What it was done to: named in its path, or else made by it',
    example: '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b',
  })
  subject!: string | null;
  @Uuid({ nullable: true, description: 'What it answered: made or changed' }) subjectId!: string | null;
  @Text({ max: 64, description: 'The X-Request-Id of the request' }) requestId!: string;
  @FreeForm({
    nullable: true,
    description: 'What was sent, without secrets and personal data',
    example: { amount: 500 },
  })
  content!: unknown;
  @Text({ nullable: true, max: 16_384, description: 'Why, where it says so', example: 'The gateway answers again' })
  reason!: string | null;
  @FreeForm({
    nullable: true,
    description: 'What came of it that was not sent',
    example: { before: { endsAt: null }, after: { endsAt: '2026-12-01T00:00:00Z' } },
  })
  outcome!: unknown;
  @Text({ min: 64, max: 64, description: 'SHA-256 over the hash before it and this entry', example: 'a'.repeat(64) })
  hash!: string;
}

const AuditLogEntryPage = pageOf(AuditLogEntryDto);

@ApiTags('operations')
@Access('operator', 'admin')
@Controller('v1/admin/audit-log')
export class AuditLogController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @Operation({
    id: 'listAuditLog',
    summary: 'Acts of administration, newest first',
    description: 'Every act that changed something is here, written with it; what was refused is not.',
    answer: { status: 200, type: AuditLogEntryPage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: AuditLogQuery): Promise<Page<AuditLogEntryDto>> {
    const { actorId, operation, subject, limit } = query;
    const [from, to] = [query.from, query.to].map((time) => (time === undefined ? undefined : new Date(time)));
    if (from !== undefined && to !== undefined && from > to)
      throw validationFailed([{ path: 'query.to', message: 'must not be before `from`', code: 'out_of_range' }]);
    const page = { before: numberCursor(query.cursor), limit: limit + 1 };
    const rows = await this.log.list({ actorId, operation, subject, from, to }, page);
    return pageFrom(rows, limit, { cursor: (last) => [last.seq], item: entryDto });
  }
}

function entryDto(entry: EntryRow): AuditLogEntryDto {
  const { seq, actorId, actorRole, operation, method, path, subjectType, subject, subjectId, requestId } = entry;
  const content = readContent(entry.content);
  return {
    ...{ seq, actorId, actorRole, operation, method, path, subjectType, subject, subjectId, requestId },
    madeAt: entry.madeAt.toISOString(),
    content: content.sent,
    reason: reasonOf(content),
    outcome: content.outcome,
    hash: entry.hash.toString('hex'),
  };
}
