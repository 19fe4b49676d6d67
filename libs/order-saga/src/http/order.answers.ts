/** What clients get back when they buy. */
import { Integer, ListOf, Money, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import { OrderFactsDto } from '#libs/order';

export class WalletAfterDto {
  @Money() balance!: number;
  @Money({ description: 'Set aside for orders that are not paid yet' }) held!: number;
  @Money({ description: 'What can be spent now' }) available!: number;
}

export class NoticeDto {
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Text({ max: 40, example: 'SCARCE_PAY_SOON' }) code!: string;
  @Text({ max: 200, example: 'scarce: pay soon' }) text!: string;
}

export class PlacedOrderDto extends OrderFactsDto {
  @Nested(() => WalletAfterDto, {
    nullable: true,
    description: 'The wallet with its new balance; null when no credit was used',
  })
  wallet!: WalletAfterDto | null;
  @ListOf(() => NoticeDto, { max: 1_000 }) notices!: NoticeDto[];
}

export class OrderPaymentDto {
  @Uuid() id!: string;
  @Uuid() orderId!: string;
  @Text({ max: 20, example: 'sandbox' }) provider!: string;
  @OneOf(['created', 'pending', 'failed', 'authorized', 'voided', 'captured']) state!: string;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Money({ min: 1 }) amount!: number;
  @Text({ nullable: true, max: 500, description: 'Where the customer can pay', example: 'http://127.0.0.1:3100/pay/1' })
  redirectUrl!: string | null;
  @Text({ nullable: true, max: 500, description: "For the provider's own form" }) clientSecret!: string | null;
  @Text({ nullable: true, max: 200 }) failureReason!: string | null;
}

export class SagaDto {
  @Uuid() id!: string;
  @Text({ max: 60, example: 'place_order' }) name!: string;
  @Text({ max: 60, nullable: true, example: 'payment', description: 'The step it stands at' }) step!: string | null;
  @OneOf(['running', 'waiting', 'calling', 'undoing', 'done', 'undone', 'stuck']) state!: string;
  @Integer({ min: 0, example: 0 }) attempts!: number;
  @Text({ nullable: true, max: 2_000 }) refusal!: string | null;
  @Text({ nullable: true, max: 2_000, description: 'Why it is stuck' }) fault!: string | null;
  @Uuid({ nullable: true }) orderId!: string | null;
  @Uuid({ nullable: true, description: 'The payment that is given back' }) paymentId!: string | null;
  @Time({ nullable: true, description: 'When it is looked at next' }) wakeAt!: string | null;
  @Time() updatedAt!: string;
}

export class ResumedSagaDto {
  @Uuid() sagaId!: string;
}

export class GivenBackDto {
  @Uuid() refundId!: string;
  @Uuid() paymentId!: string;
  @Money({ min: 1, description: 'What was left of the payment' }) amount!: number;
  @Text({ max: 255, example: 'SEPA 2026-11-22 0815' }) reference!: string;
  @Uuid({ description: 'The flow that goes on' }) sagaId!: string;
}
