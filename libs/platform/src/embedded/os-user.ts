/**
 * PostgreSQL refuses to run as root. Started by root (a container, a CI machine) the embedded server runs as the system user
 * `postgres`, and everything that user must read has to lie under folders it may walk through.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EmbeddedFailure } from './failure.js';

const USER_NAME = 'postgres';

/** The identity the server runs under; undefined means: as we are. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user to run the server as. Creates `postgres` when root needs it and it is missing. @throws EmbeddedFailure */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp();
  if (known) return known;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', USER_NAME], {
      stdio: 'pipe',
    });
  } catch (error) {
    throw new EmbeddedFailure(
      'PostgreSQL cannot run as root and the system user "postgres" could not be created: create it, start as another user, or set DATABASE_URL.',
      String(error),
    );
  }
  const created = lookUp();
  if (created) return created;
  throw new EmbeddedFailure('The system user "postgres" was created but cannot be found; set DATABASE_URL instead.');
}

/** True when `user` may walk through every folder above `path` and through `path` itself. */
export function canReach(user: ServerUser | undefined, path: string): boolean {
  if (!user) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found && !mayEnter(user, found)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function mayEnter(user: ServerUser, folder: { mode: number; uid: number; gid: number }): boolean {
  if (folder.uid === user.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === user.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

function lookUp(): ServerUser | undefined {
  let entry: string | undefined;
  try {
    entry = execFileSync('getent', ['passwd', USER_NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    entry = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`${USER_NAME}:`));
  }
  const fields = entry?.trim().split(':');
  return fields && fields.length > 3 ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
