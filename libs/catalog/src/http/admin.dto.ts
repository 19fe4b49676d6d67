/** What those who keep the catalog send and see over HTTP. */
import { Integer, ListOf, Money, Nested, OneOf, pageOf, PageQuery, Time, Uuid } from '#libs/platform/http';
import {
  SHELVES,
  type PriceChange,
  type Product,
  type ProductKind,
  type Shelf,
  type TakesStockAt,
  type Variant,
} from '../catalog.types.js';
import { VARIANTS_PER_PRODUCT_MAX } from '../product.rules.js';
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
  OnOrOff,
  PictureDto,
  PictureUrl,
  PurchaseLimitDto,
  Sku,
  StockMoment,
  Title,
  Version,
  Weight,
} from './shared.dto.js';
import { pictureUrl } from '../sellable.rules.js';

const optional = { optional: true } as const;
export class EditVariantDto {
  @Attributes(optional)
  attributes?: Record<string, string>;

  @Money({ ...optional, description: 'A change is kept in the price history' })
  priceMinor?: number;

  @MemberPrices(optional)
  memberPrices?: TierPriceDto[];

  @Nested(() => PictureDto, optional)
  picture?: PictureDto;

  @Weight(optional)
  weightGrams?: number;

  @OnOrOff(optional)
  shelf?: Shelf;

  @StockMoment(optional)
  takesStockAt?: TakesStockAt;

  @Limit(optional)
  purchaseLimit?: PurchaseLimitDto | null;
}

export class NewVariantDto {
  @Sku()
  sku!: string;

  @Attributes(optional)
  attributes?: Record<string, string>;

  @Money()
  priceMinor!: number;

  @MemberPrices(optional)
  memberPrices?: TierPriceDto[];

  @Nested(() => PictureDto, optional)
  picture?: PictureDto;

  @Weight(optional)
  weightGrams?: number;

  @OnOrOff(optional)
  shelf?: Shelf;

  @StockMoment(optional)
  takesStockAt?: TakesStockAt;

  @Limit(optional)
  purchaseLimit?: PurchaseLimitDto | null;
}

export class EditProductDto {
  @Title(optional)
  title?: string;

  @Description(optional)
  description?: string;

  @OnOrOff(optional)
  shelf?: Shelf;

  @Time({ ...optional, nullable: true, description: 'On the shelf from then on; null for at once' })
  onShelfAt?: string | null;

  @Nested(() => PictureDto, optional)
  picture?: PictureDto;

  @MessageFields(optional)
  messageFields?: MessageFieldDto[];

  @CategoryIds(optional)
  categoryIds?: string[];
}

export class NewProductDto extends EditProductDto {
  @Uuid({ ...optional, description: "Operators: whose product it is. A merchant account's own goes without saying" })
  merchantId?: string;

  @Kind(optional)
  kind?: ProductKind;

  @Title()
  override title!: string;

  @ListOf(() => NewVariantDto, { min: 1, max: VARIANTS_PER_PRODUCT_MAX })
  variants!: NewVariantDto[];
}

export class VariantDto {
  @Uuid()
  id!: string;

  @Uuid()
  productId!: string;

  @Sku()
  sku!: string;

  @Integer({ min: 0 })
  position!: number;

  @Attributes()
  attributes!: Record<string, string>;

  @Money()
  priceMinor!: number;

  @MemberPrices()
  memberPrices!: TierPriceDto[];

  @PictureUrl()
  pictureUrl!: string | null;

  @Weight()
  weightGrams!: number;

  @OnOrOff()
  shelf!: Shelf;

  @StockMoment()
  takesStockAt!: TakesStockAt;

  @Limit()
  purchaseLimit!: PurchaseLimitDto | null;

  @Version()
  version!: number;
}

/** A variant on its own, with the currency of its prices. */
export class VariantWithCurrencyDto extends VariantDto {
  @Currency()
  currency!: string;
}

export class ProductDto {
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

  @OnOrOff()
  shelf!: Shelf;

  @Time({ nullable: true })
  onShelfAt!: string | null;

  @PictureUrl()
  pictureUrl!: string | null;

  @MessageFields()
  messageFields!: MessageFieldDto[];

  @CategoryIds()
  categoryIds!: string[];

  @Time()
  createdAt!: string;

  @Time()
  updatedAt!: string;

  @Currency()
  currency!: string;

  @Version()
  version!: number;

  @ListOf(() => VariantDto, { max: VARIANTS_PER_PRODUCT_MAX })
  variants!: VariantDto[];
}

export const ProductDtoPage = pageOf(ProductDto);

export class ProductAdminQuery extends PageQuery {
  @Uuid(optional)
  merchantId?: string;

  @OneOf(SHELVES, optional)
  shelf?: Shelf;
}

export class PriceChangeDto {
  @Money({ nullable: true, description: 'null for the first price' })
  oldMinor!: number | null;

  @Money()
  newMinor!: number;

  @Time()
  changedAt!: string;

  @Uuid({ nullable: true, description: 'The account; null for an import' })
  changedBy!: string | null;
}

export class PriceChangeListDto extends pageOf(PriceChangeDto) {
  @Currency()
  currency!: string;
}

export function productDto(product: Product, currency: string): ProductDto {
  const { productId, pictureId, onShelfAt, messageFields, categoryIds, createdAt, updatedAt, variants, ...rest } =
    product;
  return {
    id: productId,
    ...rest,
    onShelfAt: onShelfAt?.toISOString() ?? null,
    pictureUrl: pictureUrl(pictureId),
    messageFields: messageFieldDtos(messageFields),
    categoryIds: [...categoryIds],
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    currency,
    variants: variants.map(variantDto),
  };
}

export function variantDto({ variantId, pictureId, memberPricesMinor, attributes, ...variant }: Variant): VariantDto {
  return {
    id: variantId,
    ...variant,
    attributes: { ...attributes },
    memberPrices: memberPriceDtos(memberPricesMinor),
    pictureUrl: pictureUrl(pictureId),
  };
}

export function priceChangeDto({ oldMinor, newMinor, changedAt, changedBy }: PriceChange): PriceChangeDto {
  return { oldMinor, newMinor, changedAt: changedAt.toISOString(), changedBy };
}
