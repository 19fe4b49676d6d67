import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CartwrightConfig, Database, uuid7 } from '#libs/platform';
import {
  Access,
  Flag,
  Integer,
  ListOf,
  Money,
  Nested,
  Operation,
  platformProblems,
  Text,
  Time,
  Uuid,
} from '#libs/platform/http';
import { CouponService, type CouponWindow } from '../coupon.service.js';
import { validityOf } from '../grant.rules.js';
import { OfferService } from '../offer.service.js';
import { OfferSnapshot } from '../offer-snapshot.js';
import { type BasketInput, BasketOutOfRange, type OfferUsage } from '../pricing/basket.types.js';
import type { Breakdown } from '../pricing/breakdown.types.js';
import type { Coupon, Offer } from '../pricing/offer.types.js';
import { priceBasket } from '../pricing/price-basket.rules.js';
import { promotionProblems } from '../promotion.errors.js';
import { BreakdownDto, breakdownDto } from './breakdown.dto.js';
import { CouponTermsDto } from './coupon.dto.js';
import { validCoupon } from './coupons-admin.controller.js';
import { momentOf, OfferTermsDto, windowOf } from './offer.dto.js';
import { validTerms, validWindow } from './offers-admin.controller.js';

const LINES_MAX = 500;

class TrialLineDto {
  @Uuid()
  variantId!: string;

  @Uuid()
  merchantId!: string;

  @ListOf('uuid', { optional: true, max: 50, description: 'With their ancestors' })
  categoryIds?: string[];

  @Integer({ min: 1, max: 1_000_000, example: 2 })
  quantity!: number;

  @Money({ example: 9900, description: 'The list price of a unit' })
  price!: number;

  @Money({ optional: true, example: 9500, description: "The catalog's price of a unit for the member's tier" })
  memberPrice?: number;
}

class TrialMemberDto {
  @Text({ max: 40, example: 'gold' })
  tier!: string;

  @Integer({ min: 0, max: 10_000, example: 500, description: "The tier's standing discount" })
  discountBps!: number;
}

class DryRunDto {
  @Time({ optional: true, description: 'Absent: now' })
  at?: string;

  @ListOf(() => TrialLineDto, { min: 1, max: LINES_MAX })
  lines!: TrialLineDto[];

  @Nested(() => TrialMemberDto, { optional: true })
  member?: TrialMemberDto;

  @Uuid({ optional: true, description: 'An offer that exists, in whatever state' })
  offerId?: string;

  @Nested(() => OfferTermsDto, { optional: true, description: 'An offer that does not exist yet' })
  offer?: OfferTermsDto;

  @Uuid({ optional: true, description: 'A coupon that exists, as if the customer had one' })
  couponId?: string;

  @Nested(() => CouponTermsDto, { optional: true, description: 'A coupon that does not exist yet' })
  coupon?: CouponTermsDto;

  @Flag({ default: true, description: 'Beside the offers of the shop; false: alone' })
  withOthers: boolean = true;
}

@ApiTags('promotion administration')
@Access('operator', 'admin')
@Controller('v1/admin/offer-dry-runs')
export class DryRunController {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferService,
    private readonly snapshot: OfferSnapshot,
    private readonly coupons: CouponService,
    private readonly config: CartwrightConfig,
  ) {}

  @Post()
  @Operation({
    id: 'dryRunOffer',
    summary: 'Price a basket at a time under an offer or coupon; nothing is kept',
    description:
      'Lines are keyed by their place, from 0. The other offers are those of that time. Of a quota counts what is left now; at a time that is over, all of it. Points and shipping are left out.',
    answer: { status: 200, type: BreakdownDto },
    problems: ['OFFER_INVALID', 'COUPON_INVALID', 'BASKET_TOO_LARGE', 'NOT_FOUND'],
  })
  async dryRun(@Body() body: DryRunDto): Promise<BreakdownDto> {
    const present = await this.database.now();
    const now = body.at === undefined ? present : new Date(body.at);
    const isOver = now < present;
    const offers = [...(await this.tried(body))];
    if (body.withOthers) {
      const known = new Set(offers.map(({ offerId }) => offerId));
      const others = isOver ? await this.offers.liveAt(now) : await this.presentOffers();
      offers.push(...others.filter(({ offerId }) => !known.has(offerId)));
    }
    const coupons = await this.triedCoupons(body, now);
    const usage = isOver ? new Map<string, OfferUsage>() : await this.offers.quotasLeft(offers);
    const basket = { offers, usage, coupons, now, settings: { flashExcess: this.config.flashOverLimit } };
    return breakdownDto(priced(body, basket), this.config.storeCurrency);
  }

  private async presentOffers(): Promise<readonly Offer[]> {
    await this.snapshot.refresh();
    return this.snapshot.offers;
  }

  private async triedCoupons({ couponId, coupon }: DryRunDto, now: Date): Promise<readonly Coupon[]> {
    const tried: Coupon[] = [];
    if (couponId !== undefined) {
      const found = await this.coupons.find(couponId);
      if (found === undefined) throw platformProblems.NOT_FOUND('there is no such coupon');
      const barred = found.stoppedAt !== null && found.stoppedAt <= now ? 'STOPPED' : null;
      tried.push({ ...found, grantId: null, ...heldValidity(found, now), barred });
    }
    if (coupon !== undefined) {
      const { name, minSpend: minSpendMinor, validDays = null } = coupon;
      const window = { startsAt: new Date(coupon.startsAt), endsAt: momentOf(coupon.endsAt), validDays };
      const terms = { ...validCoupon(coupon, ANY_TIME), name, minSpendMinor };
      tried.push({ ...terms, couponId: uuid7(), grantId: null, ...heldValidity(window, now), barred: null });
    }
    return tried;
  }

  private async tried({ offerId, offer }: DryRunDto): Promise<readonly Offer[]> {
    const tried: Offer[] = [];
    if (offerId !== undefined) {
      const found = await this.offers.find(offerId);
      if (found === undefined) throw platformProblems.NOT_FOUND('there is no such offer');
      tried.push(found);
    }
    if (offer !== undefined) {
      const terms = { ...validTerms(offer), ...validWindow(windowOf(offer), ANY_TIME) };
      tried.push({ ...terms, offerId: uuid7(), stoppedAt: null });
    }
    return tried;
  }
}

/** What is tried may be over at the time it is tried at: then it says so. */
const ANY_TIME = new Date(0);

/** As if the customer had claimed it at that time, or would when it begins. */
function heldValidity(coupon: CouponWindow, now: Date): Pick<Coupon, 'validFrom' | 'validUntil'> {
  return validityOf(coupon, now < coupon.startsAt ? coupon.startsAt : now);
}

/** @throws Problem 422 BASKET_TOO_LARGE */
function priced(
  { lines, member }: DryRunDto,
  basket: Pick<BasketInput, 'offers' | 'usage' | 'coupons' | 'now' | 'settings'>,
): Breakdown {
  try {
    return priceBasket({
      lines: lines.map(({ variantId, merchantId, categoryIds = [], quantity, price, memberPrice }, index) => ({
        ...{ variantId, merchantId, categoryIds, quantity, priceMinor: price },
        ...(memberPrice !== undefined && member !== undefined && { memberPrices: { [member.tier]: memberPrice } }),
        lineKey: String(index),
        weightGrams: 0,
      })),
      ...basket,
      useCouponIds: basket.coupons!.map(({ couponId }) => couponId),
      ...(member !== undefined && { member }),
    });
  } catch (error) {
    if (error instanceof BasketOutOfRange) throw promotionProblems.BASKET_TOO_LARGE(error.message);
    throw error;
  }
}
