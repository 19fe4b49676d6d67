/** Settings: defaults, every problem at once, secrets, and that `.env.example` is true. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CartwrightConfig, ConfigError } from '../config.js';
import { envExample } from '../env-example.js';
import { loadConfig } from '../load-config.js';
import { declaredSettings } from '../setting.js';
import { startFailure } from '../start-failure.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://shop:pw@db:5432/shop',
  TOKEN_SECRET: 'k2J9-a-real-secret-of-production-0815',
};

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    CartwrightConfig.fromEnvironment(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('reading', () => {
  it('needs nothing', () => {
    expect(CartwrightConfig.fromEnvironment({})).toEqual(CartwrightConfig.of());
    expect(CartwrightConfig.of()).toMatchObject({
      port: 3000,
      storeCurrency: 'USD',
      cartLinesMax: 120,
      orderHoldMinutes: 1440,
      workerInApi: true,
    });
  });

  it('reads every form', () => {
    const config = CartwrightConfig.fromEnvironment({
      PORT: '8080',
      WORKER_IN_API: 'off',
      STORE_CURRENCY: 'EUR',
      CORS_ORIGINS: 'https://a.example, http://localhost:5173',
      ALLOCATION_STRATEGY: 'most_stock',
      DATABASE_URL: 'postgresql://u:p@h/d',
      LOG_LEVEL: ' ',
    });
    expect(config).toMatchObject({
      port: 8080,
      workerInApi: false,
      storeCurrency: 'EUR',
      corsOrigins: ['https://a.example', 'http://localhost:5173'],
      allocationStrategy: 'most_stock',
      databaseUrl: 'postgresql://u:p@h/d',
      logLevel: 'info',
    });
  });

  it('tells every problem at once, and no secret', () => {
    const problems = problemsOf({
      PORT: '70000',
      CART_LINES_MAX: '1.5',
      BATCH_LANES: 'many',
      STORE_CURRENCY: 'usd',
      WORKER_IN_API: 'maybe',
      SHIPPING_SPLIT: 'halves',
      DATABASE_URL: 'mysql://x',
      SANDBOX_GATEWAY_URL: 'nowhere',
      CORS_ORIGINS: 'https://a.example/path',
      TOKEN_SECRET: 'hush',
    });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'STORE_CURRENCY',
      'WORKER_IN_API',
      'TOKEN_SECRET',
      'CORS_ORIGINS',
      'CART_LINES_MAX',
      'SHIPPING_SPLIT',
      'SANDBOX_GATEWAY_URL',
      'BATCH_LANES',
    ]);
    expect(problems.join()).not.toContain('hush');
    expect(problems[0]).toBe('PORT must be a whole number from 0 to 65535 (it is "70000")');
  });
});

describe('production', () => {
  it('starts with what it needs', () => {
    expect(problemsOf(PRODUCTION)).toEqual([]);
  });

  it('refuses to start without its secret or database, or with example values', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toEqual([
      'DATABASE_URL must be set in production',
      'TOKEN_SECRET must be set in production',
    ]);
    expect(problemsOf({ ...PRODUCTION, TOKEN_SECRET: 'change-me-to-at-least-32-random-characters' })).toEqual([
      'TOKEN_SECRET still has its example value, which production refuses',
    ]);
  });

  it('makes no secret up', () => {
    const config = loadConfig(PRODUCTION);
    expect([config.tokenSecret, config.sandboxWebhookSecret]).toEqual([PRODUCTION.TOKEN_SECRET, undefined]);
  });
});

describe('secrets outside production', () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'cartwright-config-'))));
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('are made once and kept where only their owner reads', () => {
    const first = loadConfig({ CARTWRIGHT_HOME: home });
    const second = loadConfig({ CARTWRIGHT_HOME: home });
    expect(first.tokenSecret).toMatch(/^[\w-]{43}$/);
    expect(second.tokenSecret).toBe(first.tokenSecret);
    expect(first.sandboxWebhookSecret).not.toBe(first.tokenSecret);
    expect(statSync(join(home, 'secrets', 'token')).mode & 0o777).toBe(0o600);
  });

  it('give way to given ones', () => {
    const given = 'a-secret-of-more-than-thirty-two-characters';
    expect(loadConfig({ CARTWRIGHT_HOME: home, TOKEN_SECRET: given }).tokenSecret).toBe(given);
  });

  it('say in one sentence that they cannot be kept', () => {
    writeFileSync(join(home, 'file'), '');
    const load = (): CartwrightConfig => loadConfig({ CARTWRIGHT_HOME: join(home, 'file') });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(/the secret in .* cannot be kept/);
  });
});

describe('.env.example', () => {
  it('documents every setting as it is', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
    for (const { variable } of declaredSettings()) expect(envExample()).toMatch(new RegExp(`^# ${variable}=`, 'm'));
  });

  it('uncommented as a whole is a configuration outside production', () => {
    const lines = envExample().matchAll(/^# ([A-Z_]+)=(.*)$/gm);
    expect(problemsOf(Object.fromEntries([...lines].map(([, variable, value]) => [variable!, value!])))).toEqual([]);
  });
});

describe('what keeps a process from starting', () => {
  const config = { port: 3000, databaseUrl: 'postgres://shop:hunter2@db.example:5432/shop' };
  const failure = (code: string, extra: object = {}): Error => Object.assign(new Error('x'), { code, ...extra });
  it.each([
    [failure('EADDRINUSE'), 'Port 3000 is taken'],
    [failure('EACCES'), 'Port 3000 may not be opened'],
    [failure('ECONNREFUSED'), 'The database at db.example:5432/shop cannot be reached'],
    [new Error('wrapped', { cause: new AggregateError([failure('ENOTFOUND')]) }), 'cannot be reached'],
    [failure('28P01'), 'refuses the user or the password'],
    [failure('3D000'), 'does not exist'],
    [failure('42P01'), 'npm run migrate'],
    [new ConfigError(['PORT must be …']), 'PORT must be'],
  ])('%s is one sentence', (error, sentence) => {
    expect(startFailure(error, config)).toContain(sentence);
    expect(startFailure(error, config)).not.toContain('hunter2');
  });

  it('a defect is none', () => {
    expect(startFailure(new TypeError('undefined is not a function'), config)).toBeUndefined();
  });
});
