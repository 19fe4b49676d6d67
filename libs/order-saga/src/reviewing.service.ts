/** A review and the points it earns are one transaction. */
import { Injectable } from '@nestjs/common';
import { Answer, Idempotency, uuid7, type Tx } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { CatalogSnapshot } from '#libs/catalog';
import { BonusService } from '#libs/loyalty';
import { OrderService, ReviewService, type ReviewOutcome, type ReviewRow } from '#libs/order';
import { orderProblems } from './order-saga.errors.js';

/** What a customer says of a line. */
export interface ReviewWish {
  readonly line: number;
  readonly rating: number;
  readonly text: string;
}

/** A review just written, and the points it earned. */
export interface WrittenReview {
  readonly review: ReviewRow;
  readonly points: number;
}

@Injectable()
export class ReviewingService {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly catalog: CatalogSnapshot,
    private readonly orders: OrderService,
    private readonly reviews: ReviewService,
    private readonly bonuses: BonusService,
  ) {}

  /**
   * Reviews a line of the caller's own order.
   * @throws Problem 404 ORDER_NOT_FOUND, 422 LINE_UNKNOWN, 409 LINE_NOT_COMPLETED, ALREADY_REVIEWED
   */
  async write<Body>(
    caller: Principal,
    about: { readonly orderId: string; readonly key: string; readonly wish: ReviewWish },
    answer: (written: WrittenReview) => Body,
  ): Promise<Answer<Body>> {
    const { orderId, key, wish } = about;
    const productId = await this.productOf(caller, orderId, wish.line);
    const call = { principal: caller, key, operation: 'writeReview', body: { orderId, ...wish } };
    return this.idempotency.once(call, async (tx) => {
      const id = uuid7();
      const customerId = caller.id;
      const review = { id, orderId, position: wish.line, customerId, productId, rating: wish.rating, text: wish.text };
      const [outcome] = await this.reviews.write(tx, [review]);
      const lineId = lineOf(outcome!, wish);
      const [points] = await this.bonuses.rewardReviews(tx, [{ lineId, customerId }]);
      return { status: 201, body: answer({ review: await this.written(tx, orderId, id), points: points! }) };
    });
  }

  /** The product of a line. Neither changes, so it is found before the transaction: nothing waits for a connection within one. */
  private async productOf(caller: Principal, orderId: string, position: number): Promise<string> {
    const [view] = await this.orders.view([orderId], caller.id);
    if (view === undefined) throw orderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    const line = view.lines.find((one) => one.position === position);
    if (line === undefined) throw unknownLine(position);
    const variant = (await this.catalog.variantsById([line.variantId])).get(line.variantId);
    if (variant === undefined) throw new Error(`order ${orderId} has variant ${line.variantId}, which nobody knows`);
    return variant.productId;
  }

  private async written(tx: Tx, orderId: string, id: string): Promise<ReviewRow> {
    return (await this.reviews.ofOrderWithin(tx, orderId)).find((review) => review.id === id)!;
  }
}

function unknownLine(line: number): Error {
  return orderProblems.LINE_UNKNOWN(`the order has no line ${line}`, { line });
}

/** The id of the line that was reviewed. @throws Problem when it was not */
function lineOf(outcome: ReviewOutcome, { line }: ReviewWish): string {
  switch (outcome.kind) {
    case 'written':
      return outcome.lineId;
    case 'unknown_line':
      throw unknownLine(line);
    case 'not_completed':
      throw orderProblems.LINE_NOT_COMPLETED('it can be reviewed once you have received it', { state: outcome.state });
    case 'reviewed':
      throw orderProblems.ALREADY_REVIEWED('a line is reviewed once');
  }
}
