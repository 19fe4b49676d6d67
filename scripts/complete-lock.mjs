/**
 * `node scripts/complete-lock.mjs [--check]`: npm leaves out of package-lock.json the builds for other systems that its
 * registry could not show at the time, and then `npm ci` refuses the file on every machine. This adds them: their versions are
 * pinned by the packages that name them, their systems stand in their names. Run it after `npm install <package>`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { main, Sentence } from './ground.mjs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

await main(() => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const missing = missingBuilds(lock.packages);
  if (missing.length === 0) return;
  if (process.argv.includes('--check'))
    throw new Sentence(
      `package-lock.json lacks ${missing.length} builds (${missing[0].name}, …): run node scripts/complete-lock.mjs.`,
    );
  for (const { name, version, dev } of missing) lock.packages[`node_modules/${name}`] = entryFor(name, version, dev);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  process.stderr.write(`Added ${missing.length} builds for other systems to package-lock.json.\n`);
});

/** Optional dependencies with an exact version that no entry answers. */
function missingBuilds(packages) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(packages))
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {}))
      if (/^\d/.test(version) && !isFound(packages, path, name)) missing.set(name, { name, version, dev: entry.dev });
  return [...missing.values()];
}

/** Looks up from the package that asks, as node does. */
function isFound(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder}${folder === '' ? '' : '/'}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

function entryFor(name, version, dev) {
  const words = name.split('/').at(-1).split('-');
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}
