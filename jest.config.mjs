const transformOptions = (syntax) => ({
  jsc: {
    target: 'es2023',
    parser: syntax,
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
});

// Nest 12 and a few of its neighbours are ESM only; they are compiled to CommonJS inside the test VM (ADR 0002).
const esmOnly = [
  '@nestjs',
  'file-type',
  'jose',
  'lru-cache',
  '@faker-js',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@borewit',
  '@tokenizer',
  'csv-parse',
  'fast-check',
  'pure-rand',
  'rate-limiter-flexible',
  'stripe',
  'typeorm',
  'uuid',
];

/** One base for every suite; `npm test` chooses folders. */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['ts-source', 'node', 'require', 'default'] },
  testMatch: ['<rootDir>/libs/*/src/**/*.spec.ts', '<rootDir>/apps/*/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '\\.ts$': ['@swc/jest', transformOptions({ syntax: 'typescript', decorators: true })],
    'node_modules/.+\\.m?js$': ['@swc/jest', transformOptions({ syntax: 'ecmascript' })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
