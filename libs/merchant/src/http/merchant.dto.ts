/** What merchants look like over HTTP. */
import { Integer, Money, Nested, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';
import {
  GOODS_TYPES,
  MERCHANT_STATES,
  WAREHOUSE_STATES,
  type GoodsType,
  type Merchant,
  type MerchantState,
  type MerchantTerms,
  type Warehouse,
  type WarehouseState,
} from '../merchant.types.js';

/** One line with something to see in it. */
const LINE = /^(?=.*\S)[^\p{Cc}]+$/u;
const NAME = { max: 120, pattern: LINE, example: 'Hillside Ceramics' };
const PHONE = {
  min: 3,
  max: 32,
  pattern: /^\+?[0-9][0-9 ()-]*$/,
  example: '+1 555 0100',
  description: 'Customer service',
};
const CODE = { max: 32, pattern: /^[A-Z0-9][A-Z0-9-]*$/, example: 'EAST-1', description: 'Unique within the merchant' };
const REWARD = { min: 0, max: 10_000, example: 500, description: 'Share of a sale given back, in basis points' };
const PRIORITY = { min: 1, max: 10_000, example: 100, description: 'Lower is served first' };

export class ShippingRuleDto {
  @Money({ description: 'Once an order', example: 500 })
  flatMinor!: number;

  @Money({ description: 'Per kilogram on top', example: 120 })
  perKgMinor!: number;

  @Money({ nullable: true, description: 'Goods of this amount or more ship free', example: 29_900 })
  freeFromMinor!: number | null;
}

export class ApplyAsMerchantDto {
  @Text(NAME)
  name!: string;

  @Text(PHONE)
  phone!: string;

  @OneOf(GOODS_TYPES)
  goodsType!: GoodsType;
}

export class EditMerchantDto {
  @Text({ ...NAME, optional: true })
  name?: string;

  @Text({ ...PHONE, optional: true })
  phone?: string;

  @OneOf(GOODS_TYPES, { optional: true, description: 'Operators only' })
  goodsType?: GoodsType;

  @Integer({ ...REWARD, optional: true, description: `${REWARD.description}; operators only` })
  rewardBps?: number;

  @Nested(() => ShippingRuleDto, { optional: true })
  shipping?: ShippingRuleDto;
}

export class ApproveMerchantDto {
  @Integer({ ...REWARD, optional: true })
  rewardBps?: number;
}

export class SuspendMerchantDto {
  @Text({ max: 500, pattern: LINE, example: 'Repeated late shipments' })
  reason!: string;
}

export class OpenWarehouseDto {
  @Text(CODE)
  code!: string;

  @Text({ ...NAME, example: 'East' })
  name!: string;

  @Integer({ ...PRIORITY, default: 100 })
  priority: number = 100;
}

export class EditWarehouseDto {
  @Text({ ...NAME, example: 'East', optional: true })
  name?: string;

  @Integer({ ...PRIORITY, optional: true })
  priority?: number;

  @OneOf(WAREHOUSE_STATES, { optional: true })
  state?: WarehouseState;
}

/** What anyone may know of a merchant. */
export class MerchantCardDto {
  @Uuid()
  id!: string;

  @Text(NAME)
  name!: string;

  @Text(PHONE)
  phone!: string;

  @OneOf(GOODS_TYPES)
  goodsType!: GoodsType;

  @Nested(() => ShippingRuleDto)
  shipping!: ShippingRuleDto;

  @Text({ max: 3, example: 'USD', description: 'Of the shipping rule, which is in its minor unit' })
  currency!: string;
}

export class MerchantDto extends MerchantCardDto {
  @Uuid({ nullable: true, description: 'The account that applied' })
  ownerId!: string | null;

  @OneOf(MERCHANT_STATES)
  state!: MerchantState;

  @Text({ max: 500, nullable: true, description: 'Why it is suspended', example: null })
  stateReason!: string | null;

  @Integer(REWARD)
  rewardBps!: number;

  @Time()
  createdAt!: string;

  @Time()
  updatedAt!: string;

  @Integer({ min: 1, description: 'Also the ETag; send it as If-Match' })
  version!: number;
}

export class WarehouseDto {
  @Uuid()
  id!: string;

  @Uuid()
  merchantId!: string;

  @Text(CODE)
  code!: string;

  @Text({ ...NAME, example: 'East' })
  name!: string;

  @Integer(PRIORITY)
  priority!: number;

  @OneOf(WAREHOUSE_STATES)
  state!: WarehouseState;

  @Integer({ min: 1, description: 'Also the ETag; send it as If-Match' })
  version!: number;
}

export const MerchantPage = pageOf(MerchantDto);

export class MerchantQuery extends PageQuery {
  @OneOf(MERCHANT_STATES, { optional: true })
  state?: MerchantState;
}

export function merchantCardDto(terms: MerchantTerms, currency: string): MerchantCardDto {
  const { merchantId: id, name, phone, goodsType, shipping } = terms;
  return { id, name, phone, goodsType, shipping, currency };
}

export function merchantDto(merchant: Merchant, currency: string): MerchantDto {
  const { ownerId, state, stateReason, rewardBps, createdAt, updatedAt, version } = merchant;
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
  return { ...merchantCardDto(merchant, currency), ownerId, state, stateReason, rewardBps, ...times, version };
}

export function warehouseDto({ warehouseId, ...warehouse }: Warehouse): WarehouseDto {
  return { id: warehouseId, ...warehouse };
}
