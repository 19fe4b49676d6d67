/** What people do with withdrawals: customers ask, operators decide. Each act is one transaction under its idempotency key. */
import { Injectable } from '@nestjs/common';
import { Answer, bpsOf, Database, Idempotency, plainArray, uuid7, type Tx } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { SagaRunner } from '#libs/platform/saga';
import { PayoutProviders } from '#libs/payment';
import * as sql from '../db/withdrawal.statements.js';
import { TransferSagas } from '../transfer-sagas.js';
import { TransferSettings } from '../transfer.settings.js';
import { problemOf, transferProblems } from '../wallet-saga.errors.js';
import {
  adminWithdrawalAnswer,
  withdrawalAnswer,
  type AdminWithdrawalDto,
  type WithdrawalDto,
} from './withdrawal.answer.js';
import { StepUpCheck } from './step-up.check.js';
import { WithdrawalActs } from './withdrawal.acts.js';
import type { WithdrawalRow, WithdrawalState } from './withdrawal.types.js';

/** A wish to withdraw. The password is never kept. */
export interface WithdrawalWish {
  readonly amountMinor: number;
  readonly destination: string;
  readonly password: string | undefined;
}

/** A page of withdrawals; `before` is the last id of the page before. */
export interface WithdrawalFilter {
  readonly customerId?: string;
  readonly state?: WithdrawalState;
  readonly before?: string;
  readonly limit: number;
}

const DAY_MS = 86_400_000;

@Injectable()
export class WithdrawalService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly runner: SagaRunner,
    private readonly sagas: TransferSagas,
    private readonly providers: PayoutProviders,
    private readonly acts: WithdrawalActs,
    private readonly stepUp: StepUpCheck,
  ) {}

  /**
   * Asks for a withdrawal: all of it is held until its end.
   * @throws Problem 401 STEP_UP_REQUIRED, STEP_UP_REFUSED, 422 WITHDRAWAL_TOO_SMALL, WITHDRAWAL_COOLING_OFF, WITHDRAWALS_UNAVAILABLE,
   * INSUFFICIENT_WITHDRAWABLE, WALLET_FROZEN, VELOCITY_LIMIT
   */
  async request(caller: Principal, wish: WithdrawalWish, key: string): Promise<Answer<WithdrawalDto>> {
    const proof = await this.stepUp.prove(caller, wish.password);
    const body = { amountMinor: wish.amountMinor, destination: wish.destination };
    return this.idempotency.once({ principal: caller, key, operation: 'requestWithdrawal', body }, async (tx) => {
      proof.demand(tx.now);
      const row = await this.start(tx, { customerId: caller.id, ...body });
      return { status: 201, body: withdrawalAnswer(row) };
    });
  }

  /** Whether this process knows a payout provider. */
  get isOffered(): boolean {
    return this.providers.first !== undefined;
  }

  /** Asks for a withdrawal in the caller's transaction, without a step-up: for seeds. @throws Problem 422 as {@link request} */
  async start(
    tx: Tx,
    wish: { readonly customerId: string; readonly amountMinor: number; readonly destination: string },
  ): Promise<WithdrawalRow> {
    const { settings } = this.stepUp;
    const provider = this.providers.first;
    if (provider === undefined) throw transferProblems.WITHDRAWALS_UNAVAILABLE('no payout provider is configured');
    const minimum = settings.withdrawalMinorMin;
    if (wish.amountMinor < minimum) throw transferProblems.WITHDRAWAL_TOO_SMALL(`at least ${minimum}`, { minimum });
    const feeMinor = bpsOf(wish.amountMinor, settings.withdrawalFeeBps);
    const netMinor = wish.amountMinor - feeMinor;
    if (netMinor <= 0) throw transferProblems.WITHDRAWAL_TOO_SMALL('the fee would take all of it', { minimum });
    const input = {
      ...wish,
      feeMinor,
      netMinor,
      currency: settings.currency,
      origins: settings.withdrawableOrigins,
      provider: provider.name,
      decideByMs: tx.now.getTime() + settings.withdrawalDecisionDays * DAY_MS,
    };
    const [outcome] = await this.sagas.withdrawal.start(tx, [{ id: uuid7(), input, work: true }]);
    if (outcome!.refusal !== null) throw problemOf(outcome!.refusal);
    return (await this.find(tx, outcome!.id))!;
  }

  /**
   * Approves a withdrawal: the provider is asked next. Against a rejection and the deadline exactly one wins.
   * @throws Problem 403 WITHDRAWAL_NEEDS_SOMEBODY_ELSE, 404 WITHDRAWAL_NOT_FOUND, 409 WITHDRAWAL_DECIDED, 422 WALLET_FROZEN
   */
  approve(caller: Principal, call: DecisionCall): Promise<Answer<AdminWithdrawalDto>> {
    return this.decide(caller, call, 'approveWithdrawal', async (tx, row) => {
      const outcome = await this.runner.arrive(tx, row.id, async () => {
        if (row.decideBy <= tx.now)
          throw transferProblems.WITHDRAWAL_DECIDED('its time is over', { state: 'rejected' });
        const refusal = await this.acts.approve(tx, row, { by: caller.id, note: call.note });
        if (refusal !== undefined) throw problemOf(refusal);
      });
      return outcome === 'arrived' ? 'decided' : 'too_late';
    });
  }

  /** Rejects a withdrawal: all of it is given back. @throws Problem 403, 404, 409 as {@link approve} */
  reject(caller: Principal, call: DecisionCall): Promise<Answer<AdminWithdrawalDto>> {
    return this.decide(caller, call, 'rejectWithdrawal', async (tx, row) => {
      const refusal = { code: 'WITHDRAWAL_REJECTED', detail: call.note ?? 'rejected' };
      if ((await this.runner.cancel(tx, row.id, refusal)) !== 'cancelling') return 'too_late';
      await tx.change(sql.noteRejection, [row.id, caller.id, tx.now, call.note]);
      return 'decided';
    });
  }

  /** One withdrawal of the caller's. @throws Problem 404 WITHDRAWAL_NOT_FOUND */
  async read(caller: Principal, withdrawalId: string): Promise<WithdrawalDto> {
    const row = await this.find(this.database, withdrawalId);
    if (row === undefined || row.customerId !== caller.id) throw unknown();
    return withdrawalAnswer(row);
  }

  /** One withdrawal as operators see it. @throws Problem 404 WITHDRAWAL_NOT_FOUND */
  async readAny(withdrawalId: string): Promise<AdminWithdrawalDto> {
    const row = await this.find(this.database, withdrawalId);
    if (row === undefined) throw unknown();
    return adminWithdrawalAnswer(row);
  }

  /** Withdrawals, newest first: of one customer, or everybody's. */
  list({ customerId, before, state, limit }: WithdrawalFilter): Promise<WithdrawalRow[]> {
    return this.database.run(sql.listWithdrawals, [customerId ?? null, before ?? null, state ?? null, limit]);
  }

  /** What providers told that cannot be, newest first. */
  alarms(filter: { readonly before?: string; readonly limit: number }): Promise<sql.PayoutAlarmRow[]> {
    return this.database.run(sql.listAlarms, [filter.before ?? null, filter.limit]);
  }

  private decide(
    caller: Principal,
    { withdrawalId, note, key }: DecisionCall,
    operation: 'approveWithdrawal' | 'rejectWithdrawal',
    act: (tx: Tx, row: WithdrawalRow) => Promise<'decided' | 'too_late'>,
  ): Promise<Answer<AdminWithdrawalDto>> {
    const body = { withdrawalId, note };
    return this.idempotency.once({ principal: caller, key, operation, body }, async (tx) => {
      const row = await this.find(tx, withdrawalId);
      if (row === undefined) throw unknown();
      if (row.customerId === caller.id) throw transferProblems.WITHDRAWAL_NEEDS_SOMEBODY_ELSE('ask a colleague');
      const outcome = await act(tx, row);
      const after = (await this.find(tx, withdrawalId))!;
      if (outcome === 'too_late')
        throw transferProblems.WITHDRAWAL_DECIDED(`it is ${after.state}`, { state: after.state });
      return { status: 200, body: adminWithdrawalAnswer(after) };
    });
  }

  private async find(reader: Pick<Tx, 'run'>, id: string): Promise<WithdrawalRow | undefined> {
    return (await reader.run(sql.readWithdrawals, [plainArray([id])]))[0];
  }
}

/** A decision about a withdrawal. */
export interface DecisionCall {
  readonly withdrawalId: string;
  readonly note: string | null;
  readonly key: string;
}

function unknown(): Error {
  return transferProblems.WITHDRAWAL_NOT_FOUND('there is no such withdrawal');
}
