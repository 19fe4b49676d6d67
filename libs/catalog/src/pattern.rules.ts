/**
 * Patterns for message fields, in a subset of regular expressions that can be matched in bounded time.
 *
 * A pattern is one or more alternatives separated by `|`; an alternative is a sequence of items; an item is one of
 *   - a character, or an escaped one: `\.` `\-` `\\` …
 *   - `.` (any character), `\d` `\w` `\s` and `\D` `\W` `\S`
 *   - a class `[A-Z0-9_-]`, `[^<>]`, with the escapes above in it
 *   - `\p{L}` `\p{Lu}` `\p{Ll}` `\p{N}` `\p{Script=Han}` for letters of any script
 * optionally followed by `?`, `*`, `+`, `{n}`, `{n,}` or `{n,m}`. It is matched against the whole value, so `^` and `$` are
 * neither needed nor allowed. There are no groups, references or look-arounds: what remains can only be slow by trying
 * combinations of lengths, and the number of those is known beforehand: the product, over the items of an alternative, of the
 * lengths an item may take. A pattern with more than {@link PATTERN_CHOICES_MAX} of them is refused.
 */

/** The longest pattern, in characters. */
export const PATTERN_LENGTH_MAX = 120;
/** How many combinations of lengths a match may have to try: about a millisecond's work. */
export const PATTERN_CHOICES_MAX = 50_000;
/** The largest count in `{n,m}`. */
const REPEAT_MAX = 1_000;

const ITEM =
  /(?:\\p\{(?:L|Lu|Ll|N|Script=Han)\}|\\[dDwWsS]|\\[^\p{L}\p{N}]|\[\^?(?:\\p\{(?:L|Lu|Ll|N|Script=Han)\}|\\[dDwWsS]|\\[^\p{L}\p{N}]|[^[\]\\])+\]|[^\\[\](){}*+?|^$])/uy;
const COUNT = /(?:\?|\*|\+|\{(\d{1,4})(,(\d{1,4})?)?\})/y;

/** What a pattern came to: a compiled one, or why it was refused, for the merchant who wrote it. */
export type CompiledPattern = { readonly matches: (value: string) => boolean } | { readonly refusal: string };

/** Compiles a pattern of the subset for values of at most `valueLengthMax` characters. */
export function compilePattern(pattern: string, valueLengthMax: number): CompiledPattern {
  if (pattern.length === 0 || pattern.length > PATTERN_LENGTH_MAX) {
    return { refusal: `a pattern has 1 to ${PATTERN_LENGTH_MAX} characters` };
  }
  const choices = countChoices(pattern, valueLengthMax);
  if ('refusal' in choices) return choices;
  if (choices.count > PATTERN_CHOICES_MAX) {
    return { refusal: 'the pattern leaves too many ways to match; give its items narrower counts' };
  }
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${withPlainEscapes(pattern)})$`, 'us');
  } catch {
    // A class range out of order and the like: the engine's own grammar is the last word.
    return { refusal: 'the pattern is not well formed' };
  }
  return { matches: (value) => expression.test(value) };
}

/** How many combinations of lengths the alternatives of a pattern can take, added up. */
function countChoices(pattern: string, valueLengthMax: number): { count: number } | { refusal: string } {
  let total = 0;
  let count = 1;
  let at = 0;
  while (at < pattern.length) {
    if (pattern[at] === '|') {
      total += count;
      count = 1;
      at += 1;
      continue;
    }
    ITEM.lastIndex = at;
    if (!ITEM.test(pattern)) return { refusal: `the pattern has something outside the subset at character ${at + 1}` };
    at = ITEM.lastIndex;
    COUNT.lastIndex = at;
    const repeat = COUNT.exec(pattern);
    if (repeat === null) continue;
    at = COUNT.lastIndex;
    const [least, most] = bounds(repeat, valueLengthMax);
    if (least > most || most > REPEAT_MAX) return { refusal: `a count is out of order or above ${REPEAT_MAX}` };
    count *= most - least + 1;
  }
  return { count: total + count };
}

function bounds(repeat: RegExpExecArray, valueLengthMax: number): [number, number] {
  const [whole, least, comma, most] = repeat;
  if (whole === '?') return [0, 1];
  if (whole === '*') return [0, valueLengthMax];
  if (whole === '+') return [1, Math.max(1, valueLengthMax)];
  const from = Number(least);
  if (comma === undefined) return [from, from];
  return [from, most === undefined ? Math.max(from, valueLengthMax) : Number(most)];
}

/** `\-` is an error outside a class in JavaScript's unicode mode; `\u{2d}` means the same in both places. */
function withPlainEscapes(pattern: string): string {
  return pattern.replace(/\\([^dDwWsSp])/gu, (_, character: string) => {
    const code = character.codePointAt(0)!;
    return `\\u{${code.toString(16)}}`;
  });
}
