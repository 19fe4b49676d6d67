import { HotDto, Uuid } from '#libs/platform/http';

/** The order in a path. */
@HotDto()
export class OrderIdParams {
  @Uuid() orderId!: string;
}

/** The payment in a path. */
export class ReturnedPaymentParams {
  @Uuid() paymentId!: string;
}

/** The saga in a path. */
export class SagaIdParams {
  @Uuid() sagaId!: string;
}
