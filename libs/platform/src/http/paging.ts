/** Keyset paging: `?limit=&cursor=` in, `{ items, nextCursor }` out. A cursor is opaque to clients and checked on its return. */
import { Integer, ListOf, Text } from './fields.js';
import { isUuid } from '../id/uuid7.js';
import { isText } from './strict-text.js';
import { platformProblems } from './platform-problems.js';

export const PAGE_LIMIT_DEFAULT = 20;
export const PAGE_LIMIT_MAX = 100;
const CURSOR_LENGTH_MAX = 500;

/** The two query parameters of every list; extend it with filters. */
export class PageQuery {
  @Integer({
    min: 1,
    max: PAGE_LIMIT_MAX,
    optional: true,
    default: PAGE_LIMIT_DEFAULT,
    description: 'How many items at most',
  })
  limit: number = PAGE_LIMIT_DEFAULT;

  @Text({ max: CURSOR_LENGTH_MAX, optional: true, description: 'nextCursor of the page before' })
  cursor?: string;
}

/** What a list answers. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const pages = new WeakMap<object, new () => Page<unknown>>();

/** The DTO class of a page of `Item`, named `<Item>Page`; the same class for the same item. */
export function pageOf<Item extends object>(item: new (...args: never[]) => Item): new () => Page<Item> {
  const known = pages.get(item);
  if (known !== undefined) return known as new () => Page<Item>;
  class ItemPage {
    @ListOf(() => item, { max: PAGE_LIMIT_MAX, description: 'At most `limit` items' })
    items!: Item[];

    @Text({
      nullable: true,
      max: CURSOR_LENGTH_MAX,
      description: 'Pass as `cursor` for the next page; null at the end',
      example: 'WyIwMTlhIl0',
    })
    nextCursor!: string | null;
  }
  Object.defineProperty(ItemPage, 'name', { value: `${item.name.replace(/Dto$/, '')}Page` });
  pages.set(item, ItemPage);
  return ItemPage;
}

/** What a cursor may carry: the sort values of the last row shown. */
export type CursorValue = string | number | null;

/** Encodes the sort values of the last row shown. */
export function encodeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Decodes what {@link encodeCursor} made. The values come from outside: check each before use (`isUuid`, `Number.isSafeInteger`).
 * @param length how many values this list puts into its cursors. @throws Problem 400 INVALID_CURSOR
 */
export function decodeCursor(text: string, length?: number): CursorValue[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(values) || !values.every(isCursorValue)) throw invalidCursor();
  if (length !== undefined && values.length !== length) throw invalidCursor();
  return values;
}

/** The cursor of a list in the order of its ids: the id that the last page ended with, if any. @throws Problem 400 INVALID_CURSOR */
export function idCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidCursor();
  return id;
}

/** The largest values of PostgreSQL's `smallint` and `integer`. */
export const INT2_MAX = 32_767;
export const INT4_MAX = 2_147_483_647;

/**
 * The cursor of a list in the order of a number, from 0 to `max`: the one that the last page ended with, if any.
 * @throws Problem 400 INVALID_CURSOR
 */
export function numberCursor(cursor: string | undefined, max = Number.MAX_SAFE_INTEGER): number | undefined {
  if (cursor === undefined) return undefined;
  const [value] = decodeCursor(cursor, 1);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) throw invalidCursor();
  return value;
}

/** The end of the year 9999: beyond it JavaScript and PostgreSQL write years differently. */
const MOMENT_MS_MAX = 253_402_300_799_999;

/** Whether a value of a cursor is a moment in milliseconds that a list may be in the order of, from 1970 to 9999. */
export function isMoment(value: CursorValue | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= MOMENT_MS_MAX;
}

/**
 * The cursor of a list in the order of a moment, in milliseconds, and an id: those that the last page ended with, if any.
 * @throws Problem 400 INVALID_CURSOR
 */
export function momentCursor(cursor: string | undefined): { readonly at: Date; readonly id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [ms, id] = decodeCursor(cursor, 2);
  if (!isMoment(ms) || !isUuid(id)) throw invalidCursor();
  return { at: new Date(ms), id };
}

/** The page of rows fetched with one row more than the limit: that row only tells that there is a next page. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  options: { readonly cursor: (last: Row) => readonly CursorValue[]; readonly item: (row: Row) => Item },
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  const hasNext = rows.length > limit && last !== undefined;
  return { items: shown.map(options.item), nextCursor: hasNext ? encodeCursor(options.cursor(last)) : null };
}

/** For a caller that finds a cursor's values not of its list. */
export function invalidCursor(): Error {
  return platformProblems.INVALID_CURSOR('start again without a cursor');
}

function isCursorValue(value: unknown): value is CursorValue {
  if (typeof value === 'string') return isText(value) && value.length <= CURSOR_LENGTH_MAX;
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}
