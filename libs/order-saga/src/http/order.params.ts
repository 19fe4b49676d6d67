import { HotDto, Uuid } from '#libs/platform/http';

/** The order in a path. */
@HotDto()
export class OrderIdParams {
  @Uuid() orderId!: string;
}

/** The saga in a path. */
export class SagaIdParams {
  @Uuid() sagaId!: string;
}
