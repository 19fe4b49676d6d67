/** Where an embedded PostgreSQL keeps itself: its folder, and the small private record of how to reach it. */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { EmbeddedFailure } from './failure.js';
import { canReach, type ServerUser } from './os-user.js';

/** The record in the home folder (`postgres.json`, readable by its owner only). */
export interface ConnectionRecord {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
}

/** Makes the home folder. @throws EmbeddedFailure when it cannot be made or written. */
export function openHome(home: string): string {
  const path = resolve(home);
  try {
    mkdirSync(path, { recursive: true });
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new EmbeddedFailure(
      `The folder ${path} cannot be written (${(error as NodeJS.ErrnoException).code}): choose another by CARTWRIGHT_HOME.`,
    );
  }
  return path;
}

/** The server's folder: in the home, or in /var/tmp when the server's user could not get to it there. */
export function serverFolder(home: string, user: ServerUser | undefined, report: (sentence: string) => void): string {
  const beside = join(home, 'postgres');
  if (canReach(user, home)) return owned(beside, user, 0o700);
  const elsewhere = fallbackFolder(home, user);
  report(`The user that runs PostgreSQL cannot enter ${home}, so the data is kept in ${elsewhere}.`);
  return elsewhere;
}

/** A folder under /var/tmp named after the home, for what the server's user cannot reach inside it. */
export function fallbackFolder(home: string, user: ServerUser | undefined): string {
  const name = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12);
  return owned(join('/var/tmp', `cartwright-${name}`), user, 0o755);
}

/** The record as last written, if the home has one. */
export function readRecord(home: string): ConnectionRecord | undefined {
  try {
    const found = JSON.parse(readFileSync(recordPath(home), 'utf8')) as Partial<ConnectionRecord>;
    if (typeof found.folder === 'string' && typeof found.port === 'number' && typeof found.password === 'string')
      return { folder: found.folder, port: found.port, password: found.password };
  } catch {
    // None, or not ours: it is made anew.
  }
  return undefined;
}

/** Writes the record in one step. */
export function writeRecord(home: string, record: ConnectionRecord): void {
  const draft = `${recordPath(home)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record, null, 2), { mode: 0o600 });
  renameSync(draft, recordPath(home));
}

/** A password nobody has to type. */
export function newPassword(): string {
  return randomBytes(24).toString('hex');
}

/** A loopback port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** True when nothing listens on the loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.on('error', () => answer(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => answer(true)));
  });
}

/** Writes a file that the server's user may read and nobody else. */
export function writeFor(user: ServerUser | undefined, path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  if (user) chownSync(path, user.uid, user.gid);
}

function recordPath(home: string): string {
  return join(home, 'postgres.json');
}

/** Makes a folder of the server's user. One in a shared place that somebody else made is not trusted. */
function owned(path: string, user: ServerUser | undefined, mode: number): string {
  mkdirSync(path, { recursive: true, mode });
  const found = lstatSync(path);
  const mine = new Set([process.getuid?.(), user?.uid]);
  if (!found.isDirectory() || (process.getuid && !mine.has(found.uid)))
    throw new EmbeddedFailure(
      `The folder ${path} belongs to another user; remove it or choose another CARTWRIGHT_HOME.`,
    );
  chmodSync(path, mode);
  if (user) chownSync(path, user.uid, user.gid);
  return path;
}
