/**
 * Search in English and Chinese, the same on every server whatever its locale. Pure.
 *
 * pg_trgm takes letters from the database's `LC_CTYPE`: with `C` it drops every CJK character (`show_trgm('红色')` is empty, and
 * a LIKE then reads the whole index), with `C.UTF-8` or `en_US.UTF-8` it hashes them. It never finds a trigram in a pattern of
 * one or two characters, and most Chinese words have two. So texts are normalised here, before they are stored and before they
 * are looked for: compatibility forms unified (NFKC), lower case, accents off, and every character beyond ASCII written as
 * `z` and its code point in hexadecimal (红 → `z7ea2`). What PostgreSQL sees is ASCII in any locale; one Chinese character
 * is five of its characters, enough for three trigrams.
 *
 * A query is cut into terms: runs of CJK, which have no spaces between words, are found anywhere (`LIKE '%z7ea2z8272%'`);
 * words of titles, skus and attributes are found by their beginning (`LIKE '% dres%'`, so that "dress" does not find
 * "address"), and all words, also of descriptions, by their English stem through the tsvector ("running" finds "run").
 * All terms must be found.
 */

/** The longest query, in characters. */
export const QUERY_LENGTH_MAX = 100;
/** How many terms of a query count; the rest is ignored. */
export const TERMS_MAX = 8;

/** One term of a query, ready for SQL. `like` is a LIKE pattern on `search_text`; `stem` goes to `plainto_tsquery`. */
export interface SearchTerm {
  readonly like: string;
  readonly stem: string | null;
}

/** ` term term term ` in normalised characters, each term once, and the ASCII words alone for stemming. */
export interface SearchDocument {
  readonly text: string;
  readonly words: string;
}

// Scripts written without spaces between words.
const RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|[\p{L}\p{N}]+/gu;
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;
// `\p{L}` takes in the unspaced scripts, so a word ends where one of theirs begins.
const WORD_BEFORE_RUN =
  /(?<=[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々\s])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々])/gu;
const ASCII_WORD = /^[a-z0-9]+$/;

/** Words that say nothing in a query; dropped when another term remains. */
const STOP_WORDS = new Set('a an and are as at by for from in is it of on or that the this to with'.split(' '));

/**
 * The stored form of the texts a product is found by. The description's English words are found by their stems alone:
 * beginnings of all its words would make the trigram index several times larger for little.
 */
export function searchDocument(texts: {
  readonly names: readonly string[];
  readonly description: string;
}): SearchDocument {
  const names = runsOf(texts.names.join('\n'));
  const description = runsOf(texts.description);
  const found = [...new Set([...names, ...description.filter((run) => !ASCII_WORD.test(run) || isShort(run))])];
  return {
    text: found.length === 0 ? '' : ` ${found.map(coded).join(' ')} `,
    words: [...names, ...description].filter((run) => ASCII_WORD.test(run)).join(' '),
  };
}

/** The terms of a query, in its order and without repeats; none when it has no letter or digit. */
export function searchTerms(query: string): readonly SearchTerm[] {
  const runs = [...new Set(runsOf(query.slice(0, QUERY_LENGTH_MAX)))];
  const telling = runs.filter((run) => !STOP_WORDS.has(run));
  return (telling.length > 0 ? telling : runs).slice(0, TERMS_MAX).map(termOf);
}

function termOf(run: string): SearchTerm {
  if (UNSPACED.test(run)) return { like: `%${coded(run)}%`, stem: null };
  const word = coded(run);
  return { like: isShort(word) ? `% ${word} %` : `% ${word}%`, stem: ASCII_WORD.test(run) ? run : null };
}

/** One or two letters begin too many words and have no stem: they must be the whole word, as in "TV" or the T of "T恤". */
function isShort(word: string): boolean {
  return word.length < 3;
}

function runsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC');
  return plain.replace(WORD_BEFORE_RUN, ' ').match(RUN) ?? [];
}

function coded(run: string): string {
  let text = '';
  for (const character of run) {
    const code = character.codePointAt(0)!;
    text += code < 0x80 ? character : `z${code.toString(16)}`;
  }
  return text;
}
