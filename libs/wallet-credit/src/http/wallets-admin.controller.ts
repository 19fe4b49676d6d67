/** Any wallet, for operators: numbers, entries, lots and holds. Looking only: credit moves by grants and by what customers do. */
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig, isUuid } from '#libs/platform';
import {
  Access,
  decodeCursor,
  encodeCursor,
  invalidCursor,
  Operation,
  pageFrom,
  PageQuery,
  platformProblems,
  type Page,
  idCursor,
  numberCursor,
} from '#libs/platform/http';
import { WalletReader, type AssetSummary } from '../wallet.reader.js';
import type { Asset } from '../wallet.types.js';
import {
  AdminWalletDto,
  balanceDto,
  WalletCustomerParams,
  EntriesQuery,
  entryFilter,
  EntryPage,
  entryPage,
  HoldPage,
  lotDto,
  LotPage,
  WalletPage,
  WalletsQuery,
  type HoldDto,
  type LotDto,
  type WalletEntryDto,
  type WalletPageItem,
} from './wallet.dto.js';

@ApiTags('wallet administration')
@Access('operator', 'admin')
@Controller('v1/admin/wallets')
export class WalletsAdminController {
  constructor(
    private readonly reader: WalletReader,
    private readonly config: CartwrightConfig,
  ) {}

  @Get()
  @Operation({
    id: 'searchWallets',
    summary: 'Accounts of credit and points, newest first, the house among them',
    description: 'With a filter that little fits, a page may be short or empty: go on while there is a `nextCursor`.',
    answer: { status: 200, type: WalletPage },
    problems: ['INVALID_CURSOR'],
  })
  async search(@Query() query: WalletsQuery): Promise<Page<WalletPageItem>> {
    const { asset, role, balanceMin, held: isHeld, frozen: isFrozen, limit } = query;
    const filter = { asset, role, balanceMin, isHeld, isFrozen };
    const { wallets, before } = await this.reader.search(filter, { before: numberCursor(query.cursor), limit });
    return {
      items: wallets.map(({ id: _, ...wallet }) => wallet),
      nextCursor: before === undefined ? null : encodeCursor([before]),
    };
  }

  @Get(':customerId')
  @Operation({
    id: 'getWalletForAdmin',
    summary: "A customer's wallet; 404 for one that has never held anything",
    answer: { status: 200, type: AdminWalletDto },
  })
  async get(@Param() { customerId }: WalletCustomerParams): Promise<AdminWalletDto> {
    await this.known(customerId);
    const { credit, points } = await this.reader.summary(customerId);
    return { customerId, currency: this.config.storeCurrency, credit: frozen(credit), points: frozen(points) };
  }

  @Get(':customerId/entries')
  @Operation({
    id: 'listWalletEntriesForAdmin',
    summary: "A wallet's entries, newest first",
    answer: { status: 200, type: EntryPage },
    problems: ['INVALID_CURSOR'],
  })
  async entries(
    @Param() { customerId }: WalletCustomerParams,
    @Query() query: EntriesQuery,
  ): Promise<Page<WalletEntryDto>> {
    await this.known(customerId);
    const page = { before: numberCursor(query.cursor), limit: query.limit };
    return entryPage(await this.reader.entries(customerId, entryFilter(query), page));
  }

  @Get(':customerId/lots')
  @Operation({
    id: 'listWalletLots',
    summary: 'Lots with something left, newest first',
    answer: { status: 200, type: LotPage },
    problems: ['INVALID_CURSOR'],
  })
  async lots(@Param() { customerId }: WalletCustomerParams, @Query() query: PageQuery): Promise<Page<LotDto>> {
    await this.known(customerId);
    const lots = await this.reader.lots(customerId, { before: idCursor(query.cursor), limit: query.limit + 1 });
    return pageFrom(lots, query.limit, { cursor: (last) => [last.id], item: lotDto });
  }

  @Get(':customerId/holds')
  @Operation({
    id: 'listWalletHolds',
    summary: 'What is held, newest first',
    answer: { status: 200, type: HoldPage },
    problems: ['INVALID_CURSOR'],
  })
  async holds(@Param() { customerId }: WalletCustomerParams, @Query() query: PageQuery): Promise<Page<HoldDto>> {
    await this.known(customerId);
    const holds = await this.reader.holds(customerId, { before: holdCursor(query.cursor), limit: query.limit + 1 });
    return pageFrom(holds, query.limit, {
      cursor: (last) => [last.reference, last.asset],
      item: (hold) => ({ ...hold, heldAt: hold.heldAt.toISOString() }),
    });
  }

  /** @throws Problem 404 */
  private async known(customerId: string): Promise<void> {
    if (!(await this.reader.has(customerId))) throw platformProblems.NOT_FOUND('nobody of this id has a wallet');
  }
}

function frozen(summary: AssetSummary): AdminWalletDto['credit'] {
  return { ...balanceDto(summary), frozenReason: summary.frozenReason };
}

function holdCursor(cursor: string | undefined): { reference: string; asset: Asset } | undefined {
  if (cursor === undefined) return undefined;
  const [reference, asset] = decodeCursor(cursor, 2);
  if (!isUuid(reference) || (asset !== 'credit' && asset !== 'points')) throw invalidCursor();
  return { reference, asset };
}
