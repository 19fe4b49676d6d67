import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A small clone: our scripts, one local dependency, a compiler and a test runner that only do what the scripts look at. */
describe('the scripts on a fresh clone', () => {
  let clone: string;
  beforeEach(() => {
    clone = realpathSync(mkdtempSync(join(tmpdir(), 'cartwright-clone-')));
    cpSync('scripts', join(clone, 'scripts'), { recursive: true });
    put('tool/package.json', JSON.stringify({ name: 'tool', version: '1.0.0' }));
    put(
      'package.json',
      JSON.stringify({ name: 'clone', version: '1.0.0', type: 'module', devDependencies: { tool: 'file:tool' } }),
    );
    put('tsconfig.json', '{}');
    put('tsconfig.build.json', '{}');
    put('apps/cli/src/main.ts', 'console.log(JSON.stringify(process.argv.slice(2)));');
    put('libs/x/src/words.json', '["kept"]');
    lock();
  });
  afterEach(() => rmSync(clone, { recursive: true, force: true }));

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(clone, path)), { recursive: true });
    writeFileSync(join(clone, path), text);
  }
  function lock(version = '1.0.0'): void {
    const packages = {
      '': { name: 'clone', version, devDependencies: { tool: 'file:tool' } },
      'node_modules/tool': { resolved: 'tool', link: true },
      tool: { version: '1.0.0', dev: true },
    };
    put('package-lock.json', JSON.stringify({ name: 'clone', version, lockfileVersion: 3, requires: true, packages }));
  }
  function run(
    script: string,
    args: readonly string[] = [],
    environment: NodeJS.ProcessEnv = {},
  ): SpawnSyncReturns<string> {
    const env = { ...process.env, CI: 'false', ...environment };
    return spawnSync(process.execPath, [join(clone, 'scripts', script), ...args], {
      cwd: tmpdir(),
      env,
      encoding: 'utf8',
    });
  }
  /** "Compiles" and "bundles" by copying the command line to where the build puts it; fails on a source that says BROKEN. */
  function plantCompiler(): void {
    put(
      'node_modules/typescript7/bin/tsc',
      `const { mkdirSync, readFileSync, writeFileSync, existsSync } = require('node:fs');
       const text = readFileSync('apps/cli/src/main.ts', 'utf8');
       if (text.includes('BROKEN')) { console.log('main.ts(1,1): error'); process.exit(2); }
       for (const name of ['main', 'extra']) if (existsSync('apps/cli/src/' + name + '.ts')) {
         mkdirSync('dist/apps/cli/src', { recursive: true });
         writeFileSync('dist/apps/cli/src/' + name + '.js', readFileSync('apps/cli/src/' + name + '.ts', 'utf8'));
       }`,
    );
    put('node_modules/typescript7/package.json', '{}');
    put('node_modules/esbuild/package.json', '{"type":"commonjs"}');
    put(
      'node_modules/esbuild/index.js',
      `const { cpSync } = require('node:fs');
       exports.build = async ({ entryPoints, outdir }) => cpSync(entryPoints.cli, outdir + '/cli.js');`,
    );
  }
  function install(environment: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    put(
      'scripts/install-only.mjs',
      "import { ensureInstalled, main } from './ground.mjs';\nawait main(ensureInstalled);",
    );
    return run('install-only.mjs', [], environment);
  }

  it('install what the lock file names, once, with nothing on stdout', () => {
    const first = install();
    expect([first.status, first.stdout]).toEqual([0, '']);
    expect(first.stderr).toMatch(/^Installing the dependencies[^]*Installed in/);
    expect(existsSync(join(clone, 'node_modules/tool/package.json'))).toBe(true);
    expect(install()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    lock('1.0.1');
    put(
      'package.json',
      JSON.stringify({ name: 'clone', version: '1.0.1', type: 'module', devDependencies: { tool: 'file:tool' } }),
    );
    rmSync(join(clone, 'node_modules/.package-lock.json'));
    expect(install().stderr).toContain('Installing');
  });

  it('accept an installation made by hand', () => {
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: clone,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    expect(npm.status).toBe(0);
    expect(install()).toMatchObject({ status: 0, stderr: '' });
  });

  it('are not led astray by settings that npm passes on', () => {
    const noise = {
      npm_config_omit: 'dev',
      npm_config_json: 'true',
      npm_config_dry_run: 'true',
      npm_config_only: 'orders',
      NODE_ENV: 'production',
    };
    expect(install(noise)).toMatchObject({ status: 0, stdout: '' });
    expect(existsSync(join(clone, 'node_modules/tool/package.json'))).toBe(true);
  });

  it('build when sources changed, and leave stdout to the command', () => {
    install();
    plantCompiler();
    const first = run('run.mjs', ['bench', '--json']);
    expect([first.stdout, first.status]).toEqual(['["bench","--json"]\n', 0]);
    expect(first.stderr).toMatch(/^Building…\nBuilt in/);
    expect(readFileSync(join(clone, 'dist/libs/x/src/words.json'), 'utf8')).toBe('["kept"]');
    expect(run('run.mjs', ['audit'])).toMatchObject({ stdout: '["audit"]\n', stderr: '' });
    put('apps/cli/src/main.ts', 'console.log("changed");');
    expect(run('run.mjs', ['audit']).stdout).toBe('changed\n');
  });

  it('let no removed source live on in the build', () => {
    install();
    plantCompiler();
    put('apps/cli/src/extra.ts', '');
    run('build.mjs');
    expect(existsSync(join(clone, 'dist/apps/cli/src/extra.js'))).toBe(true);
    rmSync(join(clone, 'apps/cli/src/extra.ts'));
    run('run.mjs', ['x']);
    expect(existsSync(join(clone, 'dist/apps/cli/src/extra.js'))).toBe(false);
  });

  it('say in a sentence that the build failed, and run nothing', () => {
    install();
    plantCompiler();
    put('apps/cli/src/main.ts', 'BROKEN');
    const result = run('start.mjs');
    expect([result.status, result.stdout]).toEqual([1, '']);
    expect(result.stderr).toMatch(/The build failed: the type errors stand above\.\n$/);
    expect(result.stderr).not.toMatch(/ at /);
  });

  it('end a test run with the counts alone on the last line', () => {
    install();
    plantCompiler();
    const reporting = (report: object, code: number): void =>
      put(
        'node_modules/jest/bin/jest.js',
        `const at = process.argv.find((word) => word.startsWith('--outputFile=')).slice(13);
         console.log('noise'); require('node:fs').writeFileSync(at, '${JSON.stringify(report)}'); process.exit(${code});`,
      );
    put('node_modules/jest/package.json', '{}');
    reporting({ numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 }, 0);
    expect(run('test.mjs', ['some'])).toMatchObject({ status: 0, stdout: '7 passed, 0 failed\n' });
    reporting({ numPassedTests: 7, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }, 1);
    expect(run('test.mjs', ['some'])).toMatchObject({ status: 1, stdout: '7 passed, 3 failed\n' });
    put('node_modules/jest/bin/jest.js', 'process.exit(9);');
    expect(run('test.mjs', ['some'])).toMatchObject({ status: 1, stdout: '0 passed, 1 failed\n' });
  });
});
