/** A customer's own wallet. */
import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig } from '#libs/platform';
import {
  Access,
  Caller,
  momentCursor,
  Operation,
  pageFrom,
  PageQuery,
  type Page,
  type Principal,
  numberCursor,
} from '#libs/platform/http';
import { STATEMENT_HEAD, statementLines } from '../statement.csv.js';
import { WalletReader, type EntryFilter } from '../wallet.reader.js';
import { AcceptsCsv } from './accepts-csv.js';
import {
  balanceDto,
  EntriesQuery,
  entryFilter,
  EntryPage,
  entryPage,
  ExpiringPage,
  StatementQuery,
  WalletDto,
  type ExpiringDto,
  type WalletEntryDto,
} from './wallet.dto.js';

@ApiTags('wallet')
@Controller('v1/wallet')
export class WalletController {
  constructor(
    private readonly reader: WalletReader,
    private readonly config: CartwrightConfig,
  ) {}

  @Get()
  @Access('customer')
  @Operation({
    id: 'getWallet',
    summary: 'The balance of credit and points, and whether they are frozen',
    answer: { status: 200, type: WalletDto },
  })
  async get(@Caller() caller: Principal): Promise<WalletDto> {
    const { credit, points } = await this.reader.summary(caller.id);
    // Credit and points are frozen together.
    const frozenSince = credit.frozenSince?.toISOString() ?? null;
    const frozen = credit.frozenReason !== null;
    const currency = this.config.storeCurrency;
    return { currency, credit: balanceDto(credit), points: balanceDto(points), frozen, frozenSince };
  }

  @Get('entries')
  @Access('customer')
  @Operation({
    id: 'listWalletEntries',
    summary: 'What came in and went out, newest first',
    description: 'With a filter that little fits, a page may be short or empty: go on while there is a `nextCursor`.',
    answer: { status: 200, type: EntryPage },
    problems: ['INVALID_CURSOR'],
  })
  async entries(@Caller() caller: Principal, @Query() query: EntriesQuery): Promise<Page<WalletEntryDto>> {
    const page = { before: numberCursor(query.cursor), limit: query.limit };
    return entryPage(await this.reader.entries(caller.id, entryFilter(query), page));
  }

  @Get('expiring')
  @Access('customer')
  @Operation({
    id: 'listExpiringCredit',
    summary: 'What expires soon unless it is spent, earliest first',
    answer: { status: 200, type: ExpiringPage },
    problems: ['INVALID_CURSOR'],
  })
  async expiring(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<ExpiringDto>> {
    const last = momentCursor(query.cursor);
    const page = { after: last && { expiresAt: last.at, id: last.id }, limit: query.limit + 1 };
    return pageFrom(await this.reader.expiring(caller.id, page), query.limit, {
      cursor: (last) => [last.expiresAt.getTime(), last.id],
      item: ({ id, asset, source, remaining, held, expiresAt }) => ({
        ...{ id, asset, source, held },
        amount: remaining,
        expiresAt: expiresAt.toISOString(),
      }),
    });
  }

  @Get('statement.csv')
  @Access('customer')
  @Operation({
    id: 'downloadWalletStatement',
    summary: 'All entries of a time as CSV, oldest first',
    description:
      'UTF-8, lines end with CRLF (RFC 4180). Texts that a spreadsheet would calculate begin with an apostrophe.',
    answer: { status: 200, contentType: 'text/csv' },
    problems: ['STATEMENT_IS_CSV'],
  })
  statement(@Caller() caller: Principal, @AcceptsCsv() _: true, @Query() query: StatementQuery): StreamableFile {
    const lines = this.lines(caller.id, entryFilter(query));
    return new StreamableFile(Readable.from(lines), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="wallet-${query.asset}.csv"`,
    });
  }

  private async *lines(ownerId: string, filter: EntryFilter): AsyncGenerator<string> {
    yield STATEMENT_HEAD;
    for await (const entries of this.reader.statement(ownerId, filter))
      if (entries.length > 0) yield statementLines(entries, filter.asset, this.config.storeCurrency);
  }
}
