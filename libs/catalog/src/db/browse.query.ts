/**
 * The query behind the product list, put together from a fixed set of conditions: text from outside is only ever a parameter.
 * Which indexes serve it: newest, price and sales each have one in their order; categories, words and trigrams are GIN.
 */
import type { ProductFilter, ProductKey, ProductSort } from '../browse.types.js';
import type { SearchTerm } from '../search.rules.js';

/** A candidate of the list: which product, and what changes without the catalog's version. */
export interface CandidateRow {
  readonly id: string;
  readonly salesCount: number;
  /** Milliseconds since the epoch, minor units or units sold. */
  readonly sortValue: number;
  /** Its variants on the shelf that fit the filter; null where the filter speaks of no variant: all of them. */
  readonly variantIds: string[] | null;
  /** When this was read, in milliseconds since the epoch: twenty dates are dearer to parse than twenty numbers. */
  readonly readAtMs: number;
}

/** What is asked of the list, with everything from outside already checked. */
export interface BrowseRequest {
  readonly filter: ProductFilter;
  readonly terms: readonly SearchTerm[];
  readonly sort: ProductSort;
  readonly after: ProductKey | undefined;
  readonly suspendedMerchantIds: readonly string[];
  /** What a test has moved the clock by. */
  readonly clockOffsetMs: number;
  readonly limit: number;
}

const SORTS: Readonly<Record<ProductSort, { column: string; direction: 'ASC' | 'DESC'; type: string }>> = {
  newest: { column: 'p.created_at', direction: 'DESC', type: 'timestamptz' },
  price_asc: { column: 'p.price_from_minor', direction: 'ASC', type: 'bigint' },
  price_desc: { column: 'p.price_from_minor', direction: 'DESC', type: 'bigint' },
  sales: { column: 's.sales_count', direction: 'DESC', type: 'bigint' },
};

/** The text and values of the list's query. The text depends on which conditions there are, never on what they say. */
export function browseQuery(request: BrowseRequest): { text: string; values: readonly unknown[] } {
  const values: unknown[] = [];
  const param = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const sort = SORTS[request.sort];
  const idColumn = request.sort === 'sales' ? 's.product_id' : 'p.id';
  const now = `statement_timestamp() + ${param(request.clockOffsetMs, 'float8')} * interval '1 millisecond'`;
  const fits = variantConditions(request.filter, param);
  const conditions = [
    `p.shelf = 'on'`,
    `(p.on_shelf_at IS NULL OR p.on_shelf_at <= ${now})`,
    `p.price_from_minor IS NOT NULL`,
    ...productConditions(request, param),
  ];
  if (fits.length > 1) conditions.push(`EXISTS (SELECT FROM catalog.variant v WHERE ${fits.join(' AND ')})`);
  if (request.after !== undefined) {
    const { value, productId } = request.after;
    const bound = request.sort === 'newest' ? new Date(value) : value;
    const comparison = sort.direction === 'ASC' ? '>' : '<';
    conditions.push(
      `(${sort.column}, ${idColumn}) ${comparison} (${param(bound, sort.type)}, ${param(productId, 'uuid')})`,
    );
  }
  const candidates = `
      SELECT p.id, s.sales_count, ${sort.column} AS sort_value
      FROM catalog.product p JOIN catalog.product_sales s ON s.product_id = p.id
      WHERE ${conditions.join('\n        AND ')}
      ORDER BY ${sort.column} ${sort.direction}, ${idColumn} ${sort.direction}
      LIMIT ${steppedLimit(request.limit)}`;
  // Variants are looked at once the page is known: for as many products as it has, however many were found.
  const variantIds =
    fits.length === 1
      ? 'NULL::uuid[]'
      : `ARRAY(SELECT v.id FROM catalog.variant v WHERE ${fits.join(' AND ')} ORDER BY v.position)`;
  const text = `
    SELECT p.id, p.sales_count AS "salesCount", ${request.sort === 'newest' ? millisecondsOf('p.sort_value') : 'p.sort_value'} AS "sortValue",
      ${variantIds} AS "variantIds", ${millisecondsOf(now)} AS "readAtMs"
    FROM (${candidates}) AS p
    ORDER BY p.sort_value ${sort.direction}, p.id ${sort.direction}`;
  return { text, values };
}

/**
 * A few limits, written into the text: with a limit it does not know PostgreSQL takes a prepared plan for dear and plans anew each
 * time. The caller leaves off what is too many.
 */
const LIMIT_STEPS = [21, 51, 101, 200];

function steppedLimit(limit: number): number {
  return LIMIT_STEPS.find((step) => step >= limit) ?? Math.trunc(limit);
}

function millisecondsOf(moment: string): string {
  return `floor(extract(epoch FROM ${moment}) * 1000)::float8`;
}

type Param = (value: unknown, type: string) => string;

function productConditions({ filter, terms, suspendedMerchantIds }: BrowseRequest, param: Param): string[] {
  const conditions: string[] = [];
  if (filter.categoryId !== undefined) conditions.push(`p.category_ids @> ARRAY[${param(filter.categoryId, 'uuid')}]`);
  if (filter.merchantId !== undefined) conditions.push(`p.merchant_id = ${param(filter.merchantId, 'uuid')}`);
  if (suspendedMerchantIds.length > 0)
    conditions.push(`p.merchant_id <> ALL (${param(suspendedMerchantIds, 'uuid[]')})`);
  // The variant decides; the product's range spares looking at the variants of most.
  if (filter.priceFromMinor !== undefined)
    conditions.push(`p.price_to_minor >= ${param(filter.priceFromMinor, 'bigint')}`);
  if (filter.priceToMinor !== undefined)
    conditions.push(`p.price_from_minor <= ${param(filter.priceToMinor, 'bigint')}`);
  for (const { like, stem } of terms) {
    const found = [`p.search_text LIKE ${param(like, 'text')}`];
    if (stem !== null) found.push(`p.search_words @@ plainto_tsquery('english', ${param(stem, 'text')})`);
    conditions.push(`(${found.join(' OR ')})`);
  }
  return conditions;
}

/** What a variant must fulfil to stand for its product in the list; at least that it is on the shelf. */
function variantConditions(filter: ProductFilter, param: Param): string[] {
  const conditions = [`v.product_id = p.id AND v.shelf = 'on'`];
  if (filter.priceFromMinor !== undefined)
    conditions.push(`v.price_minor >= ${param(filter.priceFromMinor, 'bigint')}`);
  if (filter.priceToMinor !== undefined) conditions.push(`v.price_minor <= ${param(filter.priceToMinor, 'bigint')}`);
  if (filter.attributes !== undefined)
    conditions.push(`v.attributes @> ${param(JSON.stringify(filter.attributes), 'jsonb')}`);
  return conditions;
}
