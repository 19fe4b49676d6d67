/** What wallets look like over HTTP, to their owners and to operators. */

import {
  encodeCursor,
  Flag,
  Integer,
  Money,
  Nested,
  OneOf,
  pageOf,
  PageQuery,
  Text,
  Time,
  Uuid,
  validationFailed,
  type Page,
} from '#libs/platform/http';
import type { EntryRow, LotView } from '../db/reading.statements.js';
import type { AssetSummary, EntryFilter, EntrySlice } from '../wallet.reader.js';
import type { Asset, LotSource } from '../wallet.types.js';

const ASSETS = ['credit', 'points'];
const SOURCES: readonly LotSource[] = [
  'opening',
  'manual',
  'promotion',
  'purchase',
  'referral',
  'review',
  'gift',
  'conversion',
  'refund',
];

class AssetBalanceDto {
  @Integer({ description: 'What the ledger says', example: 10000 }) balance!: number;
  @Integer({ min: 0, description: 'Set aside for orders that are not paid yet', example: 0 }) held!: number;
  @Integer({ min: 0, description: 'What can be spent now', example: 10000 }) available!: number;
  @Integer({ min: 0, description: 'Earned and not yet in the balance', example: 0 }) maturing!: number;
  @Integer({ min: 0, description: 'What of it expires within days unless it is spent', example: 0 })
  expiringSoon!: number;
}

/** A wallet as its owner sees it. */
export class WalletDto {
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Nested(() => AssetBalanceDto, { description: 'In minor units: one unit of credit is worth one minor unit' })
  credit!: AssetBalanceDto;
  @Nested(() => AssetBalanceDto, { description: 'In whole points' }) points!: AssetBalanceDto;
  @Flag({ description: 'While it is true nothing can be spent, gifted, claimed, converted or withdrawn' })
  frozen!: boolean;
  @Time({ nullable: true, description: 'Since when it is frozen; null when it is not' }) frozenSince!: string | null;
}

class FrozenAssetDto extends AssetBalanceDto {
  @Text({ nullable: true, max: 500, description: 'Why nothing can be spent; null when it can', example: null })
  frozenReason!: string | null;
}

/** A wallet as operators see it. */
export class AdminWalletDto {
  @Uuid() customerId!: string;
  @Text({ min: 3, max: 3, example: 'USD' }) currency!: string;
  @Nested(() => FrozenAssetDto) credit!: FrozenAssetDto;
  @Nested(() => FrozenAssetDto) points!: FrozenAssetDto;
}

export class WalletEntryDto {
  @Integer({ min: 1, description: 'Numbers the entries of an account without gaps', example: 1 }) seq!: number;
  @Uuid({ description: 'The transfer it is a side of' }) transferId!: string;
  @Text({ max: 60, example: 'order_payment' }) kind!: string;
  @Integer({ description: 'Signed: what came in or went out', example: -1000 }) amount!: number;
  @Integer({ description: 'The balance after it', example: 9000 }) balanceAfter!: number;
  @Uuid({ nullable: true }) orderId!: string | null;
  @Uuid({ description: 'The business event behind it' }) reference!: string;
  @Text({ nullable: true, max: 500 }) reason!: string | null;
  @Time() madeAt!: string;
}

class WalletRowDto {
  @Uuid() ownerId!: string;
  @OneOf(ASSETS) asset!: Asset;
  @Text({ max: 60, description: '`customer`, or the part that an account of the house plays', example: 'customer' })
  role!: string;
  @Integer({ example: 10000 }) balance!: number;
  @Integer({ min: 0, example: 0 }) held!: number;
  @Integer({ min: 0, description: 'How many entries it has', example: 1 }) entries!: number;
  @Text({ nullable: true, max: 500, example: null }) frozenReason!: string | null;
}

export class LotDto {
  @Uuid() id!: string;
  @OneOf(ASSETS) asset!: Asset;
  @OneOf(SOURCES, { description: 'Where it came from' }) source!: LotSource;
  @Integer({ min: 1, example: 10000 }) granted!: number;
  @Integer({ min: 0, description: 'What is left of it, held or not', example: 10000 }) remaining!: number;
  @Integer({ min: 0, example: 0 }) held!: number;
  @Time({ nullable: true, description: 'null: it never expires' }) expiresAt!: string | null;
  @Time() grantedAt!: string;
}

export class ExpiringDto {
  @Uuid({ description: 'The lot' }) id!: string;
  @OneOf(ASSETS) asset!: Asset;
  @OneOf(SOURCES) source!: LotSource;
  @Money({ description: 'What is left of it, held or not' }) amount!: number;
  @Integer({ min: 0, description: 'What of it is held: that outlives the expiry', example: 0 }) held!: number;
  @Time() expiresAt!: string;
}

export class HoldDto {
  @Uuid({ description: 'What it is held for: an order, a gift, a withdrawal' }) reference!: string;
  @OneOf(ASSETS) asset!: Asset;
  @Money() amount!: number;
  @Time() heldAt!: string;
}

/** Filters of entries. */
export class EntriesQuery extends PageQuery {
  @OneOf(ASSETS, { default: 'credit' }) asset: Asset = 'credit';
  @Text({ optional: true, max: 60, pattern: /^[a-z][a-z0-9_]*$/, example: 'order_payment' }) kind?: string;
  @Uuid({ optional: true }) orderId?: string;
  @Time({ optional: true, description: 'From this moment on' }) from?: string;
  @Time({ optional: true, description: 'Up to before this moment' }) to?: string;
}

/** What a statement is of. */
export class StatementQuery {
  @OneOf(ASSETS, { default: 'credit' }) asset: Asset = 'credit';
  @Time({ optional: true, description: 'From this moment on' }) from?: string;
  @Time({ optional: true, description: 'Up to before this moment' }) to?: string;
}

/** Filters of wallets. */
export class WalletsQuery extends PageQuery {
  @OneOf(ASSETS, { optional: true }) asset?: Asset;
  @Text({ optional: true, max: 60, pattern: /^[a-z][a-z0-9_]*$/, example: 'customer' }) role?: string;
  @Money({ optional: true, description: 'A balance of at least so much' }) balanceMin?: number;
  @Flag({ optional: true, description: 'Only wallets of which something is held, or nothing' }) held?: boolean;
  @Flag({ optional: true, description: 'Only frozen wallets, or none of them' }) frozen?: boolean;
}

export class WalletCustomerParams {
  @Uuid() customerId!: string;
}

export const EntryPage = pageOf(WalletEntryDto);
export const WalletPage = pageOf(WalletRowDto);
export const LotPage = pageOf(LotDto);
export const ExpiringPage = pageOf(ExpiringDto);
export const HoldPage = pageOf(HoldDto);
export type WalletPageItem = WalletRowDto;

/** A balance as its owner sees it. */
export function balanceDto({ balance, held, available, maturing, expiringSoon }: AssetSummary): AssetBalanceDto {
  return { balance, held, available, maturing, expiringSoon };
}

/** The filter that a query asks for. @throws Problem 400 VALIDATION_FAILED when the time runs backwards */
export function entryFilter(query: Omit<EntryFilter, 'from' | 'to'> & { from?: string; to?: string }): EntryFilter {
  const { asset, kind, orderId } = query;
  const [from, to] = [query.from, query.to].map((time) => (time === undefined ? undefined : new Date(time)));
  if (from !== undefined && to !== undefined && from > to)
    throw validationFailed([{ path: 'query.to', message: 'must not be before `from`', code: 'out_of_range' }]);
  return { asset, kind, orderId, from, to };
}

/** A slice of entries as a page: it may be short, or empty, and still go on. */
export function entryPage({ entries, before }: EntrySlice): Page<WalletEntryDto> {
  return { items: entries.map(entryDto), nextCursor: before === undefined ? null : encodeCursor([before]) };
}

export function lotDto(lot: LotView): LotDto {
  return { ...lot, expiresAt: lot.expiresAt?.toISOString() ?? null, grantedAt: lot.grantedAt.toISOString() };
}

function entryDto(entry: EntryRow): WalletEntryDto {
  return { ...entry, madeAt: entry.madeAt.toISOString() };
}
