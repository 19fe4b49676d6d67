/** What would fill a basket offer. */
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isUuid } from '#libs/platform';
import {
  Access,
  Caller,
  decodeCursor,
  encodeCursor,
  invalidCursor,
  ListOf,
  Money,
  Nested,
  OneOf,
  Operation,
  PageQuery,
  Text,
  Uuid,
  type Principal,
} from '#libs/platform/http';
import { explainNextTier } from '#libs/promotion';
import { cartProblems } from '../cart.errors.js';
import { CartSettings } from '../cart.settings.js';
import { nextTier } from '../group.rules.js';
import { TOP_UP_PHASES, type TopUpKey, type TopUpPhase } from '../top-up.rules.js';
import { TopUpService } from '../top-up.service.js';
import { NextTierAnswer } from './offer.answers.js';

class TopUpParams {
  @Uuid()
  offerId!: string;
}

export class TopUpItemAnswer {
  @Uuid()
  productId!: string;

  @Uuid()
  merchantId!: string;

  @Text({ max: 300, example: 'Enamel mug' })
  title!: string;

  @Text({ nullable: true, max: 2048, example: '/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b' })
  pictureUrl!: string | null;

  @Money({ example: 2499, description: 'What its cheapest variant that can be had costs you now' })
  price!: number;

  @OneOf(TOP_UP_PHASES, { description: '`fills`: one is enough; `part`: it brings the tier nearer' })
  reach!: TopUpPhase;
}

export class TopUpAnswer {
  @Text({ min: 3, max: 3, example: 'USD' })
  currency!: string;

  @Uuid()
  offerId!: string;

  @Text({ max: 120, example: '50 off from 300' })
  name!: string;

  @Nested(() => NextTierAnswer, { nullable: true, description: 'null when the highest tier is reached' })
  next!: NextTierAnswer | null;

  @Text({ nullable: true, max: 200, example: 'add 20.50 for 50.00 off' })
  text!: string | null;

  @ListOf(() => TopUpItemAnswer, {
    max: 100,
    description:
      'In stock, each product once: by catalog price first those of what is missing or more, cheapest first, then those of less, dearest first',
  })
  items!: TopUpItemAnswer[];

  @Text({ nullable: true, max: 500, example: null, description: 'Pass as `cursor` for the next page; null at the end' })
  nextCursor!: string | null;
}

@ApiTags('Cart')
@Access('customer', 'guest')
@Controller('v1/offers/:offerId/top-up')
export class TopUpController {
  constructor(
    private readonly topUp: TopUpService,
    private readonly settings: CartSettings,
  ) {}

  @Get()
  @Operation({
    id: 'listOfferTopUp',
    summary: "What would fill a basket offer from my cart's selected lines",
    description: 'A page may be short and still have a next one. What a unit reaches is told at your price of now.',
    answer: { status: 200, type: TopUpAnswer },
    problems: ['OFFER_NOT_RUNNING'],
  })
  async list(
    @Caller() caller: Principal,
    @Param() { offerId }: TopUpParams,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<TopUpAnswer> {
    const after = cursor === undefined ? undefined : keyOf(cursor);
    const found = await this.topUp.list(caller.id, offerId, { limit, ...(after && { after }) });
    if (found === undefined) throw cartProblems.OFFER_NOT_RUNNING('it has ended, has not begun, or is no basket offer');
    const { offer, next } = found;
    return {
      currency: this.settings.currency,
      offerId,
      name: offer.name,
      next: found.nextTier === null ? null : nextTier(offerId, found.nextTier),
      text: explainNextTier({ next: found.nextTier }) || null,
      items: found.items.map(({ priceMinor, ...item }) => ({ ...item, price: priceMinor })),
      nextCursor: next === null ? null : encodeCursor([next.phase, next.priceMinor, next.productId, next.addMinor]),
    };
  }
}

function keyOf(cursor: string): TopUpKey {
  const [phase, priceMinor, productId, addMinor] = decodeCursor(cursor, 4);
  if ((phase !== 'fills' && phase !== 'part') || !isUuid(productId)) throw invalidCursor();
  if (!isAmount(priceMinor) || !isAmount(addMinor)) throw invalidCursor();
  return { phase, priceMinor, productId, addMinor };
}

function isAmount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
