/**
 * The queries behind the product list, put together from a fixed set of conditions: text from outside is only ever a parameter.
 * Which indexes serve them: newest, price and sales each have one in their order; categories, words and trigrams are GIN.
 *
 * A search has two ways. What is in every tenth product is found at once by walking along the sort's order and looking at each; what
 * is rare, by the GIN indexes, whose finds are then sorted. PostgreSQL would have to guess how frequent words are, and more so how
 * frequent together: its guess was wrong by a hundred times often enough to read the whole catalog for a page. So the walk is bounded:
 * if it does not fill the page, what is looked for is rare here, and the indexes gather all of it. Both give the same page.
 */
import type { Statement } from '#libs/platform';
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

interface Sorting {
  readonly column: string;
  readonly idColumn: string;
  readonly direction: 'ASC' | 'DESC';
  readonly type: string;
}

const SORTS: Readonly<Record<ProductSort, Sorting>> = {
  newest: { column: 'p.created_at', idColumn: 'p.id', direction: 'DESC', type: 'timestamptz' },
  price_asc: { column: 'p.price_from_minor', idColumn: 'p.id', direction: 'ASC', type: 'bigint' },
  price_desc: { column: 'p.price_from_minor', idColumn: 'p.id', direction: 'DESC', type: 'bigint' },
  sales: { column: 's.sales_count', idColumn: 's.product_id', direction: 'DESC', type: 'bigint' },
};

/** `ordered`: as PostgreSQL sees fit; `walk`: along the order for at most {@link WALK_PRODUCTS_MAX}; `gather`: by what is looked for. */
export type BrowseWay = 'ordered' | 'walk' | 'gather';

/** The most products that a walk looks at: a few milliseconds. What fills no page of so many is gathered as fast. */
export const WALK_PRODUCTS_MAX = 2_000;

/** The text and values of the list's query. The text depends on which conditions there are, never on what they say. */
export function browseQuery(request: BrowseRequest, way: BrowseWay): { text: string; values: readonly unknown[] } {
  const values: unknown[] = [];
  const param = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const { direction } = SORTS[request.sort];
  const now = `statement_timestamp() + ${param(request.clockOffsetMs, 'float8')} * interval '1 millisecond'`;
  const fits = variantConditions(request.filter, param);
  const conditions = [
    `p.shelf = 'on'`,
    `(p.on_shelf_at IS NULL OR p.on_shelf_at <= ${now})`,
    `p.price_from_minor IS NOT NULL`,
    ...productConditions(request, param),
  ];
  const someFits = `SELECT FROM catalog.variant v WHERE ${fits.join(' AND ')}`;
  // Of a search's finds each is asked by itself, last: as a join it would begin with all variants of the shop that fit.
  if (fits.length > 1)
    conditions.push(way === 'ordered' ? `EXISTS (${someFits})` : `(${someFits.replace('FROM', 'true FROM')} LIMIT 1)`);
  const candidates = CANDIDATES[way]({ request, conditions, bound: boundOf(request, param), param });
  // Variants are looked at once the page is known: for as many products as it has, however many were found.
  const variantIds =
    fits.length === 1
      ? 'NULL::uuid[]'
      : `ARRAY(SELECT v.id FROM catalog.variant v WHERE ${fits.join(' AND ')} ORDER BY v.position)`;
  const text = `
    SELECT p.id, s.sales_count AS "salesCount", ${request.sort === 'newest' ? millisecondsOf('p.sort_value') : 'p.sort_value'} AS "sortValue",
      ${variantIds} AS "variantIds", ${millisecondsOf(now)} AS "readAtMs"
    FROM (${candidates}) AS p JOIN catalog.product_sales s ON s.product_id = p.id
    ORDER BY p.sort_value ${direction}, p.id ${direction}`;
  return { text, values };
}

/**
 * Pages of the list without a filter, for many readers in one statement: $1 the sort values and $2 the ids after which they begin, $3
 * the merchants left out, $4 what a test has moved the clock by. One row a page, in their order.
 */
export function openListQuery(sort: ProductSort, limit: number): Statement<{ page: string | null; readAtMs: number }> {
  const { column, idColumn, direction, type } = SORTS[sort];
  const rows = steppedLimit(limit);
  const now = `statement_timestamp() + $4::float8 * interval '1 millisecond'`;
  const value = sort === 'newest' ? `floor(extract(epoch FROM p.sort_value) * 1000)::bigint` : 'p.sort_value';
  return {
    name: `catalog.open_list_${sort}_${rows}`,
    text: `
    SELECT (
      SELECT string_agg(p.id || ',' || s.sales_count || ',' || ${value}, ';' ORDER BY p.sort_value ${direction}, p.id ${direction})
      FROM (
        SELECT p.id, ${column} AS sort_value
        FROM ${sourceOf({ sort })}
        WHERE p.shelf = 'on' AND (p.on_shelf_at IS NULL OR p.on_shelf_at <= ${now}) AND p.price_from_minor IS NOT NULL
          AND p.merchant_id <> ALL ($3::uuid[])
          AND (${column}, ${idColumn}) ${direction === 'ASC' ? '>' : '<'} (k.value, k.product_id)
        ${orderOf({ sort })}
        LIMIT ${rows}) AS p JOIN catalog.product_sales s ON s.product_id = p.id) AS page,
      ${millisecondsOf(now)} AS "readAtMs"
    FROM unnest($1::${type}[], $2::uuid[]) WITH ORDINALITY AS k (value, product_id, place)
    ORDER BY k.place`,
  };
}

interface CandidatesParts {
  readonly request: BrowseRequest;
  readonly conditions: readonly string[];
  /** Where the page begins. */
  readonly bound: readonly string[];
  readonly param: Param;
}

const CANDIDATES: Readonly<Record<BrowseWay, (parts: CandidatesParts) => string>> = {
  ordered: ({ request, conditions, bound }) => `
      SELECT p.id, ${SORTS[request.sort].column} AS sort_value
      FROM ${sourceOf(request)}
      WHERE ${[...conditions, ...bound].join('\n        AND ')}
      ${orderOf(request)}
      LIMIT ${steppedLimit(request.limit)}`,
  walk: ({ request, conditions, bound, param }) => {
    const { column, direction } = SORTS[request.sort];
    const { merchantId } = request.filter;
    // A merchant's products have an index of their own in this order; what has no price would come first among the dearest.
    const own =
      request.sort === 'newest' && merchantId !== undefined ? [`p.merchant_id = ${param(merchantId, 'uuid')}`] : [];
    return `
      SELECT p.id, p.sort_value
      FROM (
        SELECT p.*, ${column} AS sort_value FROM ${sourceOf(request)}
        WHERE ${[`p.price_from_minor IS NOT NULL`, ...own, ...bound].join(' AND ')}
        ${orderOf(request)}
        LIMIT ${WALK_PRODUCTS_MAX}) AS p
      WHERE ${conditions.join('\n        AND ')}
      ORDER BY p.sort_value ${direction}, p.id ${direction}
      LIMIT ${steppedLimit(request.limit)}`;
  },
  gather: ({ request, conditions, bound }) => {
    const { column, direction } = SORTS[request.sort];
    return `
      WITH found AS MATERIALIZED (
        SELECT p.id, ${column} AS sort_value FROM ${sourceOf(request)}
        WHERE ${[...conditions, ...bound].join('\n        AND ')})
      SELECT id, sort_value FROM found
      ORDER BY sort_value ${direction}, id ${direction}
      LIMIT ${steppedLimit(request.limit)}`;
  },
};

/** The product's row, joined with its sales only where they give the order. */
function sourceOf({ sort }: Pick<BrowseRequest, 'sort'>): string {
  return sort === 'sales'
    ? 'catalog.product p JOIN catalog.product_sales s ON s.product_id = p.id'
    : 'catalog.product p';
}

function orderOf({ sort }: Pick<BrowseRequest, 'sort'>): string {
  const { column, idColumn, direction } = SORTS[sort];
  return `ORDER BY ${column} ${direction}, ${idColumn} ${direction}`;
}

function boundOf({ sort, after }: BrowseRequest, param: Param): readonly string[] {
  if (after === undefined) return [];
  const { column, idColumn, direction, type } = SORTS[sort];
  const value = param(sort === 'newest' ? new Date(after.value) : after.value, type);
  return [`(${column}, ${idColumn}) ${direction === 'ASC' ? '>' : '<'} (${value}, ${param(after.productId, 'uuid')})`];
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
  if (filter.categoryIds !== undefined) conditions.push(`p.category_ids && ${param(filter.categoryIds, 'uuid[]')}`);
  if (filter.merchantIds !== undefined) conditions.push(`p.merchant_id = ANY (${param(filter.merchantIds, 'uuid[]')})`);
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
