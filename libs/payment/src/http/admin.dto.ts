/** Payments, events and alarms as operators see them. */
import { Integer, Money, OneOf, PageQuery, pageOf, Text, Time, Uuid } from '#libs/platform/http';
import type { AlarmRow } from '../db/desk.statements.js';
import type { PaymentEntity } from '../db/payment.entities.js';
import type { KeptEventRow } from '../db/webhook.statements.js';
import { GATEWAY_ACTS, PAYMENT_STATES } from '../payment.types.js';

export const EVENT_STATES = ['received', 'processed', 'refused', 'alarmed'] as const;
const REFERENCE_LENGTH_MAX = 255;

export class PaymentSearchQuery extends PageQuery {
  @OneOf(PAYMENT_STATES, { optional: true })
  state?: string;

  @Text({ optional: true, max: 50, example: 'sandbox' })
  provider?: string;

  @Uuid({ optional: true })
  orderId?: string;

  @Uuid({ optional: true })
  customerId?: string;

  @Text({
    optional: true,
    max: REFERENCE_LENGTH_MAX,
    description: 'The provider’s own reference, whole',
    example: 'pay_1',
  })
  reference?: string;
}

export class AdminPaymentDto {
  @Uuid()
  id!: string;

  @Uuid()
  orderId!: string;

  @Uuid()
  customerId!: string;

  @Text({ example: 'sandbox' })
  provider!: string;

  @Text({ nullable: true, max: REFERENCE_LENGTH_MAX, example: 'pay_1' })
  reference!: string | null;

  @OneOf(PAYMENT_STATES, { example: 'captured' })
  state!: string;

  @OneOf(GATEWAY_ACTS, {
    nullable: true,
    description: 'An outside call of whose outcome we are not sure',
    example: null,
  })
  calling!: string | null;

  @Text({ example: 'USD' })
  currency!: string;

  @Money({ example: 15250 })
  amount!: number;

  @Money({ example: 15250 })
  captured!: number;

  @Money({ example: 0 })
  refunded!: number;

  @Text({ nullable: true, example: null })
  failureReason!: string | null;

  @Time()
  createdAt!: string;

  @Time()
  updatedAt!: string;
}
export const AdminPaymentPage = pageOf(AdminPaymentDto);

export class WebhookEventQuery extends PageQuery {
  @OneOf(EVENT_STATES, { optional: true })
  state?: string;

  @Text({ optional: true, max: 50, example: 'sandbox' })
  provider?: string;
}

export class WebhookEventDto {
  @Text({ example: 'sandbox' })
  provider!: string;

  @Text({ example: 'evt_1' })
  eventId!: string;

  @Text({ example: 'payment.captured' })
  type!: string;

  @OneOf(EVENT_STATES, { example: 'processed' })
  state!: string;

  @Text({ nullable: true, max: 2_000, example: null })
  detail!: string | null;

  @Integer({ min: 0, description: 'How often the sweep has tried it again', example: 0 })
  attempts!: number;

  @Integer({ min: 0, description: 'Which accepted secret signed it: 0 is the newest', example: 0 })
  secretIndex!: number;

  @Time()
  receivedAt!: string;

  @Time({ nullable: true })
  finishedAt!: string | null;
}
export const WebhookEventPage = pageOf(WebhookEventDto);

export class PaymentAlarmQuery extends PageQuery {
  @OneOf(['open', 'resolved'], { optional: true })
  state?: 'open' | 'resolved';

  @Text({ optional: true, max: 50, example: 'amount_mismatch' })
  code?: string;

  @Uuid({ optional: true })
  paymentId?: string;
}

export class PaymentAlarmDto {
  @Uuid()
  id!: string;

  @Text({ example: 'sandbox' })
  provider!: string;

  @Uuid({ nullable: true })
  paymentId!: string | null;

  @Text({ example: 'amount_mismatch' })
  code!: string;

  @Text({ max: 2_000, example: 'told captured 101 USD; ours is 100 USD' })
  detail!: string;

  @Text({ nullable: true, example: 'evt_1' })
  eventId!: string | null;

  @OneOf(['webhook', 'poll', 'answer'])
  source!: string;

  @Integer({ min: 1, description: 'How often it was raised', example: 1 })
  times!: number;

  @Time()
  raisedAt!: string;

  @Time()
  lastAt!: string;

  @Time({ nullable: true, description: 'null: nobody has resolved it' })
  resolvedAt!: string | null;

  @Uuid({ nullable: true, description: 'The account that resolved it' })
  resolvedBy!: string | null;

  @Text({ nullable: true, max: 500, example: null })
  resolution!: string | null;
}
export const PaymentAlarmPage = pageOf(PaymentAlarmDto);

export function adminPaymentDto(row: PaymentEntity): AdminPaymentDto {
  const { amountMinor, capturedMinor, refundedMinor, providerReference, createdAt, updatedAt, ...rest } = row;
  return {
    ...rest,
    reference: providerReference,
    amount: amountMinor,
    captured: capturedMinor,
    refunded: refundedMinor,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function webhookEventDto(event: Omit<KeptEventRow, 'payload'>): WebhookEventDto {
  const { provider, eventId, type, state, detail, attempts, secretIndex, receivedAt, finishedAt } = event;
  const times = { receivedAt: receivedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  return { provider, eventId, type, state, detail, attempts, secretIndex, ...times };
}

export function paymentAlarmDto({ raisedAt, lastAt, resolvedAt, ...rest }: AlarmRow): PaymentAlarmDto {
  return {
    ...rest,
    raisedAt: raisedAt.toISOString(),
    lastAt: lastAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
  };
}
