/** Reviews as they come and go. Who wrote one is told to nobody but its author. */
import { Decimal, Integer, ListOf, Text, Time, Uuid } from '#libs/platform/http';
import type { ReviewRow } from '#libs/order';

/** Longest text of a review; a constraint of its table, too. */
export const REVIEW_TEXT_MAX = 2_000;

export class WriteReviewDto {
  @Integer({ min: 1, max: 32_767, description: 'The position of the line in the order', example: 1 }) line!: number;
  @Integer({ min: 1, max: 5, example: 5 }) rating!: number;
  @Text({ min: 0, max: REVIEW_TEXT_MAX, optional: true, example: 'Keeps coffee warm, and looks it.' }) text?: string;
}

export class ProductReviewDto {
  @Uuid() id!: string;
  @Text({ max: 100, example: 'MUG-RED' }) sku!: string;
  @Text({ max: 300, example: 'Enamel mug' }) title!: string;
  @Integer({ min: 1, max: 5, example: 5 }) rating!: number;
  @Text({ max: REVIEW_TEXT_MAX, example: 'Keeps coffee warm, and looks it.' }) text!: string;
  @Time() reviewedAt!: string;
}

/** A review as its author sees it. */
export class OrderReviewDto extends ProductReviewDto {
  @Integer({ min: 1, max: 32_767, description: 'The position of the line in the order', example: 1 }) line!: number;
  @Uuid() productId!: string;
  @Uuid() variantId!: string;
}

export class WrittenReviewDto extends OrderReviewDto {
  @Integer({ min: 0, description: 'Points it earned; they can be spent at once', example: 50 }) points!: number;
}

/** A page of a product's reviews, with what all of them come to. */
export class ProductReviewListDto {
  @Integer({ min: 0, description: 'How many there are in all', example: 12 }) count!: number;
  @Decimal({
    min: 1,
    max: 5,
    nullable: true,
    description: 'Mean rating to two decimals; null without a review',
    example: 4.33,
  })
  averageRating!: number | null;
  @ListOf(() => ProductReviewDto, { max: 100, description: 'At most `limit`, newest first' })
  items!: ProductReviewDto[];
  @Text({ nullable: true, max: 500, description: 'Pass as `cursor` for the next page; null at the end' }) nextCursor!:
    string | null;
}

export function productReviewDto(review: ReviewRow): ProductReviewDto {
  const { id, sku, title, rating, text, reviewedAt } = review;
  return { id, sku, title, rating, text, reviewedAt: reviewedAt.toISOString() };
}

export function orderReviewDto(review: ReviewRow): OrderReviewDto {
  const { position, productId, variantId } = review;
  return { ...productReviewDto(review), line: position, productId, variantId };
}
