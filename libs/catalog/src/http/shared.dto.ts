/** Parts that several of the catalog's DTOs have in common. */
import { Dictionary, Flag, Integer, ListOf, Money, Nested, OneOf, Text } from '#libs/platform/http';
import { PRODUCT_KINDS, SHELVES, TAKES_STOCK_AT, type MessageField } from '../catalog.types.js';
import { MESSAGE_FIELDS_MAX, MESSAGE_LENGTH_MAX } from '../message.rules.js';
import { PATTERN_LENGTH_MAX } from '../pattern.rules.js';
import { PICTURE_MOTIFS } from '../picture.rules.js';
import {
  ATTRIBUTES_MAX,
  CATEGORIES_PER_PRODUCT_MAX,
  DESCRIPTION_LENGTH_MAX,
  LIMIT_UNITS_MAX,
  LIMIT_WINDOW_DAYS_MAX,
  MEMBER_PRICES_MAX,
  TITLE_LENGTH_MAX,
  WEIGHT_GRAMS_MAX,
} from '../product.rules.js';

/** One line with something to see in it. */
export const LINE = /^(?=.*\S)[^\p{Cc}]+$/u;
/** As {@link LINE}, of several lines or none. */
const LINES = /^(?:[^\p{Cc}]|\n)*$/u;

interface Optional {
  readonly optional?: boolean;
}

export const Title = (more: Optional = {}) =>
  Text({ ...more, max: TITLE_LENGTH_MAX, pattern: LINE, example: 'Stoneware mug 陶瓷杯' });
export const Description = (more: Optional = {}) =>
  Text({ ...more, min: 0, max: DESCRIPTION_LENGTH_MAX, pattern: LINES, example: 'Holds 350 ml.' });
export const Sku = () => Text({ max: 64, pattern: /^\S+$/, example: 'MUG-RED' });
export const Kind = (more: Optional = {}) => OneOf(PRODUCT_KINDS, more);
export const OnOrOff = (more: Optional = {}) => OneOf(SHELVES, more);
export const StockMoment = (more: Optional = {}) =>
  OneOf(TAKES_STOCK_AT, { ...more, example: 'order', description: 'When stock is held for a buyer' });
export const Weight = (more: Optional = {}) => Integer({ ...more, min: 0, max: WEIGHT_GRAMS_MAX, example: 350 });
export const Attributes = (more: Optional = {}) =>
  Dictionary({ ...more, max: ATTRIBUTES_MAX, keyMax: 32, valueMax: 64, example: { colour: 'red', size: 'M' } });
export const CategoryIds = (more: Optional = {}) =>
  ListOf('uuid', { ...more, max: CATEGORIES_PER_PRODUCT_MAX, unique: true });
export const Version = () => Integer({ min: 1, description: 'Also the ETag; send it as If-Match' });
export const Currency = () =>
  Text({ max: 3, example: 'USD', description: 'Of all amounts, which are in its minor unit' });
export const PictureUrl = () =>
  Text({ nullable: true, example: '/v1/pictures/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b', description: 'An SVG' });
export const MemberPrices = (more: Optional = {}) => ListOf(() => TierPriceDto, { ...more, max: MEMBER_PRICES_MAX });
export const MessageFields = (more: Optional = {}) =>
  ListOf(() => MessageFieldDto, { ...more, max: MESSAGE_FIELDS_MAX });
export const Limit = (more: Optional = {}) => Nested(() => PurchaseLimitDto, { ...more, nullable: true });

export class TierPriceDto {
  @Text({ max: 32, pattern: /^[a-z][a-zA-Z0-9_-]*$/, example: 'gold' })
  tier!: string;

  @Money()
  priceMinor!: number;
}

export class PurchaseLimitDto {
  @Integer({ min: 1, max: LIMIT_UNITS_MAX, example: 2 })
  units!: number;

  @Integer({ min: 1, max: LIMIT_WINDOW_DAYS_MAX, example: 30 })
  windowDays!: number;
}

export class MessageFieldDto {
  @Text({ max: 32, pattern: /^[a-z][a-zA-Z0-9]*$/, example: 'engraving' })
  key!: string;

  @Text({ max: 80, pattern: LINE, example: 'Engraving' })
  label!: string;

  @Flag()
  required!: boolean;

  @Integer({ min: 1, max: MESSAGE_LENGTH_MAX, example: 20, description: 'In characters' })
  maxLength!: number;

  @Text({
    nullable: true,
    max: PATTERN_LENGTH_MAX,
    example: '[A-Za-z ]{1,20}',
    description:
      'The whole value must match. Characters, `.`, `[…]`, `\\d \\w \\s`, `\\p{L} \\p{Lu} \\p{Ll} \\p{N} \\p{Script=Han}`, each with `? * + {n,m}`; alternatives with `|`. No groups, no anchors.',
  })
  pattern!: string | null;
}

export class PictureDto {
  @OneOf(PICTURE_MOTIFS, { example: 'mug' })
  motif!: string;

  @Text({ max: 7, pattern: /^#[0-9a-f]{6}$/, example: '#c0392b' })
  colour!: string;
}

/** Member prices as a list, which says what its members are. */
export function memberPriceDtos(prices: Readonly<Record<string, number>>): TierPriceDto[] {
  return Object.entries(prices).map(([tier, priceMinor]) => ({ tier, priceMinor }));
}

/** The other way round; a tier given twice counts once, the last. */
export function memberPricesOf(list: readonly TierPriceDto[]): Record<string, number> {
  return Object.fromEntries(list.map(({ tier, priceMinor }) => [tier, priceMinor]));
}

export function messageFieldDtos(fields: readonly MessageField[]): MessageFieldDto[] {
  return fields.map((field) => ({ ...field }));
}
