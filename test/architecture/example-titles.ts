/** Worked examples as suites name them: a title that begins with "example 7: …" (the design's) or "M7: …" (our own). */

export interface NamedExample {
  /** `7` or `M7`. */
  readonly number: string;
  readonly path: string;
}

const TITLE =
  /(?:\b(?:it|test|describe)(?:\.each\([^]*?\)|)\(|^\s*\[|\bconst\)\()\s*['"`](?:example (?=\d)|(?=M\d))(M?\d+): /gm;
/** The examples that the titles of a suite name, in their order. */
export function examplesIn(path: string, text: string): NamedExample[] {
  return [...text.matchAll(TITLE)].map(([, number]) => ({ number: number!, path }));
}

/** What the index says: every number of a row's first cell, `7` or `M1–M11`, with each path in its last one. */
export function indexed(text: string): NamedExample[] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, first, last] = /^(M?\d+)(?:–(M?\d+))?$/.exec(cells[1] ?? '') ?? [];
    if (first === undefined) return [];
    const paths = [...cells.at(-2)!.matchAll(/`([^`]+\.spec\.ts)`/g)].map(([, path]) => path!);
    return range(first, last ?? first).flatMap((number) => paths.map((path) => ({ number, path })));
  });
}

function range(first: string, last: string): string[] {
  const prefix = first.startsWith('M') ? 'M' : '';
  const [from, to] = [first, last].map((number) => Number(number.replace('M', '')));
  return Array.from({ length: to! - from! + 1 }, (_, i) => `${prefix}${from! + i}`);
}
