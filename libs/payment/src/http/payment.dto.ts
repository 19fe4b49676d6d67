/** Payments as the API shows them. */
import { HotDto, ListOf, Money, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import { PAYMENT_STATES, REFUND_STATES, type PaymentRow, type RefundRow } from '../payment.types.js';

const INSTRUMENT_LENGTH_MAX = 200;

export class RefundDto {
  @Uuid()
  id!: string;

  @Money({ description: 'In minor units of the payment’s currency', example: 6553 })
  amount!: number;

  @OneOf(REFUND_STATES, { description: 'reserved and calling are under way', example: 'succeeded' })
  state!: string;

  @Text({ example: 'order_cancelled' })
  reason!: string;

  @Text({ nullable: true, example: null })
  failureReason!: string | null;

  @Time()
  createdAt!: string;
}

export class PaymentClientDto {
  @Text({ optional: true, max: 2_000, description: 'For the provider’s own form', example: 'secret_5f0c' })
  clientSecret?: string;

  @Text({
    optional: true,
    max: 2_000,
    description: 'Send the customer here to pay',
    example: 'http://127.0.0.1:4010/pay/pay_1',
  })
  redirectUrl?: string;
}

export class PaymentDto {
  @Uuid()
  id!: string;

  @Uuid()
  orderId!: string;

  @Text({ example: 'sandbox' })
  provider!: string;

  @OneOf(PAYMENT_STATES, { example: 'pending' })
  state!: string;

  @OneOf(['customer', 'gateway'], {
    nullable: true,
    description:
      'Whose turn it is: the customer confirms; the gateway was asked and has not answered yet, ask again or wait. Null: nobody’s',
    example: 'customer',
  })
  awaiting!: 'customer' | 'gateway' | null;

  @Text({ example: 'USD' })
  currency!: string;

  @Money({ example: 15250 })
  amount!: number;

  @Money({ example: 0 })
  captured!: number;

  @Money({ description: 'Given back, or set aside to be', example: 0 })
  refunded!: number;

  @Text({ nullable: true, description: 'Why it failed, in the provider’s word', example: null })
  failureReason!: string | null;

  @Nested(() => PaymentClientDto, { nullable: true, description: 'How the customer goes on; only while it is pending' })
  client!: PaymentClientDto | null;

  @ListOf(() => RefundDto)
  refunds!: RefundDto[];

  @Time()
  createdAt!: string;

  @Time()
  updatedAt!: string;
}

@HotDto()
export class ConfirmPaymentDto {
  @Text({
    max: INSTRUMENT_LENGTH_MAX,
    description: 'The provider’s token of a card; never a card number',
    example: 'tok_ok',
  })
  instrument!: string;
}

export function paymentDto(row: PaymentRow, refunds: readonly (RefundRow & { createdAt: Date })[]): PaymentDto {
  const { id, orderId, provider, state, currency, failureReason, createdAt, updatedAt } = row;
  return {
    id,
    orderId,
    provider,
    state,
    awaiting: row.calling !== null ? 'gateway' : state === 'pending' ? 'customer' : null,
    currency,
    amount: row.amountMinor,
    captured: row.capturedMinor,
    refunded: row.refundedMinor,
    failureReason,
    client: state === 'pending' ? row.client : null,
    refunds: refunds.map(refundDto),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function refundDto(refund: RefundRow & { createdAt: Date }): RefundDto {
  const { id, state, reason, failureReason, createdAt } = refund;
  return { id, amount: refund.amountMinor, state, reason, failureReason, createdAt: createdAt.toISOString() };
}
