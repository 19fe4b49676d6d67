/** A lock between processes of one machine, held by a file that names its holder; the lock of a dead process is broken. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedFailure } from './failure.js';

const POLL_MS = 50;

/**
 * Runs `body` while holding the lock file at `path`.
 * @throws EmbeddedFailure when a living process holds it longer than `waitMsMax`.
 */
export async function withFileLock<T>(
  path: string,
  body: () => Promise<T>,
  options: { readonly waitMsMax?: number } = {},
): Promise<T> {
  const waitMsMax = options.waitMsMax ?? 120_000;
  await mkdir(dirname(path), { recursive: true });
  const token = `${process.pid} ${randomUUID()}`;
  const deadline = Date.now() + waitMsMax;
  while (!(await taken(path, token))) {
    const holder = await readFile(path, 'utf8').catch(() => undefined);
    if (holder !== undefined && !isAlive(Number.parseInt(holder, 10))) await breakLock(path, holder);
    else if (Date.now() > deadline)
      throw new EmbeddedFailure(`Another process (${holder?.split(' ')[0] ?? 'unknown'}) holds ${path} for too long.`);
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await body();
  } finally {
    if ((await readFile(path, 'utf8').catch(() => undefined)) === token) await unlink(path).catch(() => undefined);
  }
}

/** True while a process of that id runs, whoever owns it. One that has ended and waits for its parent does not run. */
export function isAlive(pid: number): boolean {
  if (!isListed(pid)) return false;
  try {
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return !existsSync('/proc/self/stat');
  }
}

/** True while the process table has that id, be it of a process that has ended. */
export function isListed(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Creates the lock with its content in one step (link), so that no reader meets an empty lock. */
async function taken(path: string, token: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, token, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

/** Moves the dead holder's file away; if a rival was faster and we moved a living lock, it is put back. */
async function breakLock(path: string, holder: string): Promise<void> {
  const moved = `${path}.${randomUUID()}`;
  try {
    await rename(path, moved);
  } catch {
    return; // A rival broke it first.
  }
  if ((await readFile(moved, 'utf8')) !== holder) await link(moved, path).catch(() => undefined);
  await unlink(moved).catch(() => undefined);
}
