/** Stock for operators: what is where, booking goods in, counting anew, and every movement behind a number. */
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Idempotency } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  Integer,
  ListOf,
  OneOf,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Text,
  Time,
  Uuid,
  validationFailed,
  type Page,
  type Principal,
  numberCursor,
} from '#libs/platform/http';
import { InventoryService } from '../inventory.service.js';
import type { StockChange } from '../inventory.types.js';
import { inventoryProblems } from '../inventory.errors.js';

const UNITS_MAX = 10_000_000;

class StockDto {
  @Uuid() variantId!: string;
  @Uuid() warehouseId!: string;
  @Integer({ min: 0, example: 120 }) onHand!: number;
  @Integer({ min: 0, example: 20 }) reserved!: number;
  @Integer({ min: 0, example: 100 }) available!: number;
}

class StockQuery {
  @Uuid({ description: 'The variant' }) variantId!: string;
}

class StockChangeDto {
  @Uuid() variantId!: string;
  @Uuid() warehouseId!: string;
  @OneOf(['received', 'returned', 'adjusted'], { description: 'adjusted: counted anew, `quantity` is the difference' })
  kind!: StockChange['kind'];
  @Integer({ min: -UNITS_MAX, max: UNITS_MAX, description: 'Units; negative only for `adjusted`', example: 100 })
  quantity!: number;
  @Text({ max: 500, optional: true, description: 'Required for `adjusted`', example: 'Delivery 2231' }) reason?: string;
}

class StockChangesDto {
  @ListOf(() => StockChangeDto, { min: 1, max: 1_000 }) changes!: StockChangeDto[];
}

class MovementDto {
  @Uuid() warehouseId!: string;
  @Integer({ min: 1, description: 'Numbers the movements of a variant in a warehouse without gaps', example: 1 })
  seq!: number;
  @OneOf(['received', 'reserved', 'released', 'shipped', 'returned', 'adjusted']) kind!: string;
  @Integer({ example: 100 }) quantity!: number;
  @Uuid({ nullable: true, description: 'The order or document behind it' }) reference!: string | null;
  @Text({ nullable: true, max: 500 }) reason!: string | null;
  @Uuid({ nullable: true }) author!: string | null;
  @Time() movedAt!: string;
}

class MovementQuery extends PageQuery {
  @Uuid() variantId!: string;
  @Uuid() warehouseId!: string;
}

const MovementPage = pageOf(MovementDto);

@ApiTags('inventory')
@Controller('v1/admin/stock')
@Access('operator', 'admin')
export class StockController {
  constructor(
    private readonly inventory: InventoryService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Operation({
    id: 'listStock',
    summary: 'Stock of a variant by warehouse',
    answer: { status: 200, type: StockDto, list: true },
  })
  async list(@Query() { variantId }: StockQuery): Promise<StockDto[]> {
    const rows = await this.inventory.stock([variantId]);
    return rows.map((row) => ({
      variantId: row.variantId,
      warehouseId: row.warehouseId,
      onHand: row.onHand,
      reserved: row.reserved,
      available: row.onHand - row.reserved,
    }));
  }

  @Post('changes')
  @Operation({
    id: 'changeStock',
    summary: 'Book goods in, back, or counted anew; all or nothing',
    idempotent: 'required',
    answer: { status: 201, type: StockDto, list: true },
    problems: ['STOCK_BELOW_RESERVED', 'VALIDATION_FAILED'],
  })
  change(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Body() body: StockChangesDto,
  ): Promise<Answer<StockDto[]>> {
    const changes = body.changes.map((change, i) => checked(change, i, caller));
    return this.idempotency.once({ principal: caller, key, operation: 'changeStock', body }, async (tx) => {
      const outcomes = await this.inventory.changeStock(tx, changes);
      const refused = changes.flatMap(({ variantId, warehouseId }, i) =>
        outcomes[i]!.kind === 'refused' ? [{ variantId, warehouseId, available: outcomes[i]!.available }] : [],
      );
      if (refused.length > 0)
        throw inventoryProblems.STOCK_BELOW_RESERVED('orders hold more than would be left', { lines: refused });
      const answer = changes.map(({ variantId, warehouseId }, i): StockDto => {
        const { onHand, available } = outcomes[i] as Extract<(typeof outcomes)[number], { kind: 'applied' }>;
        return { variantId, warehouseId, onHand, reserved: onHand - available, available };
      });
      return { status: 201, body: answer };
    });
  }

  @Get('movements')
  @Operation({
    id: 'listStockMovements',
    summary: 'Every movement behind a number, newest first',
    answer: { status: 200, type: MovementPage },
    problems: ['INVALID_CURSOR'],
  })
  async movements(@Query() query: MovementQuery): Promise<Page<MovementDto>> {
    const rows = await this.inventory.movements({
      variantId: query.variantId,
      warehouseId: query.warehouseId,
      before: numberCursor(query.cursor) ?? Number.MAX_SAFE_INTEGER,
      limit: query.limit + 1,
    });
    return pageFrom(rows, query.limit, {
      cursor: (last) => [last.seq],
      item: (row) => ({ ...row, warehouseId: query.warehouseId, movedAt: row.movedAt.toISOString() }),
    });
  }
}

function checked(change: StockChangeDto, index: number, caller: Principal): StockChange {
  const path = `changes[${index}]`;
  if (change.kind === 'adjusted' ? change.quantity === 0 : change.quantity < 1)
    throw fault(`${path}.quantity`, 'must be 1 or more; only `adjusted` may be negative, and not 0');
  if (change.kind === 'adjusted' && change.reason === undefined)
    throw fault(`${path}.reason`, 'an adjustment needs a reason');
  return { ...change, author: caller.id };
}

function fault(path: string, message: string): Error {
  return validationFailed([{ path, code: 'invalid', message }]);
}
