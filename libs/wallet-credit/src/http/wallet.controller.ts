/** A customer's own wallet. */
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig } from '#libs/platform';
import {
  Access,
  Caller,
  decodeCursor,
  Integer,
  invalidCursor,
  Money,
  Nested,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Text,
  Time,
  Uuid,
  type Page,
  type Principal,
} from '#libs/platform/http';
import { WalletService } from '../wallet.service.js';

class AssetBalanceDto {
  @Integer({ description: 'What the ledger says', example: 10000 }) balance!: number;
  @Integer({ min: 0, description: 'Set aside for orders that are not paid yet', example: 0 }) held!: number;
  @Integer({ min: 0, description: 'What can be spent now', example: 10000 }) available!: number;
  @Integer({ min: 0, description: 'What expires within 7 days unless it is spent', example: 0 }) expiringSoon!: number;
}

class WalletDto {
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Nested(() => AssetBalanceDto, { description: 'In minor units: one unit of credit is worth one minor unit' })
  credit!: AssetBalanceDto;
  @Nested(() => AssetBalanceDto, { description: 'In whole points' }) points!: AssetBalanceDto;
}

class WalletEntryDto {
  @Integer({ min: 1, description: 'Numbers the entries of an account without gaps', example: 1 }) seq!: number;
  @Uuid({ description: 'The transfer it is a side of' }) transferId!: string;
  @Text({ max: 60, example: 'order_payment' }) kind!: string;
  @Integer({ description: 'Signed: what came in or went out', example: -1000 }) amount!: number;
  @Money({ description: 'The balance after it' }) balanceAfter!: number;
  @Uuid({ nullable: true }) orderId!: string | null;
  @Uuid({ description: 'The business event behind it' }) reference!: string;
  @Text({ nullable: true, max: 500 }) reason!: string | null;
  @Time() madeAt!: string;
}

class EntriesQuery extends PageQuery {
  @OneOf(['credit', 'points'], { default: 'credit' }) asset: 'credit' | 'points' = 'credit';
}

const EntryPage = pageOf(WalletEntryDto);
const NOTHING: AssetBalanceDto = { balance: 0, held: 0, available: 0, expiringSoon: 0 };

@ApiTags('wallet')
@Controller('v1/wallet')
export class WalletController {
  constructor(
    private readonly wallet: WalletService,
    private readonly config: CartwrightConfig,
  ) {}

  @Get()
  @Access('customer')
  @Operation({ id: 'getWallet', summary: 'The balance of credit and points', answer: { status: 200, type: WalletDto } })
  async get(@Caller() caller: Principal): Promise<WalletDto> {
    const balances = await this.wallet.balance(caller.id);
    return {
      currency: this.config.storeCurrency,
      credit: shown(balances.get('credit')),
      points: shown(balances.get('points')),
    };
  }

  @Get('entries')
  @Access('customer')
  @Operation({
    id: 'listWalletEntries',
    summary: 'What came in and went out, newest first',
    answer: { status: 200, type: EntryPage },
    problems: ['INVALID_CURSOR'],
  })
  async entries(@Caller() caller: Principal, @Query() query: EntriesQuery): Promise<Page<WalletEntryDto>> {
    const [before] = query.cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(query.cursor, 1);
    if (!Number.isSafeInteger(before)) throw invalidCursor();
    const rows = await this.wallet.entries(caller.id, query.asset, { before: Number(before), limit: query.limit + 1 });
    return pageFrom(rows, query.limit, {
      cursor: (last) => [last.seq],
      item: (row) => ({ ...row, madeAt: row.madeAt.toISOString() }),
    });
  }
}

function shown(balance: AssetBalanceDto | undefined): AssetBalanceDto {
  if (balance === undefined) return NOTHING;
  return {
    balance: balance.balance,
    held: balance.held,
    available: balance.available,
    expiringSoon: balance.expiringSoon,
  };
}
