/** What operators send and see when they act on payments by hand. */
import { ListOf, Money, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import { REFUND_STATES, type RefundRow } from '../payment.types.js';

const ONE_LINE = /^(?=.*\S)\P{Cc}+$/u;
const NOTE_LENGTH_MAX = 500;

/** The event in a path. */
export class WebhookEventParams {
  @Text({ min: 1, max: 50, example: 'sandbox' })
  provider!: string;

  @Text({ min: 1, max: 255, example: 'evt_1' })
  eventId!: string;
}

/** The alarm in a path. */
export class AlarmParams {
  @Uuid()
  alarmId!: string;
}

/** The payment in a path. */
export class PaymentIdParams {
  @Uuid()
  paymentId!: string;
}

export class ResolveAlarmDto {
  @Text({
    min: 1,
    max: NOTE_LENGTH_MAX,
    pattern: ONE_LINE,
    description: 'What was found and done; kept with who and when',
    example: 'The gateway corrected the amount by hand',
  })
  note!: string;
}

export class AdminRefundDto {
  @Uuid()
  id!: string;

  @Uuid()
  paymentId!: string;

  @Money({ min: 1, example: 15250 })
  amount!: number;

  @OneOf(REFUND_STATES, { example: 'succeeded' })
  state!: string;

  @OneOf(['gateway', 'outside'], { description: 'outside: an operator gave it back without the gateway' })
  went!: string;

  @Text({ nullable: true, max: 255, description: 'How the one who paid it names it', example: 're_1' })
  reference!: string | null;

  @Text({ max: NOTE_LENGTH_MAX, example: 'order not carried out' })
  reason!: string;

  @Text({ nullable: true, max: NOTE_LENGTH_MAX, example: null })
  failureReason!: string | null;

  @Time()
  createdAt!: string;
}

export class AdminRefundsDto {
  @ListOf(() => AdminRefundDto, { max: 10_000, description: 'Oldest first' })
  refunds!: AdminRefundDto[];
}

export function adminRefundDto(row: RefundRow & { readonly createdAt: Date }): AdminRefundDto {
  const { id, paymentId, amountMinor, state, went, providerReference, reason, failureReason, createdAt } = row;
  return {
    id,
    paymentId,
    amount: amountMinor,
    state,
    went,
    reference: providerReference,
    reason,
    failureReason,
    createdAt: createdAt.toISOString(),
  };
}
