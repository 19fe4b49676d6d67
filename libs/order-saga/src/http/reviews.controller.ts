/** Reviews: a customer's of an order's lines, everybody's of a product. */
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Answer } from '#libs/platform';
import {
  Access,
  Caller,
  idCursor,
  IdempotencyKey,
  Operation,
  pageFrom,
  PageQuery,
  platformProblems,
  Public,
  Uuid,
  type Principal,
} from '#libs/platform/http';
import { CatalogService } from '#libs/catalog';
import { OrderService, ReviewService } from '#libs/order';
import { orderProblems } from '../order-saga.errors.js';
import { ReviewingService } from '../reviewing.service.js';
import { OrderIdParams } from './order.params.js';
import {
  OrderReviewDto,
  orderReviewDto,
  productReviewDto,
  ProductReviewListDto,
  WriteReviewDto,
  WrittenReviewDto,
} from './review.dto.js';

/** The product in a path. */
class ReviewedProductParams {
  @Uuid() id!: string;
}

@ApiTags('reviews')
@Controller('v1')
export class ReviewsController {
  constructor(
    private readonly writing: ReviewingService,
    private readonly reviews: ReviewService,
    private readonly orders: OrderService,
    private readonly catalog: CatalogService,
  ) {}

  @Post('orders/:orderId/reviews')
  @Access('customer')
  @Operation({
    id: 'writeReview',
    summary: 'Review a line of an order, once, after its receipt',
    idempotent: 'required',
    answer: { status: 201, type: WrittenReviewDto },
    description:
      'A line can be reviewed when its part of the order is completed. The points it earns are in the wallet at once.',
    problems: ['ORDER_NOT_FOUND', 'LINE_UNKNOWN', 'LINE_NOT_COMPLETED', 'ALREADY_REVIEWED'],
  })
  write(
    @Caller() caller: Principal,
    @Param() { orderId }: OrderIdParams,
    @IdempotencyKey() key: string,
    @Body() body: WriteReviewDto,
  ): Promise<Answer<WrittenReviewDto>> {
    const wish = { line: body.line, rating: body.rating, text: body.text ?? '' };
    return this.writing.write(caller, { orderId, key, wish }, ({ review, points }) => ({
      ...orderReviewDto(review),
      points,
    }));
  }

  @Get('orders/:orderId/reviews')
  @Access('customer')
  @Operation({
    id: 'listOrderReviews',
    summary: 'What I said of the lines of an order',
    answer: { status: 200, type: OrderReviewDto, list: true },
    problems: ['ORDER_NOT_FOUND'],
  })
  async ofOrder(@Caller() caller: Principal, @Param() { orderId }: OrderIdParams): Promise<OrderReviewDto[]> {
    const [view] = await this.orders.view([orderId], caller.id);
    if (view === undefined) throw orderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    return (await this.reviews.ofOrder(orderId)).map(orderReviewDto);
  }

  @Get('products/:id/reviews')
  @Public()
  @Operation({
    id: 'listProductReviews',
    summary: "A product's reviews, newest first, with their number and average",
    answer: { status: 200, type: ProductReviewListDto },
    problems: ['INVALID_CURSOR', 'NOT_FOUND'],
  })
  async ofProduct(@Param() { id }: ReviewedProductParams, @Query() page: PageQuery): Promise<ProductReviewListDto> {
    const before = idCursor(page.cursor) ?? null;
    const { reviews: count, ratingSum } = await this.reviews.rating(id);
    // What has been reviewed is a product; only without a review somebody must be asked.
    if (count === 0 && (await this.catalog.findProduct(id)) === undefined)
      throw platformProblems.NOT_FOUND('there is no such product');
    const rows = count === 0 ? [] : await this.reviews.ofProduct(id, { before, limit: page.limit + 1 });
    const { items, nextCursor } = pageFrom(rows, page.limit, { cursor: (last) => [last.id], item: productReviewDto });
    const averageRating = count === 0 ? null : Math.round((100 * ratingSum) / count) / 100;
    return { count, averageRating, items: [...items], nextCursor };
  }
}
