/**
 * The queries behind the product list, put together from a fixed set of conditions: text from outside is only ever a parameter.
 * Which indexes serve them: newest, price and sales each have one in their order; the search index (GIN) has words and filters.
 *
 * A search has two ways that give the same page. What is in every tenth product is found at once by walking along the sort's order and
 * looking at each; what is rare, by the search index, whose finds are then sorted. PostgreSQL's statistics tell which is less work
 * ({@link searchEstimate}), but not where in the order the finds lie: a walk is bounded, and what it misses is gathered.
 */
import type { Statement } from '#libs/platform';
import type { ProductFilter, ProductKey, ProductSort } from '../browse.types.js';
import type { SearchTerm } from '../search.rules.js';
import {
  filterConditions,
  parameters,
  searchConditions,
  sellerConditions,
  variantConditions,
  type Param,
  type SqlQuery,
} from './browse.conditions.js';

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

/** `ordered`: as PostgreSQL sees fit; `walk`: along the order for at most so many products; `gather`: all that is looked for, sorted. */
export type BrowseWay = 'ordered' | 'gather' | { readonly walk: number };

/** The text and values of the list's query. The text depends on which conditions there are, never on what they say. */
export function browseQuery(request: BrowseRequest, way: BrowseWay): SqlQuery {
  const { values, param } = parameters();
  const { direction } = SORTS[request.sort];
  const now = `statement_timestamp() + ${param(request.clockOffsetMs, 'float8')} * interval '1 millisecond'`;
  const fits = variantConditions(request.filter, param);
  const conditions = [
    `p.shelf = 'on'`,
    `(p.on_shelf_at IS NULL OR p.on_shelf_at <= ${now})`,
    `p.price_from_minor IS NOT NULL`,
    ...sellerConditions(request, param),
    ...(way === 'ordered' ? filterConditions(request.filter, param) : searchConditions(request, param)),
  ];
  // Each is asked by itself, last: as a join it would begin with all variants of the shop that fit.
  const hasVariant = `(SELECT true FROM catalog.variant v WHERE ${fits.join(' AND ')} LIMIT 1)`;
  const parts = {
    request,
    conditions,
    hasVariant: fits.length === 1 ? 'true' : hasVariant,
    bound: boundOf(request, param),
    param,
  };
  const candidates = way === 'ordered' ? inOrder(parts) : way === 'gather' ? gathered(parts) : walked(parts, way.walk);
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
 * Asks PostgreSQL's statistics, and no row, how many products have what is looked for, and how many there are.
 * {@link estimatedRows} reads its one row.
 */
export function searchEstimate(request: Pick<BrowseRequest, 'filter' | 'terms'>): SqlQuery {
  const { values, param } = parameters();
  const text = `
    EXPLAIN (FORMAT JSON) SELECT FROM catalog.product p WHERE ${searchConditions(request, param).join(' AND ')}
    UNION ALL SELECT FROM catalog.product`;
  return { text, values };
}

/** As PostgreSQL writes a plan down. */
export interface PlanRow {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly Plans: readonly { readonly 'Plan Rows': number }[] } }];
}

/** The numbers of products that a {@link searchEstimate} tells. */
export function estimatedRows({ 'QUERY PLAN': [{ Plan: plan }] }: PlanRow): { found: number; products: number } {
  const [found, products] = plan.Plans.map(({ 'Plan Rows': rows }) => rows);
  return { found: found!, products: products! };
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
  /** Whether a variant of `p` fits the filter: dear to ask, so asked last. */
  readonly hasVariant: string;
  /** Where the page begins. */
  readonly bound: readonly string[];
  readonly param: Param;
}

function inOrder({ request, conditions, hasVariant, bound }: CandidatesParts): string {
  return `
      SELECT p.id, ${SORTS[request.sort].column} AS sort_value
      FROM ${sourceOf(request)}
      WHERE ${[...conditions, hasVariant, ...bound].join('\n        AND ')}
      ${orderOf(request)}
      LIMIT ${steppedLimit(request.limit)}`;
}

function walked({ request, conditions, hasVariant, bound, param }: CandidatesParts, productsMax: number): string {
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
        LIMIT ${Math.trunc(productsMax)}) AS p
      WHERE ${[...conditions, hasVariant].join('\n        AND ')}
      ORDER BY p.sort_value ${direction}, p.id ${direction}
      LIMIT ${steppedLimit(request.limit)}`;
}

function gathered({ request, conditions, hasVariant, bound }: CandidatesParts): string {
  const { column, direction } = SORTS[request.sort];
  // Sorted before its variants are looked at: only as many as the page takes.
  return `
      WITH found AS MATERIALIZED (
        SELECT p.id, ${column} AS sort_value FROM ${sourceOf(request)}
        WHERE ${[...conditions, ...bound].join('\n        AND ')})
      SELECT p.id, p.sort_value
      FROM (SELECT id, sort_value FROM found ORDER BY sort_value ${direction}, id ${direction} OFFSET 0) AS p
      WHERE ${hasVariant}
      ORDER BY p.sort_value ${direction}, p.id ${direction}
      LIMIT ${steppedLimit(request.limit)}`;
}

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
