/** Every worked example is a test by its number, and docs/worked-examples.md says where. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { examplesIn, indexed, type NamedExample } from './example-titles.js';

const OF_THE_DESIGN = 16;
const OWN_MIN = 30;

const suites = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.spec.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('test/architecture/') && existsSync(path));
const named = suites.flatMap((path) => examplesIn(path, readFileSync(path, 'utf8')));
const isOwn = ({ number }: NamedExample): boolean => number.startsWith('M');
const places = (examples: readonly NamedExample[]): string[] =>
  [...new Set(examples.map(({ number, path }) => `${number} ${path}`))].sort();

it(`names each of the ${OF_THE_DESIGN} examples of the design in some test`, () => {
  const numbers = new Set(named.filter((example) => !isOwn(example)).map(({ number }) => Number(number)));
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: OF_THE_DESIGN }, (_, i) => i + 1));
});

it(`counts our own from M1 without a gap, each once, at least ${OWN_MIN}`, () => {
  const numbers = named.filter(isOwn).map(({ number }) => Number(number.slice(1)));
  expect([...numbers].sort((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(OWN_MIN);
});

it('has an index that names the suites of each example, no more and no fewer', () => {
  expect(places(indexed(readFileSync('docs/worked-examples.md', 'utf8')))).toEqual(places(named));
});

it('finds a title in each form there is, and nothing else', () => {
  const text = [
    `it('example 3: gift line and cap', () => {`,
    `  it("M4: a guest's cart", async () => {`,
    `] as const)('example 5: the whole chain', () => {`,
    `    ['example 14: 100.00 × 30 %', 10_000],`,
    `it('follows example 6: not by its number', () => {`,
    `it('M6 is no title of an example', () => {`,
    `expect('example 9: no test').toBe(1);`,
  ].join('\n');
  expect(examplesIn('a.spec.ts', text).map(({ number }) => number)).toEqual(['3', 'M4', '5', '14']);
  expect(indexed('| 3 | gift | `a.spec.ts`, `b.spec.ts` |\n| M1–M2 | cart | `c.spec.ts` |\n')).toEqual([
    { number: '3', path: 'a.spec.ts' },
    { number: '3', path: 'b.spec.ts' },
    { number: 'M1', path: 'c.spec.ts' },
    { number: 'M2', path: 'c.spec.ts' },
  ]);
});
