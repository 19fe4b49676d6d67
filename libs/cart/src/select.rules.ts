/** Which lines a selection means, and which of them cannot be selected. */
import type { Goods } from './cart.goods.js';
import type { Selection, Unselectable } from './cart.types.js';
import type { LineRow } from './db/cart.statements.js';

/** A selection by lines, seller or all; a group is turned into its lines first. */
export type LineSelection = Exclude<Selection, { readonly groupKey: string }>;

/** A selection as it can be carried out. */
export interface PreparedSelection {
  /** The lines to select or unselect; `undefined` when an id is not a line of this cart. */
  readonly wanted: readonly string[] | undefined;
  readonly refused: readonly Unselectable[];
  readonly selected: boolean;
}

/** Works out a selection over the lines of a cart. */
export function planSelection(
  rows: readonly LineRow[],
  goods: ReadonlyMap<string, Goods>,
  selection: LineSelection,
  selected: boolean,
): PreparedSelection {
  const meant = linesMeant(rows, goods, selection);
  if (meant === undefined) return { wanted: undefined, refused: [], selected };
  const wanted: string[] = [];
  const refused: Unselectable[] = [];
  for (const row of meant) {
    const reason = selected ? reasonAgainst(row, rows, goods.get(row.variantId)) : undefined;
    if (reason === undefined) wanted.push(row.id);
    else refused.push({ lineId: row.id, reason });
  }
  return { wanted, refused, selected };
}

function linesMeant(
  rows: readonly LineRow[],
  goods: ReadonlyMap<string, Goods>,
  selection: LineSelection,
): readonly LineRow[] | undefined {
  if ('all' in selection) return rows;
  if ('merchantId' in selection)
    return rows.filter((row) => goods.get(row.variantId)?.variant.merchantId === selection.merchantId);
  const ids = new Set(selection.lineIds);
  const meant = rows.filter((row) => ids.has(row.id));
  return meant.length === ids.size ? meant : undefined;
}

function reasonAgainst(
  row: LineRow,
  rows: readonly LineRow[],
  goods: Goods | undefined,
): Unselectable['reason'] | undefined {
  if (goods === undefined || !goods.sells) return 'off_shelf';
  // Stock that a line of this cart holds is there for it.
  const isHeld = rows.some((other) => other.variantId === row.variantId && other.holdId !== null);
  return (goods.available ?? 0) > 0 || isHeld ? undefined : 'out_of_stock';
}
