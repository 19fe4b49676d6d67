import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { scanStyle, textRules } from './style-scan.js';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|tsx|mjs|md)$/.test(path) && !path.includes('/generated/') && existsSync(path));

const planted: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'no forwardRef: a cycle is a design fault': ['libs/x/src/a.ts', 'imports: [forwardRef(() => B)]'],
  'synchronize is never on': ['libs/x/src/a.ts', 'new DataSource({ synchronize: true })'],
  'no disabled lint or types': ['libs/x/src/a.ts', '// eslint-disable-next-line no-var'],
  'no request scope: a transaction is a parameter': ['libs/x/src/a.ts', '@Injectable({ scope: Scope.REQUEST })'],
  'no entity subscribers': ['libs/x/src/a.ts', '@EventSubscriber()'],
  'no TODO without an owner': ['libs/x/src/a.ts', '// TODO later'],
  'no sleep in a suite': ['libs/x/src/a.spec.ts', 'await new Promise((resolve) => setTimeout(resolve, 500));'],
  'no mocked database': ['libs/x/src/a.spec.ts', "jest.mock('typeorm');"],
  'no skipped or lonely test': ['libs/x/src/a.spec.ts', "it.only('x', () => {});"],
  'no banner comments': ['libs/x/src/a.ts', '// ---------- helpers ----------'],
  'a door has at most 40 lines': ['libs/x/src/index.ts', "export * from './a.js';\n".repeat(41)],
  "a library's README has at most 40 lines": ['libs/x/README.md', 'words\n'.repeat(41)],
  'no drawer: a file is named after what it does': ['libs/x/src/utils.ts', 'export {};'],
};

describe('the house style', () => {
  it('is kept by every file', () => {
    const faults = files.flatMap((path) => scanStyle(path, readFileSync(path, 'utf8')));
    expect(faults.map(({ rule, path, line }) => `${path}:${line} ${rule}`)).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  it.each(Object.entries(planted))('%s: a planted violation is found', (rule, [path, text]) => {
    expect(scanStyle(path, text).map((fault) => fault.rule)).toEqual([rule]);
  });

  it('has a planting for every rule', () => {
    expect(Object.keys(planted)).toEqual(expect.arrayContaining(textRules.map(({ name }) => name)));
  });

  it('lets a door of 40 statements pass, however the formatter breaks them', () => {
    const door = 'export {\n  a,\n  b,\n  c,\n} from "./a.js";\n'.repeat(40);
    expect(scanStyle('libs/x/src/index.ts', door)).toEqual([]);
  });

  it('gives every library a README', () => {
    const without = readdirSync('libs').filter((library) => !existsSync(`libs/${library}/README.md`));
    expect(without).toEqual([]);
  });
});
