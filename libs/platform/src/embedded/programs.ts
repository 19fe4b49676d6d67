/** Runs the PostgreSQL programs under the right user, and asks a server who it is. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import pg from 'pg';
import type { ConnectionRecord } from './folder.js';
import type { ServerUser } from './os-user.js';

const CONNECT_MS_MAX = 5_000;
const LOG_TAIL_BYTES_MAX = 16_384;

/** What a finished program said. */
export interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end, as the server's user, with nothing of our environment that PostgreSQL would read. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly user: ServerUser | undefined; readonly folder: string; readonly input?: string },
): Promise<ProgramResult> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('PG') && !name.startsWith('LC_') && name !== 'LANG',
    ),
  );
  return new Promise((done) => {
    // In a session of its own: the server outlives us, and a Ctrl-C at our terminal must not cut its start off half-way.
    const child = spawn(program, [...args], {
      cwd: options.folder,
      env: { ...environment, LC_ALL: 'C' },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...options.user,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-LOG_TAIL_BYTES_MAX);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => done({ code: -1, output: String(error) }));
    // 'exit', not 'close': a started server may keep the pipes open for ever.
    child.on('exit', (code) => setImmediate(() => done({ code, output })));
    if (options.input !== undefined) child.stdin?.end(options.input);
  });
}

/** The URL of a database on the server of the record. */
export function urlOf(record: ConnectionRecord, database: string): string {
  return `postgres://cartwright:${record.password}@127.0.0.1:${record.port}/${database}`;
}

/** Asks the server at the recorded port whether it serves that data folder. */
export async function probe(record: ConnectionRecord, data: string): Promise<'ours' | 'foreign'> {
  try {
    const [row] = await ask<{ folder: string }>(
      urlOf(record, 'postgres'),
      "SELECT current_setting('data_directory') AS folder",
    );
    return row !== undefined && real(row.folder) === real(data) ? 'ours' : 'foreign';
  } catch {
    return 'foreign';
  }
}

/** Creates the database unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const found = await ask(adminUrl, `SELECT 1 FROM pg_database WHERE datname = '${name.replaceAll("'", "''")}'`);
  if (found.length > 0) return;
  await ask(adminUrl, `CREATE DATABASE "${name.replaceAll('"', '""')}"`).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

/** True when the process of that id is a PostgreSQL server; true also where that cannot be found out. */
export function isPostgresProcess(pid: number): boolean {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
    if (process.platform === 'win32') return true;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes('postgres');
  } catch {
    return true;
  }
}

/** The end of the server's log, from a byte position on. */
export function logTail(path: string, from = 0): { size: number; text: string } {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const start = Math.max(from, size - LOG_TAIL_BYTES_MAX);
  if (size <= start) return { size, text: '' };
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(size - start);
    readSync(file, buffer, 0, buffer.length, start);
    return { size, text: buffer.toString('utf8') };
  } finally {
    closeSync(file);
  }
}

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS_MAX });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
