/** An invariant's query has alternatives: the parts of its unions, and what stands between the ORs of their last conditions. */

/** Each alternative as a query of its own. */
export function alternativesOf(sql: string): readonly string[] {
  const [first, ...others] = cut(sql, ['UNION']);
  const [shared] = cut(first!, ['SELECT']);
  return [first!, ...others.map((part) => shared! + part.replace(/^ ALL/, ''))].flatMap((query) => {
    const pieces = cut(query, ['WHERE', 'HAVING']);
    if (pieces.length === 1) return [query];
    const condition = pieces.at(-1)!;
    const rest = query.slice(0, query.length - condition.length);
    return cut(condition, ['OR']).map((alternative) => `${rest}${alternative}`);
  });
}

/** Cuts a text where one of the words stands outside of parentheses, CASEs and quotes. */
function cut(sql: string, words: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: token, index } of sql.matchAll(/'[^']*'|[()]|\w+/g)) {
    if (token === '(' || token === 'CASE') depth += 1;
    else if (token === ')' || token === 'END') depth -= 1;
    else if (depth === 0 && words.includes(token)) {
      pieces.push(sql.slice(from, index));
      from = index + token.length;
    }
  }
  return [...pieces, sql.slice(from)];
}
