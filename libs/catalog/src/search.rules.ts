/**
 * Search in English and Chinese, the same on every server whatever its locale. Pure.
 *
 * PostgreSQL takes letters from the database's `LC_CTYPE`: with `C` a Chinese character is none. So texts are normalised here,
 * before they are stored and before they are looked for: compatibility forms unified (NFKC), lower case, accents off, and every
 * character beyond ASCII written as `z` and its code point in hexadecimal (红 → `z7ea2`). What PostgreSQL sees is ASCII in any locale.
 *
 * A query is cut into terms: runs of CJK, which have no spaces between words, are found anywhere (`LIKE '%z7ea2z8272%'`);
 * words of titles, skus and attributes are found by their beginning (`LIKE '% dres%'`, so that "dress" does not find
 * "address"), and all words, also of descriptions, by their English stem ("running" finds "run"). All terms must be found.
 *
 * The index holds what a LIKE would look for as lexemes of its own: the beginnings of words up to {@link BEGINNING_MAX} characters, the
 * characters and pairs of characters of a run. So each term is an exact key or a few, which GIN intersects without reading a row;
 * only longer terms are compared with the text afterwards (ADR 0013).
 */

/** The longest query, in characters. */
export const QUERY_LENGTH_MAX = 100;
/** How many terms of a query count; the rest is ignored. */
export const TERMS_MAX = 8;

/** The longest beginning of a word that is a lexeme, in characters: few words of more are told apart only later. */
const BEGINNING_MAX = 8;

/** One term of a query, ready for SQL. `like` is a LIKE pattern on `search_text`; `stem` goes to `plainto_tsquery`. */
export interface SearchTerm {
  readonly like: string;
  readonly stem: string | null;
  /** What the index has of every product that `like` finds; all of them. */
  readonly lexemes: readonly string[];
  /** Whether it has them of no other product. */
  readonly isExact: boolean;
}

/** ` term term term ` in normalised characters, each term once; the ASCII words alone for stemming; what the index has of both. */
export interface SearchDocument {
  readonly text: string;
  readonly words: string;
  readonly lexemes: readonly string[];
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
  const lexemes = new Set<string>();
  for (const run of found) addLexemes(run, lexemes);
  return {
    text: found.length === 0 ? '' : ` ${found.map(coded).join(' ')} `,
    words: [...names, ...description].filter((run) => ASCII_WORD.test(run)).join(' '),
    lexemes: [...lexemes],
  };
}

/** The terms of a query, in its order and without repeats; none when it has no letter or digit. */
export function searchTerms(query: string): readonly SearchTerm[] {
  const runs = [...new Set(runsOf(query.slice(0, QUERY_LENGTH_MAX)))];
  const telling = runs.filter((run) => !STOP_WORDS.has(run));
  return (telling.length > 0 ? telling : runs).slice(0, TERMS_MAX).map(termOf);
}

function termOf(run: string): SearchTerm {
  const characters = charactersOf(run);
  const word = characters.join('');
  if (UNSPACED.test(run)) {
    const lexemes = characters.length === 1 ? [word] : pairsOf(characters);
    return { like: `%${word}%`, stem: null, lexemes: lexemes.map(marked), isExact: characters.length <= 2 };
  }
  return {
    like: isShort(word) ? `% ${word} %` : `% ${word}%`,
    stem: ASCII_WORD.test(run) ? run : null,
    lexemes: [marked(characters.slice(0, BEGINNING_MAX).join(''))],
    isExact: characters.length <= BEGINNING_MAX,
  };
}

/** Adds those under which a run of a document is found. */
function addLexemes(run: string, lexemes: Set<string>): void {
  const characters = charactersOf(run);
  if (UNSPACED.test(run)) {
    for (const lexeme of [...characters, ...pairsOf(characters)]) lexemes.add(marked(lexeme));
    return;
  }
  let beginning = '';
  for (let n = 0; n < characters.length && n < BEGINNING_MAX; n++) {
    beginning += characters[n]!;
    if (!isShort(beginning) || n === characters.length - 1) lexemes.add(marked(beginning));
  }
}

function pairsOf(characters: readonly string[]): readonly string[] {
  return characters.slice(1).map((character, before) => characters[before]! + character);
}

/** Apart from the English stems, which stand in the index as they are. */
function marked(lexeme: string): string {
  return `=${lexeme}`;
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
  return ASCII_WORD.test(run) ? run : charactersOf(run).join('');
}

function charactersOf(run: string): readonly string[] {
  if (ASCII_WORD.test(run)) return run.split('');
  return Array.from(run, (character) => {
    const code = character.codePointAt(0)!;
    return code < 0x80 ? character : `z${code.toString(16)}`;
  });
}
