/** A cart in the hands of one transaction: what it was when its lock was taken, and what it is to become. */
import type { LineRow } from './db/cart.statements.js';

/** Line versions count from 1; a line that is not in the table yet has this one. */
export const NEW_LINE_VERSION = 0;

/** What a change may touch: all but the id and the version it was read with. */
export type LineEdit = Partial<Omit<LineRow, 'id' | 'version'>>;

/** Lines of one owner, or of two that are merged. Lines are values: a change puts another in the place of one. */
export class CartDraft {
  /** Lines whose hold had lapsed when the cart was opened: they leave the cart with this transaction. */
  readonly lapsed: readonly LineRow[];
  private readonly before: ReadonlyMap<string, LineRow>;
  private readonly lines: Map<string, LineRow>;

  constructor(
    rows: readonly LineRow[],
    readonly now: Date,
  ) {
    this.before = new Map(rows.map((row) => [row.id, row]));
    this.lapsed = rows.filter((row) => isLapsed(row, now));
    this.lines = new Map(rows.filter((row) => !isLapsed(row, now)).map((row) => [row.id, row]));
  }

  /** The owner's lines as they are to become, without those saved for later. */
  linesOf(ownerId: string): readonly LineRow[] {
    return [...this.lines.values()].filter((line) => line.ownerId === ownerId && !line.saved);
  }

  /** The owner's lines saved for later. */
  savedOf(ownerId: string): readonly LineRow[] {
    return [...this.lines.values()].filter((line) => line.ownerId === ownerId && line.saved);
  }

  /** A line by id, whoever owns it. */
  line(lineId: string): LineRow | undefined {
    return this.lines.get(lineId);
  }

  /** A line as it was when the cart was opened. */
  lineBefore(lineId: string): LineRow | undefined {
    return this.before.get(lineId);
  }

  /** The owner's line of this variant with these messages, in the cart. */
  find(ownerId: string, variantId: string, messagesHash: string): LineRow | undefined {
    return this.linesOf(ownerId).find((line) => line.variantId === variantId && line.messagesHash === messagesHash);
  }

  /** As {@link find}, among the lines saved for later. */
  findSaved(ownerId: string, { variantId, messagesHash }: LineRow): LineRow | undefined {
    return this.savedOf(ownerId).find((line) => line.variantId === variantId && line.messagesHash === messagesHash);
  }

  /** Units of a variant on the owner's lines, but for these. */
  unitsOf(ownerId: string, variantId: string, options: { readonly except: readonly string[] }): number {
    let units = 0;
    for (const line of this.linesOf(ownerId))
      if (line.variantId === variantId && !options.except.includes(line.id)) units += line.quantity;
    return units;
  }

  /** Units of a variant for which the owner's lines hold stock. */
  heldUnits(ownerId: string, variantId: string): number {
    let units = 0;
    for (const row of this.before.values())
      if (row.ownerId === ownerId && row.variantId === variantId && row.holdId !== null && !isLapsed(row, this.now))
        units += row.quantity;
    return units;
  }

  put(line: LineRow): void {
    if (this.lines.has(line.id)) throw new Error(`line ${line.id} is in the cart already`);
    this.lines.set(line.id, line);
  }

  change(lineId: string, edit: LineEdit): LineRow {
    const line = this.lines.get(lineId);
    if (line === undefined) throw new Error(`line ${lineId} is not in the cart`);
    const keys = Object.keys(edit) as (keyof LineEdit)[];
    if (keys.every((key) => edit[key] === line[key])) return line;
    const changed = { ...line, ...edit };
    this.lines.set(lineId, changed);
    return changed;
  }

  remove(lineId: string): void {
    this.lines.delete(lineId);
  }

  /** Rows that have left. */
  removed(): readonly LineRow[] {
    return [...this.before.values()].filter((row) => !this.lines.has(row.id));
  }

  /** Lines that are new or not as they were. */
  saved(): readonly LineRow[] {
    return [...this.lines.values()].filter((line) => this.before.get(line.id) !== line);
  }
}

/** True when the line held stock and its time is over: it counts as gone, swept or not. */
export function isLapsed(line: { readonly holdExpiresAt: Date | null }, now: Date): boolean {
  return line.holdExpiresAt !== null && line.holdExpiresAt <= now;
}
