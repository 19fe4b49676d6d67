/** Frozen wallets, for operators: who, when, why. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Idempotency, type Tx } from '#libs/platform';
import {
  Access,
  Caller,
  IdempotencyKey,
  Operation,
  pageFrom,
  pageOf,
  PageQuery,
  Text,
  Time,
  Uuid,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { FreezeService, type Freeze } from '#libs/wallet-credit';
import { WalletCustomers } from '../wallet-customers.js';
import { transferProblems } from '../wallet-saga.errors.js';

class FreezeReasonDto {
  @Text({ min: 3, max: 500, example: 'Several cards reported stolen' }) reason!: string;
}

class WalletFreezeDto {
  @Uuid() id!: string;
  @Uuid({ description: 'Whose wallet' }) ownerId!: string;
  @Text({ max: 500 }) reason!: string;
  @Uuid() frozenBy!: string;
  @Time() frozenAt!: string;
  @Uuid({ nullable: true }) liftedBy!: string | null;
  @Time({ nullable: true }) liftedAt!: string | null;
  @Text({ nullable: true, max: 500 }) liftedReason!: string | null;
}

class FreezeOwnerParams {
  @Uuid() ownerId!: string;
}

class FreezeQuery extends PageQuery {
  @Uuid({ optional: true, description: 'Only of this owner' }) ownerId?: string;
}

const FreezePage = pageOf(WalletFreezeDto);

@ApiTags('wallet')
@Controller('v1/admin')
@Access('operator', 'admin')
export class FreezesController {
  constructor(
    private readonly freezes: FreezeService,
    private readonly customers: WalletCustomers,
    private readonly idempotency: Idempotency,
  ) {}

  @Post('wallets/:ownerId/freeze')
  @Operation({
    id: 'freezeWallet',
    summary: 'Freeze a wallet: its owner cannot spend, gift, claim, convert or withdraw',
    idempotent: 'required',
    answer: { status: 201, type: WalletFreezeDto },
    problems: ['FREEZE_UNCHANGED', 'WALLET_NOT_FOUND'],
  })
  async freeze(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { ownerId }: FreezeOwnerParams,
    @Body() { reason }: FreezeReasonDto,
  ): Promise<Answer<WalletFreezeDto>> {
    // Also of a customer whose wallet is still empty: a freeze may come before the first credit.
    const owner = await this.customers.find({ id: ownerId });
    return this.once({ caller, key, operation: 'freezeWallet', body: { ownerId, reason } }, async (tx) => {
      if (owner === undefined) throw transferProblems.WALLET_NOT_FOUND('there is no such customer');
      return this.freezes.freeze(tx, ownerId, { reason, by: caller.id });
    });
  }

  @Post('wallets/:ownerId/freeze-lifting')
  @Operation({
    id: 'liftWalletFreeze',
    summary: 'Free a frozen wallet',
    idempotent: 'required',
    answer: { status: 201, type: WalletFreezeDto },
    problems: ['FREEZE_UNCHANGED'],
  })
  lift(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string,
    @Param() { ownerId }: FreezeOwnerParams,
    @Body() { reason }: FreezeReasonDto,
  ): Promise<Answer<WalletFreezeDto>> {
    return this.once({ caller, key, operation: 'liftWalletFreeze', body: { ownerId, reason } }, (tx) =>
      this.freezes.lift(tx, ownerId, { reason, by: caller.id }),
    );
  }

  @Get('wallet-freezes')
  @Operation({
    id: 'listWalletFreezes',
    summary: 'Wallets that are or were frozen, newest first',
    answer: { status: 200, type: FreezePage },
    problems: ['INVALID_CURSOR'],
  })
  async list(@Query() query: FreezeQuery): Promise<Page<WalletFreezeDto>> {
    const before = idCursor(query.cursor);
    const rows = await this.freezes.list({
      limit: query.limit + 1,
      isOpen: false,
      ...(before !== undefined && { before }),
      ...(query.ownerId !== undefined && { ownerId: query.ownerId }),
    });
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: freezeAnswer });
  }

  private once(
    call: { caller: Principal; key: string; operation: string; body: object },
    act: (tx: Tx) => Promise<Freeze | undefined>,
  ): Promise<Answer<WalletFreezeDto>> {
    const { caller: principal, key, operation, body } = call;
    return this.idempotency.once({ principal, key, operation, body }, async (tx) => {
      const freeze = await act(tx);
      if (freeze === undefined) throw transferProblems.FREEZE_UNCHANGED('nothing was changed');
      return { status: 201, body: freezeAnswer(freeze) };
    });
  }
}

function freezeAnswer(freeze: Freeze): WalletFreezeDto {
  return { ...freeze, frozenAt: freeze.frozenAt.toISOString(), liftedAt: freeze.liftedAt?.toISOString() ?? null };
}
