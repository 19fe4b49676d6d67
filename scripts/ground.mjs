/**
 * What every script stands on: dependencies installed, sources built, failures told in one sentence. Plain JavaScript without
 * dependencies: it runs on a fresh clone before anything is installed. All chatter goes to stderr; stdout is the command's.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_MIN = [20, 19];
const LOCK_WAIT_MS_MAX = 600_000;
const INSTALL_STAMP = join(root, 'node_modules', '.cartwright-install');
const BUILD_STAMP = join(root, 'dist', '.cartwright-build');
const INSTALL_FLAGS = ['--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
/** Set by `npm run x --flag` (without the second `--`): they are meant for our command and would change what npm ci does. */
const NOT_FOR_NPM =
  /^npm_config_(json|dry_run|only|omit|include|production|global|quick|workspaces?|parseable|long|silent|loglevel)$/i;

/** An expected failure: one sentence, no stack. */
export class Sentence extends Error {}

/** Runs a script's body from the repository's root; a {@link Sentence} is printed alone, and the exit code is 1. */
export async function main(body) {
  try {
    requireNode();
    process.chdir(root);
    await body();
  } catch (error) {
    process.stderr.write(`${error instanceof Sentence ? error.message : (error?.stack ?? error)}\n`);
    process.exitCode = 1;
  }
}

/** Installs the dependencies when they are missing or not those of package-lock.json. */
export function ensureInstalled() {
  if (isInstalled()) return;
  locked('install', () => {
    if (isInstalled()) return;
    process.stderr.write('Installing the dependencies (once)…\n');
    const startedAt = Date.now();
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_NPM.test(name)));
    const npm = (...verb) =>
      run(...npmCommand([...verb, ...INSTALL_FLAGS]), { ...environment, NODE_ENV: 'development' });
    let code = npm('ci');
    if (code !== 0) {
      requireWritable(root);
      // npm ci also refuses a lock file that lacks builds for other systems; npm install takes it as it is.
      process.stderr.write('npm ci failed; trying npm install.\n');
      code = npm('install', '--no-save');
    }
    if (code !== 0)
      throw new Sentence(
        `The dependencies could not be installed; what npm said stands above. A network or registry problem passes: try again.`,
      );
    writeFileSync(INSTALL_STAMP, installKey());
    process.stderr.write(`Installed in ${seconds(startedAt)} s.\n`);
  });
}

/** Builds dist when it is missing or was made from other sources. */
export function ensureBuilt({ force = false } = {}) {
  const sources = listSources();
  const key = contentKey(sources);
  if (!force && readText(BUILD_STAMP)?.startsWith(key)) return;
  locked('build', () => {
    const stamp = readText(BUILD_STAMP);
    if (!force && stamp?.startsWith(key)) return;
    process.stderr.write('Building…\n');
    const startedAt = Date.now();
    // A source that is gone must not live on in dist.
    const gone = stamp
      ?.split('\n')
      .slice(1)
      .some((path) => path !== '' && !existsSync(join(root, path)));
    requireWritable(root);
    if (force || gone) rmSync(join(root, 'dist'), { recursive: true, force: true });
    rmSync(BUILD_STAMP, { force: true });
    const code = node(['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json']);
    if (code !== 0) throw new Sentence('The build failed: the type errors stand above.');
    copyAssets();
    if (node(['scripts/bundle.mjs']) !== 0)
      throw new Sentence('The build could not be bundled; the reason stands above.');
    buildWebApps();
    writeFileSync(BUILD_STAMP, [key, ...sources].join('\n') + '\n');
    process.stderr.write(`Built in ${seconds(startedAt)} s.\n`);
  });
}

/** Runs node with arguments, its stdout joined to our stderr. Resolves with the exit code. */
export function node(args, { env = process.env, stdout = 2 } = {}) {
  return run(process.execPath, args, env, stdout);
}

/** Runs the built command line in this process, as if it had been called with these arguments. */
export async function runCli(args) {
  const entry = join(root, 'dist', 'bundle', 'cli.js');
  process.argv = [process.argv[0], entry, ...args];
  // Node 22 keeps compiled code between runs; on 20 this is not there. No source maps: reading them all costs 0.3 s a start.
  nodeModule.enableCompileCache?.();
  await import(new URL(`file://${entry.split(sep).join('/')}`).href);
}

function run(command, args, env = process.env, stdout = 2) {
  const result = spawnSync(command, args, {
    cwd: root,
    env,
    shell: command.endsWith('.cmd'),
    stdio: ['ignore', stdout, 2],
  });
  if (result.error?.code === 'ENOENT') throw new Sentence(`"${command}" was not found; it is needed for this.`);
  return result.status ?? 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1]))
    throw new Sentence(`Cartwright needs Node ${NODE_MIN.join('.')} or newer; this is ${process.versions.node}.`);
}

function requireWritable(folder) {
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    writeFileSync(probe, '');
    unlinkSync(probe);
  } catch (error) {
    throw new Sentence(
      `The folder ${folder} cannot be written (${error.code}): give this user the right to, or clone it elsewhere.`,
    );
  }
}

/** npm as it was called, so that the same version installs; else the one on the path. */
function npmCommand(args) {
  const self = process.env.npm_execpath;
  if (self && /npm-cli\.c?js$/.test(self) && existsSync(self)) return [process.execPath, [self, ...args]];
  return process.platform === 'win32' ? ['npm.cmd', args] : ['npm', args];
}

function installKey() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  const key = installKey();
  if (readText(INSTALL_STAMP) === key) return true;
  // Installed by hand: accepted when npm's own record names the versions of the lock file.
  const record = readText(join(root, 'node_modules', '.package-lock.json'));
  if (record === undefined) return false;
  const have = JSON.parse(record).packages ?? {};
  const want = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const complete = Object.entries(want).every(
    ([path, entry]) => path === '' || entry.optional || entry.peer || have[path]?.version === entry.version,
  );
  if (complete) {
    try {
      writeFileSync(INSTALL_STAMP, key);
    } catch {
      // Read-only node_modules: the comparison is made again next time.
    }
  }
  return complete;
}

/** Everything the build reads, as paths from the root. */
function listSources() {
  const found = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/bundle.mjs'];
  for (const top of ['apps', 'libs'])
    walk(join(root, top), (path) => found.push(relative(root, path).split(sep).join('/')));
  return found.filter((path) => !/\.spec\.tsx?$|\.md$/.test(path)).sort();
}

function walk(folder, visit) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path, visit);
    else visit(path);
  }
}

function contentKey(paths) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

/** tsc copies no files that are not TypeScript; what lies beside the code is read at run time. */
function copyAssets() {
  for (const path of listSources()) {
    if (!/^(apps|libs)\/[^/]+\/src\//.test(path) || ['.ts', '.tsx'].includes(extname(path)) || isWebApp(path)) continue;
    const target = join(root, 'dist', path);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, path), target);
  }
}

/** Web apps are those with a vite.config; each is built to dist/apps/<name>. */
function buildWebApps() {
  for (const name of readdirSync(join(root, 'apps'))) {
    if (!isWebApp(`apps/${name}/`)) continue;
    const code = node([
      'node_modules/vite/bin/vite.js',
      'build',
      `apps/${name}`,
      '--outDir',
      join(root, 'dist', 'apps', name, 'web'),
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ]);
    if (code !== 0) throw new Sentence(`The build of apps/${name} failed; the reason stands above.`);
  }
}

function isWebApp(path) {
  const app = path.split('/').slice(0, 2).join('/');
  return ['ts', 'js', 'mjs'].some((suffix) => existsSync(join(root, app, `vite.config.${suffix}`)));
}

/** One install or build at a time in this folder, over all processes; a dead holder's lock is taken over. */
function locked(name, body) {
  const path = join(
    tmpdir(),
    `cartwright-${name}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`,
  );
  const deadline = Date.now() + LOCK_WAIT_MS_MAX;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw new Sentence(`The lock ${path} cannot be made (${error.code}).`);
    }
    const holder = Number(readText(path));
    const ageMs = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if ((holder > 0 ? !isAlive(holder) : ageMs > 5_000) || Date.now() > deadline) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  try {
    return body();
  } finally {
    rmSync(path, { force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function seconds(startedAt) {
  return ((Date.now() - startedAt) / 1000).toFixed(1);
}
