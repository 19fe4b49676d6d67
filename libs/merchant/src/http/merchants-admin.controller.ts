import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig, Database, Idempotency, uuid7, type Answer } from '#libs/platform';
import {
  Access,
  Caller,
  created,
  IfMatch,
  momentCursor,
  onlyMerchantOf,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  platformProblems,
  staleVersion,
  VERSION_PROBLEMS,
  Versioned,
  versioned,
  type Page,
  type Principal,
} from '#libs/platform/http';
import { merchantProblems } from '../merchant.errors.js';
import { MerchantService } from '../merchant.service.js';
import type { EditOutcome } from '../merchant.types.js';
import {
  ApproveMerchantDto,
  EditMerchantDto,
  EditWarehouseDto,
  MerchantDto,
  merchantDto,
  MerchantPage,
  MerchantQuery,
  OpenWarehouseDto,
  SuspendMerchantDto,
  WarehouseDto,
  warehouseDto,
} from './merchant.dto.js';

const EDIT_PROBLEMS = VERSION_PROBLEMS;

@ApiTags('merchant administration')
@Access('operator', 'admin')
@Controller('v1/admin/merchants')
export class MerchantsAdminController {
  constructor(
    private readonly database: Database,
    private readonly merchants: MerchantService,
    private readonly idempotency: Idempotency,
    private readonly config: CartwrightConfig,
  ) {}

  @Access('operator', 'admin', 'merchant')
  @Get()
  @Operation({
    id: 'listMerchants',
    summary: 'Merchants, newest first; a merchant account sees its own',
    answer: { status: 200, type: MerchantPage },
  })
  async list(@Caller() caller: Principal, @Query() query: MerchantQuery): Promise<Page<MerchantDto>> {
    const { limit, state, cursor } = query;
    const last = momentCursor(cursor);
    const after = last && { createdAt: last.at, merchantId: last.id };
    const rows = await this.merchants.list({ state, only: onlyMerchantOf(caller) }, { limit: limit + 1, after });
    return pageFrom(rows, limit, {
      cursor: (last) => [last.createdAt.getTime(), last.merchantId],
      item: (merchant) => merchantDto(merchant, this.config.storeCurrency),
    });
  }

  @Access('operator', 'admin', 'merchant')
  @Get(':id')
  @Operation({ id: 'getMerchantForAdmin', summary: 'A merchant', answer: { status: 200, type: MerchantDto } })
  async read(@Caller() caller: Principal, @Param('id') id: string): Promise<Answer<MerchantDto>> {
    const merchant = await this.merchants.find(ownId(caller, id));
    if (merchant === undefined) throw noMerchant();
    return versioned(merchantDto(merchant, this.config.storeCurrency));
  }

  @Access('operator', 'admin', 'merchant')
  @Versioned()
  @Patch(':id')
  @Operation({
    id: 'editMerchant',
    summary: "Change a merchant's particulars",
    description: 'A merchant account changes its own name, phone and shipping; operators the rest.',
    answer: { status: 200, type: MerchantDto },
    problems: [...EDIT_PROBLEMS, 'OPERATOR_ONLY'],
  })
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: EditMerchantDto,
  ): Promise<Answer<MerchantDto>> {
    const merchantId = ownId(caller, id);
    const reserved = (['goodsType', 'rewardBps'] as const).filter((field) => body[field] !== undefined);
    if (caller.role === 'merchant' && reserved.length > 0) {
      throw merchantProblems.OPERATOR_ONLY(`ask an operator to change ${reserved.join(' and ')}`, { fields: reserved });
    }
    // A refusal must throw in the transaction: the merchants' version is raised already, and goes back with it.
    const row = await this.database.transaction(
      async (tx) => rowOf(await this.merchants.edit(tx, { merchantId, version }, body)),
      { by: caller },
    );
    return versioned(merchantDto(row, this.config.storeCurrency));
  }

  @Versioned()
  @Post(':id/approval')
  @Operation({
    id: 'approveMerchant',
    summary: 'Let a merchant sell, for the first time or again',
    description:
      "The account that applied becomes the merchant's: from the same moment its sessions see this merchant's data, and only that; it shops no more. A merchant whose applicant had no account gets one from an administrator.",
    answer: { status: 201, type: MerchantDto },
    problems: [...EDIT_PROBLEMS, 'MERCHANT_STATE', 'MERCHANT_OWNER'],
    idempotent: 'honoured',
  })
  approve(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: ApproveMerchantDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<MerchantDto>> {
    const call = { principal: caller, key, operation: 'approveMerchant', body: { id, version, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.merchants.approve(tx, { merchantId: id, version }, body);
      if (outcome.kind === 'owner')
        throw merchantProblems.MERCHANT_OWNER(WHY_NOT_OWNER[outcome.why], { reason: outcome.why });
      return created(merchantDto(rowOf(outcome), this.config.storeCurrency));
    });
  }

  @Versioned()
  @Post(':id/suspension')
  @Operation({
    id: 'suspendMerchant',
    summary: 'Stop a merchant from selling; what is ordered stays ordered',
    description: 'Its accounts keep working: what is ordered is still to be sent.',
    answer: { status: 201, type: MerchantDto },
    problems: [...EDIT_PROBLEMS, 'MERCHANT_STATE'],
    idempotent: 'honoured',
  })
  suspend(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: SuspendMerchantDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<MerchantDto>> {
    const call = { principal: caller, key, operation: 'suspendMerchant', body: { id, version, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.merchants.suspend(tx, { merchantId: id, version }, body);
      return created(merchantDto(rowOf(outcome), this.config.storeCurrency));
    });
  }

  @Access('operator', 'admin', 'merchant')
  @Get(':id/warehouses')
  @Operation({
    id: 'listWarehouses',
    summary: "A merchant's warehouses, by priority",
    answer: { status: 200, type: WarehouseDto, list: true },
  })
  async warehouses(@Caller() caller: Principal, @Param('id') id: string): Promise<WarehouseDto[]> {
    const merchantId = ownId(caller, id);
    const warehouses = (await this.merchants.warehouses([merchantId])).get(merchantId);
    if (warehouses === undefined && (await this.merchants.find(merchantId)) === undefined) throw noMerchant();
    return (warehouses ?? []).map(warehouseDto);
  }

  @Access('operator', 'admin', 'merchant')
  @Post(':id/warehouses')
  @Operation({
    id: 'openWarehouse',
    summary: 'Open a warehouse',
    answer: { status: 201, type: WarehouseDto },
    problems: ['WAREHOUSE_EXISTS', 'WAREHOUSES_FULL'],
    idempotent: 'honoured',
  })
  openWarehouse(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Body() body: OpenWarehouseDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<WarehouseDto>> {
    const merchantId = ownId(caller, id);
    const call = { principal: caller, key, operation: 'openWarehouse', body: { id, ...body } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.merchants.openWarehouse(tx, { ...body, warehouseId: uuid7(), merchantId });
      switch (outcome.kind) {
        case 'unknown':
          throw noMerchant();
        case 'taken':
          throw merchantProblems.WAREHOUSE_EXISTS(`${body.code} is in use`);
        case 'full':
          throw merchantProblems.WAREHOUSES_FULL('close one first');
        default:
          return created(warehouseDto(outcome.warehouse));
      }
    });
  }

  @Access('operator', 'admin', 'merchant')
  @Versioned()
  @Patch(':id/warehouses/:warehouseId')
  @Operation({
    id: 'editWarehouse',
    summary: 'Change, close or reopen a warehouse',
    answer: { status: 200, type: WarehouseDto },
    problems: EDIT_PROBLEMS,
  })
  async editWarehouse(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @Param('warehouseId') warehouseId: string,
    @IfMatch() version: number,
    @Body() body: EditWarehouseDto,
  ): Promise<Answer<WarehouseDto>> {
    const which = { merchantId: ownId(caller, id), warehouseId, version };
    // A refusal throws in the transaction: what did not happen is not recorded.
    const row = await this.database.transaction(
      async (tx) => rowOf(await this.merchants.editWarehouse(tx, which, body)),
      { by: caller },
    );
    return versioned(warehouseDto(row));
  }
}

const WHY_NOT_OWNER = {
  taken: 'the account works for another merchant or is staff by now',
  unknown: 'the account is not there any more',
} as const;

/** The id asked for, if the caller may see it. @throws Problem 404 */
function ownId(caller: Principal, merchantId: string): string {
  const only = onlyMerchantOf(caller);
  if (only !== undefined && only !== merchantId) throw noMerchant();
  return merchantId;
}

function noMerchant(): Error {
  return platformProblems.NOT_FOUND('there is no such merchant or warehouse');
}

function rowOf<Row>(outcome: EditOutcome<Row>): Row {
  switch (outcome.kind) {
    case 'changed':
      return outcome.row;
    case 'unknown':
      throw noMerchant();
    case 'stale':
      throw staleVersion(outcome.version);
    case 'state':
      throw merchantProblems.MERCHANT_STATE(`the merchant is ${outcome.state}`, { state: outcome.state });
  }
}
