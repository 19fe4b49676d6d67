/** What shoppers see of the catalog over HTTP. */
import { HotDto, Flag, Integer, ListOf, Money, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';
import { CARD_OFFERS_MAX } from '../card-price.rules.js';
import { PRODUCT_SORTS, type ProductPage, type ProductSort, type VariantOffer } from '../browse.types.js';
import type { Category, ProductKind, TakesStockAt } from '../catalog.types.js';
import { ATTRIBUTES_MAX } from '../product.rules.js';
import { QUERY_LENGTH_MAX } from '../search.rules.js';
import { shownBadge } from './product-list.bytes.js';
import {
  Attributes,
  CategoryIds,
  Currency,
  Description,
  Kind,
  Limit,
  memberPriceDtos,
  TierPriceDto,
  MemberPrices,
  messageFieldDtos,
  MessageFieldDto,
  MessageFields,
  PictureUrl,
  PurchaseLimitDto,
  Sku,
  StockMoment,
  Title,
  Version,
  Weight,
} from './shared.dto.js';

@HotDto()
export class ProductQuery extends PageQuery {
  @Text({
    max: QUERY_LENGTH_MAX,
    optional: true,
    example: 'mug',
    description: 'Full text, English or Chinese: every word must be found',
  })
  q?: string;

  @Uuid({ optional: true, description: 'This category or any below it' })
  categoryId?: string;

  @Uuid({ optional: true })
  merchantId?: string;

  @Money({ optional: true, description: 'Some variant costs at least this' })
  priceFromMinor?: number;

  @Money({ optional: true, description: 'Some variant costs at most this' })
  priceToMinor?: number;

  @ListOf('string', {
    optional: true,
    max: ATTRIBUTES_MAX,
    itemMax: 100,
    example: ['colour:red'],
    description: 'Repeat as `attribute=colour:red&attribute=size:M`: one variant has all of them',
  })
  attribute?: string[];

  @Flag({
    optional: true,
    description: 'true: only what can be had now. A page may then be short and still have a next one',
  })
  inStock?: boolean;

  @OneOf(PRODUCT_SORTS, { default: 'newest' })
  sort: ProductSort = 'newest';
}

/** An offer as it is shown beside goods. */
export class OfferBadgeDto {
  @Uuid()
  id!: string;

  @Text({ max: 40, example: 'flash_sale' })
  kind!: string;

  @Text({ max: 120, example: '50 off from 300' })
  name!: string;

  @OneOf(['running', 'upcoming'], { example: 'running' })
  state!: 'running' | 'upcoming';

  @Time()
  startsAt!: string;

  @Time({ nullable: true })
  endsAt!: string | null;
}

export class ProductCardDto {
  @Uuid()
  id!: string;

  @Uuid()
  merchantId!: string;

  @Kind()
  kind!: ProductKind;

  @Title()
  title!: string;

  @PictureUrl()
  pictureUrl!: string | null;

  @Money({ description: 'Of the cheapest variant' })
  priceFromMinor!: number;

  @Money({ description: 'Of the dearest variant' })
  priceToMinor!: number;

  @Money({ description: 'What the cheapest variant that fits the filter costs now, with the offers of now' })
  offerPriceMinor!: number;

  @MemberPrices()
  memberPrices!: TierPriceDto[];

  @ListOf('uuid', {
    max: CARD_OFFERS_MAX,
    description: 'Running and announced ones of the variants that fit, running first; the list describes them',
  })
  offerIds!: string[];

  @CategoryIds()
  categoryIds!: string[];

  @Integer({ min: 0 })
  salesCount!: number;

  @Flag({ description: 'Whether a variant that fits the filter can be had now' })
  inStock!: boolean;

  @Time()
  createdAt!: string;
}

export class ProductListDto extends pageOf(ProductCardDto) {
  @ListOf(() => OfferBadgeDto, { max: 1_000, description: 'The offers that the products name, each once' })
  offers!: OfferBadgeDto[];

  @Currency()
  currency!: string;
}

export class VariantOfferDto {
  @Uuid()
  id!: string;

  @Sku()
  sku!: string;

  @Attributes()
  attributes!: Record<string, string>;

  @Money()
  priceMinor!: number;

  @Money({ description: 'What one unit costs now, with the offers of now' })
  offerPriceMinor!: number;

  @Uuid({ nullable: true, description: 'The offer that makes this price' })
  offerId!: string | null;

  @MemberPrices()
  memberPrices!: TierPriceDto[];

  @PictureUrl()
  pictureUrl!: string | null;

  @Weight()
  weightGrams!: number;

  @StockMoment()
  takesStockAt!: TakesStockAt;

  @Limit()
  purchaseLimit!: PurchaseLimitDto | null;

  @Integer({ min: 0, nullable: true, description: 'Units to be had now; null for goods that no warehouse holds' })
  available!: number | null;
}

export class ProductPageDto {
  @Uuid()
  id!: string;

  @Uuid()
  merchantId!: string;

  @Kind()
  kind!: ProductKind;

  @Title()
  title!: string;

  @Description()
  description!: string;

  @PictureUrl()
  pictureUrl!: string | null;

  @Flag({ description: 'False while onShelfAt lies ahead: shown, not sold' })
  onShelf!: boolean;

  @Time({ nullable: true })
  onShelfAt!: string | null;

  @MessageFields()
  messageFields!: MessageFieldDto[];

  @CategoryIds()
  categoryIds!: string[];

  @Integer({ min: 0 })
  salesCount!: number;

  @Time()
  createdAt!: string;

  @Currency()
  currency!: string;

  @ListOf(() => OfferBadgeDto, { max: 100, description: 'Running and announced, of any variant' })
  offers!: OfferBadgeDto[];

  @ListOf(() => VariantOfferDto, { max: 200 })
  variants!: VariantOfferDto[];
}

export class CategoryDto {
  @Uuid()
  id!: string;

  @Uuid({ nullable: true })
  parentId!: string | null;

  @Text({ max: 60, example: 'kitchen' })
  slug!: string;

  @Text({ max: 80, example: 'Kitchen' })
  name!: string;

  @Text({ max: 400, example: 'home/kitchen' })
  path!: string;

  @Integer({ description: 'Among its siblings, lower first' })
  position!: number;

  @Version()
  version!: number;
}

export function productPageDto(page: ProductPage, currency: string): ProductPageDto {
  const { productId, onShelfAt, messageFields, categoryIds, createdAt, offers, variants, ...rest } = page;
  return {
    id: productId,
    ...rest,
    onShelfAt: onShelfAt?.toISOString() ?? null,
    messageFields: messageFieldDtos(messageFields),
    categoryIds: [...categoryIds],
    createdAt: createdAt.toISOString(),
    currency,
    offers: offers.map((badge) => shownBadge(badge).dto),
    variants: variants.map(variantOfferDto),
  };
}

function variantOfferDto({
  variantId,
  memberPricesMinor,
  attributes,
  purchaseLimit,
  ...offer
}: VariantOffer): VariantOfferDto {
  const memberPrices = memberPriceDtos(memberPricesMinor);
  return { id: variantId, ...offer, attributes: { ...attributes }, memberPrices, purchaseLimit };
}

export function categoryDto({ categoryId, ...category }: Category): CategoryDto {
  return { id: categoryId, ...category };
}
