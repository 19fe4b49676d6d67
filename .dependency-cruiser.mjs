/** The dependency rules, generated from architecture.json; test/architecture plants a violation of each. */
import { readFileSync } from 'node:fs';

const { libraries, apps, doorsOfPlatformOpenToLibraries } = JSON.parse(
  readFileSync(new URL('./architecture.json', import.meta.url), 'utf8'),
);
const names = Object.keys(libraries);
const either = (list) => (list.length === 0 ? '(?!)' : `(?:${list.join('|')})`);
/** Suites and their helpers stand outside the rules of production code. */
const TEST_CODE = '(?:\\.spec\\.ts$|/test/)';
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const forbidden = [
  rule(
    'no-cycle',
    'Modules that need each other are one module.',
    {},
    {
      circular: true,
      viaOnly: { dependencyTypesNot: ['type-only'] },
    },
  ),
  rule('no-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
  rule(
    'rules-are-pure',
    'A *.rules.ts file decides: it knows no framework, no database, no transport.',
    { path: '\\.rules\\.ts$' },
    { path: 'node_modules/(?:@nestjs|typeorm|pg|fastify|class-validator|rxjs)/' },
  ),
  rule(
    'rules-touch-no-database',
    'A *.rules.ts file may know the shape of a row or an answer, never how it is read or written.',
    { path: '\\.rules\\.ts$' },
    { path: '/src/(?:db|http)/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'no-test-code-in-production',
    'Production code imports no suite and no testing kit.',
    { path: '^(?:apps|libs)/', pathNot: `(?:${TEST_CODE}|^libs/platform/src/testing)` },
    { path: '(?:\\.spec\\.ts$|^test/|/src/test/|^libs/platform/src/testing(?!/fault-points))' },
  ),
  rule(
    'no-app-in-a-library',
    'Libraries are used by apps, not the other way round.',
    { path: '^libs/' },
    { path: '^apps/' },
  ),
  rule(
    'no-development-dependency',
    'Production code runs without the development dependencies.',
    {
      path: '^(?:apps|libs)/',
      pathNot: `(?:${TEST_CODE}|vite\\.config|^libs/platform/src/testing|^apps/(?:storefront|dashboard)/|^apps/cli/src/sync/)`,
    },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
];

for (const [name, { uses }] of Object.entries(libraries)) {
  const own = { path: `^libs/${name}/`, pathNot: TEST_CODE };
  const strangers = names.filter((other) => other !== name && !uses.includes(other));
  if (strangers.length > 0)
    forbidden.push(
      rule(`edge-${name}`, `libs/${name} may use: ${uses.join(', ') || 'nothing'}.`, own, {
        path: `^libs/${either(strangers)}/`,
      }),
    );
}

for (const [name, { doors }] of Object.entries(libraries)) {
  const inside = `^libs/${name}/src/(?!${either(doors)}\\.ts$)`;
  forbidden.push(
    rule(
      `door-${name}`,
      `libs/${name} is entered by its doors: ${doors.join(', ')}.`,
      {
        path: '^(?:apps|libs|test)/',
        pathNot: [`^libs/${name}/`, '^test/support/'],
      },
      { path: inside },
    ),
  );
  const open = name === 'platform' ? doorsOfPlatformOpenToLibraries : ['index'];
  const shut = doors.filter((door) => !open.includes(door));
  if (shut.length > 0)
    forbidden.push(
      rule(
        `shut-to-libraries-${name}`,
        `A library opens no ${shut.join(', ')} door of ${name}.`,
        {
          path: '^libs/',
          pathNot: [`^libs/${name}/`, TEST_CODE],
        },
        { path: `^libs/${name}/src/${either(shut)}\\.ts$` },
      ),
    );
}

for (const [name, { opens, usesLibraries = names, usesApps }] of Object.entries(apps)) {
  const own = { path: `^apps/${name}/`, pathNot: TEST_CODE };
  const doors = [...new Set(names.flatMap((library) => libraries[library].doors))].filter(
    (door) => !opens.includes(door),
  );
  if (opens.length > 0)
    forbidden.push(
      rule(`app-doors-${name}`, `apps/${name} opens only: ${opens.join(', ')}.`, own, {
        path: `^libs/[^/]+/src/${either(doors)}\\.ts$`,
      }),
    );
  const strangers = names.filter((library) => !usesLibraries.includes(library));
  if (strangers.length > 0)
    forbidden.push(
      rule(`app-libraries-${name}`, `apps/${name} uses only: ${usesLibraries.join(', ')}.`, own, {
        path: `^libs/${either(strangers)}/`,
      }),
    );
  const otherApps = Object.keys(apps).filter((app) => app !== name && !usesApps.includes(app));
  forbidden.push(
    rule(`app-apps-${name}`, `apps/${name} uses only these apps: ${usesApps.join(', ') || 'none'}.`, own, {
      path: `^apps/${either(otherApps)}/`,
    }),
  );
}

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['ts-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json', '.node'],
    },
  },
};
