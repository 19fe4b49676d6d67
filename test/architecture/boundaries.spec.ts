import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Cruise {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
    readonly totalCruised: number;
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

interface Architecture {
  readonly libraries: Readonly<Record<string, { readonly uses: readonly string[]; readonly doors: readonly string[] }>>;
  readonly apps: Readonly<Record<string, unknown>>;
}

const root = process.cwd();
const architecture = JSON.parse(readFileSync('architecture.json', 'utf8')) as Architecture;

/** A planted file, what it says, and the rule that must catch it. */
const plantings: readonly { path: string; text: string; rule: string }[] = [
  { path: 'libs/order/src/cycle.a.ts', text: "import './cycle.b.js';", rule: 'no-cycle' },
  { path: 'libs/order/src/nowhere.ts', text: "import './not-there.js';", rule: 'no-unresolvable' },
  { path: 'libs/catalog/src/leaf.ts', text: "import '#libs/inventory';", rule: 'edge-catalog' },
  { path: 'libs/platform/src/domain.ts', text: "import '#libs/order';", rule: 'edge-platform' },
  { path: 'libs/cart/src/deep.ts', text: "import '../../catalog/src/inside.js';", rule: 'door-catalog' },
  { path: 'apps/api/src/deep.ts', text: "import '../../../libs/catalog/src/inside.js';", rule: 'door-catalog' },
  { path: 'libs/cart/src/opens-http.ts', text: "import '#libs/catalog/http';", rule: 'shut-to-libraries-catalog' },
  {
    path: 'libs/cart/src/opens-embedded.ts',
    text: "import '#libs/platform/embedded';",
    rule: 'shut-to-libraries-platform',
  },
  { path: 'libs/cart/src/nest.rules.ts', text: "import '@nestjs/common';", rule: 'rules-are-pure' },
  { path: 'libs/cart/src/typeorm.rules.ts', text: "import 'typeorm';", rule: 'rules-are-pure' },
  { path: 'libs/cart/src/reading.rules.ts', text: "import './db/rows.js';", rule: 'rules-touch-no-database' },
  { path: 'libs/cart/src/upward.ts', text: "import '../../../apps/api/src/main.js';", rule: 'no-app-in-a-library' },
  {
    path: 'libs/cart/src/tested.ts',
    text: "import '../../platform/src/testing/kit.js';",
    rule: 'no-test-code-in-production',
  },
  { path: 'libs/cart/src/fuzzy.ts', text: "import 'fast-check';", rule: 'no-development-dependency' },
  { path: 'apps/api/src/migrates.ts', text: "import '#libs/catalog/migrations';", rule: 'app-doors-api' },
  {
    path: 'apps/storefront/src/reaches.ts',
    text: "import '../../../libs/catalog/src/index.js';",
    rule: 'app-libraries-storefront',
  },
  { path: 'apps/worker/src/sideways.ts', text: "import '../../cli/src/main.js';", rule: 'app-apps-worker' },
];

/** Files that do what is allowed: no rule may complain of them. */
const allowed: readonly { path: string; text: string }[] = [
  { path: 'libs/cart/src/fine.ts', text: "import '#libs/catalog'; import '#libs/platform/http';" },
  {
    path: 'libs/order-saga/src/fine.ts',
    text: "import '#libs/order'; import '#libs/payment'; import '#libs/platform/saga';",
  },
  { path: 'libs/cart/src/fine.rules.ts', text: "import type { Row } from './db/rows.js'; export type Same = Row;" },
  {
    path: 'libs/cart/src/fine.spec.ts',
    text: "import '#libs/platform/testing'; import 'fast-check'; import './fine.js';",
  },
  { path: 'apps/api/src/fine.ts', text: "import '#libs/catalog/http'; import '#libs/payment/sandbox';" },
  { path: 'apps/cli/src/fine.ts', text: "import '#libs/catalog/migrations'; import '#libs/platform/embedded';" },
];

describe('the dependency rules', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'cartwright-boundaries-'));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    };
    for (const file of ['architecture.json', '.dependency-cruiser.mjs', 'package.json', 'tsconfig.json'])
      copyFileSync(file, join(copy, file));
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    for (const [library, { doors }] of Object.entries(architecture.libraries)) {
      for (const door of doors) write(`libs/${library}/src/${door}.ts`, 'export {};');
      write(`libs/${library}/src/inside.ts`, 'export {};');
    }
    write('libs/platform/src/testing/kit.ts', 'export {};');
    write('libs/cart/src/db/rows.ts', 'export interface Row { id: string }');
    for (const app of Object.keys(architecture.apps)) write(`apps/${app}/src/main.ts`, 'export {};');
    for (const { path, text } of [...plantings, ...allowed]) write(path, text);
    // The other half of the cycle: each cycle is reported once, at one of its files.
    write('libs/order/src/cycle.b.ts', "import './cycle.a.js';");
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('find no violation in the repository', () => {
    const { summary } = cruise(root, ['apps', 'libs', 'test']);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(100);
  });

  it('find each planted violation, and nothing where nothing was planted', () => {
    const { summary } = cruise(copy, ['apps', 'libs']);
    const found = (path: string): string[] =>
      summary.violations
        .filter(({ from, to }) => from === path || (to === path && from === 'libs/order/src/cycle.b.ts'))
        .map(({ rule }) => rule.name);
    for (const { path, rule } of plantings) expect([path, found(path)]).toEqual([path, expect.arrayContaining([rule])]);
    const planted = new Set([...plantings.map(({ path }) => path), 'libs/order/src/cycle.b.ts']);
    expect(summary.violations.filter(({ from }) => !planted.has(from))).toEqual([]);
  });

  it('each have a planting, family by family', () => {
    const names = new Set([...Object.keys(architecture.libraries), ...Object.keys(architecture.apps)]);
    const family = (rule: string): string => {
      const owner = [...names].find((name) => rule.endsWith(`-${name}`));
      return owner === undefined ? rule : rule.slice(0, -owner.length - 1);
    };
    const { summary } = cruise(copy, ['apps/cli/src/fine.ts']);
    const families = new Set(summary.ruleSetUsed.forbidden.map(({ name }) => family(name)));
    expect([...families].sort()).toEqual([...new Set(plantings.map(({ rule }) => family(rule)))].sort());
  });

  it('draw edges without a cycle', () => {
    const settled = new Set<string>();
    const visit = (library: string, path: readonly string[]): void => {
      if (path.includes(library)) throw new Error(`cycle: ${[...path, library].join(' -> ')}`);
      if (settled.has(library)) return;
      for (const used of architecture.libraries[library]?.uses ?? []) visit(used, [...path, library]);
      settled.add(library);
    };
    for (const library of Object.keys(architecture.libraries)) visit(library, []);
    expect(settled.size).toBe(Object.keys(architecture.libraries).length);
  });
});

describe('the aliases of package.json', () => {
  it('lead to a file that is there', () => {
    const missing = Object.entries(architecture.libraries).flatMap(([library, { doors }]) =>
      doors.map((door) => `libs/${library}/src/${door}.ts`).filter((path) => !existsSync(path)),
    );
    expect(missing).toEqual([]);
  });

  it('open exactly the doors that architecture.json names', () => {
    const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      imports: Record<string, Record<string, string>>;
    };
    const expected = Object.entries(architecture.libraries).flatMap(([library, { doors }]) =>
      doors.map((door) => [
        door === 'index' ? `#libs/${library}` : `#libs/${library}/${door}`,
        { 'ts-source': `./libs/${library}/src/${door}.ts`, default: `./dist/libs/${library}/src/${door}.js` },
      ]),
    );
    expect(imports).toEqual(Object.fromEntries(expected));
  });
});

function cruise(folder: string, paths: readonly string[]): Cruise {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...paths];
  const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (result.stdout === '') throw new Error(result.stderr);
  return JSON.parse(result.stdout) as Cruise;
}

describe('oxlint', () => {
  const bad = {
    'typescript(no-explicit-any)': 'export function f(a: any): void { void a; }\n',
    'eslint(no-console)': 'export function g(): void { console.log(1); }\n',
    'typescript(no-floating-promises)': 'export function h(): void { Promise.reject(new Error("x")); }\n',
    'typescript(ban-ts-comment)': '// @ts-ignore\nexport const one: string = 1;\n',
    'eslint(max-params)':
      'export function k(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1): void { void [a, b, c, d, e, f, g, h]; }\n',
  };

  it('finds each planted fault with our configuration', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cartwright-lint-'));
    try {
      copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { strict: true, target: 'es2023', module: 'nodenext' } }),
      );
      symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
      const files = Object.values(bad).map((text, index) => {
        writeFileSync(join(folder, `bad${index}.ts`), text);
        return `bad${index}.ts`;
      });
      const program = resolve('node_modules/oxlint/bin/oxlint');
      const args = [program, '--type-aware', '--deny-warnings', '-f', 'unix', ...files];
      const result = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      const found = Object.keys(bad).filter((rule, index) =>
        result.stdout.split('\n').some((line) => line.includes(`bad${index}.ts`) && line.includes(rule)),
      );
      expect(found).toEqual(Object.keys(bad));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
