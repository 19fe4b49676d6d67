/** Reviews: what customers say of what they have received, once a line; pictures come with uploads. Many in, one outcome each. */
import { Injectable } from '@nestjs/common';
import { Database, derivedUuid, longTextArray, plainArray, type Tx } from '#libs/platform';
import * as sql from './db/review.statements.js';
import type { SubOrderState } from './order.types.js';

/** A review to be written, with the id that its caller minted. */
export interface NewReview {
  readonly id: string;
  readonly orderId: string;
  /** The line. */
  readonly position: number;
  readonly customerId: string;
  /** The product that the line's variant is of. */
  readonly productId: string;
  /** 1 to 5. */
  readonly rating: number;
  readonly text: string;
}

/** `written` names the line it is of, once for all time; the rest are refusals: nothing was written. */
export type ReviewOutcome =
  | { readonly kind: 'written'; readonly lineId: string }
  | { readonly kind: 'not_completed'; readonly state: SubOrderState }
  | { readonly kind: 'unknown_line' | 'reviewed' };

/** What all reviews of a product come to. */
export interface ProductRating {
  readonly reviews: number;
  /** Σ of their ratings. */
  readonly ratingSum: number;
}

@Injectable()
export class ReviewService {
  constructor(private readonly database: Database) {}

  /**
   * Writes reviews of lines that their customer has received. Completed is for ever, so no order is locked; of rivals for one line the
   * first wins, in array order within a call.
   */
  async write(tx: Tx, reviews: readonly NewReview[]): Promise<readonly ReviewOutcome[]> {
    if (reviews.length === 0) return [];
    const facts = await tx.run(sql.readReviewedLines, [
      plainArray(reviews.map((review) => review.orderId)),
      plainArray(reviews.map((review) => review.position)),
    ]);
    const factsOf = new Map(facts.map((row) => [`${row.orderId}/${row.position}`, row]));
    const decided = reviews.map((review) => {
      const line = factsOf.get(`${review.orderId}/${review.position}`);
      return { review, line, refusal: refusalOf(review, line) };
    });
    const fit = decided.filter(({ refusal }) => refusal === undefined);
    const written = fit.length === 0 ? [] : await tx.run(sql.insertReviews, columnsOf(fit, tx.now));
    const ids = new Set(written.map((row) => row.id));
    return decided.map(({ review, refusal }): ReviewOutcome => {
      if (refusal !== undefined) return refusal;
      return ids.has(review.id) ? { kind: 'written', lineId: lineIdOf(review) } : { kind: 'reviewed' };
    });
  }

  /** The reviews of an order, line by line. */
  ofOrder(orderId: string): Promise<readonly sql.ReviewRow[]> {
    return this.database.run(sql.readReviewsOfOrder, [orderId]);
  }

  /** As {@link ofOrder}, with what this transaction has written. */
  ofOrderWithin(tx: Tx, orderId: string): Promise<readonly sql.ReviewRow[]> {
    return tx.run(sql.readReviewsOfOrder, [orderId]);
  }

  /** The reviews of a product before an id, newest first. */
  ofProduct(
    productId: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly sql.ReviewRow[]> {
    return this.database.run(sql.listReviewsOfProduct, [productId, page.before, page.limit]);
  }

  /** What the reviews of a product come to. */
  async rating(productId: string): Promise<ProductRating> {
    const [row] = await this.database.run(sql.readRating, [productId]);
    return row ?? { reviews: 0, ratingSum: 0 };
  }
}

/** A line's own id: lines are kept by order and position, and what a line earns is booked under one id for all time. */
function lineIdOf({ orderId, position }: Pick<NewReview, 'orderId' | 'position'>): string {
  return derivedUuid(orderId, `line/${position}`);
}

function refusalOf(review: NewReview, line: sql.ReviewedLineRow | undefined): ReviewOutcome | undefined {
  if (line === undefined || line.customerId !== review.customerId) return { kind: 'unknown_line' };
  if (line.state !== 'completed') return { kind: 'not_completed', state: line.state };
  return line.reviewed ? { kind: 'reviewed' } : undefined;
}

function columnsOf(
  fit: readonly { readonly review: NewReview; readonly line: sql.ReviewedLineRow | undefined }[],
  now: Date,
): readonly unknown[] {
  return [
    plainArray(fit.map(({ review }) => review.id)),
    plainArray(fit.map(({ review }) => review.orderId)),
    plainArray(fit.map(({ review }) => review.position)),
    plainArray(fit.map(({ review }) => lineIdOf(review))),
    plainArray(fit.map(({ review }) => review.customerId)),
    plainArray(fit.map(({ review }) => review.productId)),
    plainArray(fit.map(({ line }) => line!.variantId)),
    plainArray(fit.map(({ review }) => review.rating)),
    longTextArray(fit.map(({ review }) => review.text)),
    now,
  ];
}
