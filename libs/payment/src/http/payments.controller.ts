/** A customer's payments. Opening one belongs to the order: `POST /v1/orders/{id}/payments`. */
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Database, Idempotency, repeated, requestHash } from '#libs/platform';
import { Access, Caller, IdempotencyKey, Operation, platformProblems, type Principal } from '#libs/platform/http';
import { PaymentGateway } from '../payment-gateway.service.js';
import { paymentProblems } from '../payment.errors.js';
import type { Reader } from '../payment.inputs.js';
import { PaymentService } from '../payment.service.js';
import type { PaymentRow } from '../payment.types.js';
import { ConfirmPaymentDto, PaymentDto, paymentDto } from './payment.dto.js';

const CONFIRM = 'confirmPayment';

@ApiTags('payments')
@Access('customer')
@Controller('v1/payments')
export class PaymentsController {
  constructor(
    private readonly database: Database,
    private readonly payments: PaymentService,
    private readonly gateway: PaymentGateway,
    private readonly idempotency: Idempotency,
  ) {}

  @Get(':id')
  @Operation({ id: 'getPayment', summary: 'A payment of your own', answer: { status: 200, type: PaymentDto } })
  async read(@Caller() caller: Principal, @Param('id') id: string): Promise<PaymentDto> {
    return this.shown(this.database, await this.owned(id, caller));
  }

  @Post(':id/confirmation')
  @Operation({
    id: CONFIRM,
    summary: 'Pay with a card token',
    description:
      'Authorises the payment at its provider. `awaiting: gateway` in the answer means that the provider has not answered in time: ' +
      'the outcome comes by itself, or ask again with the same Idempotency-Key.',
    answer: { status: 200, type: PaymentDto },
    problems: ['PAYMENT_DECLINED', 'PAYMENT_CLOSED'],
    idempotent: 'required',
  })
  async confirm(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IdempotencyKey() key: string,
    @Body() { instrument }: ConfirmPaymentDto,
  ): Promise<Answer<PaymentDto>> {
    await this.owned(id, caller);
    const body = { paymentId: id, instrument };
    const call = { principalId: caller.id, key, requestHash: requestHash(CONFIRM, body) };
    const [found] = await this.database.transaction((tx) => this.idempotency.findAnswers(tx, [call]));
    if (found === 'reused') throw platformProblems.IDEMPOTENCY_KEY_REUSED('use a fresh key for a different request');
    if (found !== undefined) return repeated<PaymentDto>(found);
    // The gateway is called outside of any transaction; asking twice is harmless there, so the key's row can come after.
    const outcome = await this.gateway.confirm(id, instrument);
    if (outcome.kind === 'missing') throw platformProblems.NOT_FOUND('there is no such payment');
    if (outcome.kind === 'unknown')
      return Answer.of(200, { ...(await this.shown(this.database, outcome.payment)), awaiting: 'gateway' });
    return this.idempotency.once({ principal: caller, key, operation: CONFIRM, body }, async (tx) => {
      if (outcome.kind === 'declined') throw refusalOf(outcome.payment, outcome.reason);
      return { status: 200, body: await this.shown(tx, outcome.payment) };
    });
  }

  /** Another customer's payment is not found, like one that does not exist. */
  private async owned(id: string, caller: Principal): Promise<PaymentRow> {
    const row = await this.payments.findOwned(this.database, id, caller.id);
    if (row === undefined) throw platformProblems.NOT_FOUND('there is no such payment');
    return row;
  }

  /** Inside a transaction it must read through it: a second connection per request would exhaust the pool. */
  private async shown(reader: Reader, row: PaymentRow): Promise<PaymentDto> {
    const [now] = await this.payments.find(reader, [row.id]);
    return paymentDto(now ?? row, await this.payments.refunds(reader, [row.id]));
  }
}

function refusalOf({ state }: PaymentRow, reason: string): Error {
  if (state === 'failed')
    return paymentProblems.PAYMENT_DECLINED('open another payment to try again', { reason, state });
  return paymentProblems.PAYMENT_CLOSED(`the payment is ${state}`, { state });
}
