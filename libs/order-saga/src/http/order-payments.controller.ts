/** Paying for an order, and what is said about its payments. */
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer, Database } from '#libs/platform';
import { Access, Caller, IdempotencyKey, Operation, type Principal } from '#libs/platform/http';
import { OrderService } from '#libs/order';
import { PaymentService, type PaymentRow } from '#libs/payment';
import { orderProblems } from '../order-saga.errors.js';
import { PaymentOpening } from '../payment-opening.service.js';
import { OrderPaymentDto } from './order.answers.js';
import { OrderIdParams } from './order.params.js';
import { OpenPaymentDto } from './order.requests.js';

@ApiTags('payments')
@Controller('v1/orders/:orderId/payments')
export class OrderPaymentsController {
  constructor(
    private readonly database: Database,
    private readonly opening: PaymentOpening,
    private readonly payments: PaymentService,
    private readonly orders: OrderService,
  ) {}

  @Post()
  @Access('customer')
  @Operation({
    id: 'openPayment',
    summary: 'Open a payment for what is left to pay',
    idempotent: 'required',
    answer: { status: 201, type: OrderPaymentDto },
    description:
      'The answer says where the customer goes on. Several payments may cover one order; a failed one leaves it payable until `payBy`.',
    problems: [
      'ORDER_NOT_FOUND',
      'NOTHING_TO_PAY',
      'PAY_BY_PASSED',
      'PAYMENT_IN_PROGRESS',
      'INSUFFICIENT_STOCK',
      'PAYMENT_PROVIDER_UNKNOWN',
    ],
  })
  async open(
    @Caller() caller: Principal,
    @Param() { orderId }: OrderIdParams,
    @IdempotencyKey() key: string,
    @Body() body: OpenPaymentDto,
  ): Promise<Answer<OrderPaymentDto>> {
    const { payment, replayed } = await this.opening.open(caller, orderId, { key, wish: body });
    return Answer.ofText(201, JSON.stringify(paymentAnswer(payment)), replayed);
  }

  @Get()
  @Access('customer')
  @Operation({
    id: 'listOrderPayments',
    summary: 'The payments of an order',
    answer: { status: 200, type: OrderPaymentDto, list: true },
    problems: ['ORDER_NOT_FOUND'],
  })
  async list(@Caller() caller: Principal, @Param() { orderId }: OrderIdParams): Promise<OrderPaymentDto[]> {
    const [view] = await this.orders.view([orderId], caller.id);
    if (view === undefined) throw orderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    const coverage = await this.payments.coverage(this.database, [orderId]);
    return coverage.get(orderId)!.payments.map(paymentAnswer);
  }
}

function paymentAnswer(payment: PaymentRow): OrderPaymentDto {
  return {
    id: payment.id,
    orderId: payment.orderId,
    provider: payment.provider,
    state: payment.state,
    currency: payment.currency,
    amount: payment.amountMinor,
    redirectUrl: payment.client?.redirectUrl ?? null,
    clientSecret: payment.client?.clientSecret ?? null,
    failureReason: payment.failureReason,
  };
}
