/** What a listed product `p` and its variants `v` must fulfil, as SQL: text from outside is only ever a parameter. */
import type { ProductFilter } from '../browse.types.js';
import { lexemesOfFilter } from '../listing.rules.js';
import type { SearchTerm } from '../search.rules.js';

/** A query that is put together anew each time. */
export interface SqlQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Writes a value down as a query's next parameter, and answers what stands for it in the text. */
export type Param = (value: unknown, type: string) => string;

export function parameters(): { readonly values: readonly unknown[]; readonly param: Param } {
  const values: unknown[] = [];
  return { values, param: (value, type) => `$${values.push(value)}::${type}` };
}

/** That its merchant may sell now. */
export function sellerConditions(
  { suspendedMerchantIds }: { readonly suspendedMerchantIds: readonly string[] },
  param: Param,
): string[] {
  return suspendedMerchantIds.length === 0 ? [] : [`p.merchant_id <> ALL (${param(suspendedMerchantIds, 'uuid[]')})`];
}

/** What a filter says of the product, by its columns. */
export function filterConditions(filter: ProductFilter, param: Param): string[] {
  const conditions: string[] = [];
  if (filter.categoryId !== undefined) conditions.push(`p.category_ids @> ARRAY[${param(filter.categoryId, 'uuid')}]`);
  if (filter.categoryIds !== undefined) conditions.push(`p.category_ids && ${param(filter.categoryIds, 'uuid[]')}`);
  if (filter.merchantIds !== undefined) conditions.push(`p.merchant_id = ANY (${param(filter.merchantIds, 'uuid[]')})`);
  if (filter.merchantId !== undefined) conditions.push(`p.merchant_id = ${param(filter.merchantId, 'uuid')}`);
  return conditions;
}

/**
 * What terms and filter say of the product, by the search index alone: columns beside it would have PostgreSQL read a second index for
 * what the first has told. Prices and attributes remain to be asked of the variants ({@link variantConditions}).
 */
export function searchConditions(
  { filter, terms }: { readonly filter: ProductFilter; readonly terms: readonly SearchTerm[] },
  param: Param,
): string[] {
  const stemmed = (stem: string): string => `plainto_tsquery('english', ${param(stem, 'text')})`;
  const wanted = terms.map(({ lexemes, stem }) => {
    const all = param(lexemes.map(quoted).join(' & '), 'tsquery');
    return stem === null ? all : `(${all} || ${stemmed(stem)})`;
  });
  for (const lexemes of lexemesOfFilter(filter)) wanted.push(param(lexemes.map(quoted).join(' | '), 'tsquery'));
  const conditions = [`p.search_terms @@ (${wanted.join(' && ')})`];
  for (const { like, stem, isExact } of terms) {
    if (isExact) continue;
    const alike = `p.search_text LIKE ${param(like, 'text')}`;
    conditions.push(stem === null ? alike : `(${alike} OR p.search_terms @@ ${stemmed(stem)})`);
  }
  return conditions;
}

/** What a variant must fulfil to stand for its product in the list; at least that it is on the shelf. */
export function variantConditions(filter: ProductFilter, param: Param): string[] {
  const conditions = [`v.product_id = p.id AND v.shelf = 'on'`];
  if (filter.priceFromMinor !== undefined)
    conditions.push(`v.price_minor >= ${param(filter.priceFromMinor, 'bigint')}`);
  if (filter.priceToMinor !== undefined) conditions.push(`v.price_minor <= ${param(filter.priceToMinor, 'bigint')}`);
  if (filter.attributes !== undefined)
    conditions.push(`v.attributes @> ${param(JSON.stringify(filter.attributes), 'jsonb')}`);
  return conditions;
}

/** A lexeme as text of a query: what stands in quotes is taken as it is. */
function quoted(lexeme: string): string {
  return `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
}
