/**
 * Every SQL text of a hot path or a set-based write is declared once, by name: it runs as a named prepared statement, and
 * `npm run sync` writes all of them to docs/sql so that a change of SQL is a change that reviewers see.
 */

/** A named SQL text; `Row` is the shape of what it returns. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Phantom: ties the row type to the statement. */
  readonly row?: Row;
}

const registry = new Map<string, string>();

/**
 * Declares a statement. The name is `<lib>.<act>` and at most 63 bytes (PostgreSQL cuts longer prepared names).
 * @throws Error when a name is declared twice with different texts.
 */
export function statement<Row = never>(name: string, text: string): Statement<Row> {
  const trimmed = text.replace(/^\n+|\s+$/g, '').replace(/^ {2}/gm, '');
  const known = registry.get(name);
  if (known !== undefined && known !== trimmed) throw new Error(`statement ${name} is declared twice`);
  if (name.length > 63) throw new Error(`statement name ${name} is longer than 63 characters`);
  registry.set(name, trimmed);
  return { name, text: trimmed };
}

/** All declared statements by name, sorted: what `npm run sync` lists. */
export function declaredStatements(): ReadonlyMap<string, string> {
  return new Map([...registry].sort(([a], [b]) => (a < b ? -1 : 1)));
}
