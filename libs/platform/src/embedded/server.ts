/**
 * An embedded PostgreSQL over initdb and pg_ctl: started once, detached from us, adopted when it already runs, stopped
 * cleanly by whoever started it. For development, tests and the demo; loopback only.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresBinaries, type PostgresBinaries } from './binaries.js';
import { EmbeddedFailure } from './failure.js';
import { isAlive, isListed, withFileLock } from './file-lock.js';
import {
  fallbackFolder,
  freePort,
  isFree,
  newPassword,
  openHome,
  readRecord,
  serverFolder,
  writeFor,
  writeRecord,
  type ConnectionRecord,
} from './folder.js';
import { serverUser, type ServerUser } from './os-user.js';
import { ensureDatabase, isPostgresProcess, logTail, probe, runProgram, urlOf } from './programs.js';
import { embeddedSettings, settingsFile, type PostgresSettings } from './settings.js';

const MAJOR_VERSION = '18';
const START_ATTEMPTS_MAX = 10;
const REAP_MS_MAX = 10_000;
const PAUSE_MS = 100;
const START_SECONDS_MAX = 60;
const STOP_SECONDS_MAX = 30;

/** How to start an embedded PostgreSQL. */
export interface EmbeddedPostgresOptions {
  /** The folder it lives in, made when missing (`CARTWRIGHT_HOME`). */
  readonly home: string;
  /** The database made at the first start. Default `cartwright`. */
  readonly database?: string;
  readonly settings?: PostgresSettings;
  /** Insists on this port; otherwise a free one is chosen and kept. */
  readonly port?: number;
  /** Told one sentence about anything unusual. */
  readonly report?: (sentence: string) => void;
}

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  /** True when this call started it, false when it was running already. */
  readonly started: boolean;
  readonly port: number;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly postmasterPid: number;
  /** The URL of one of its databases. */
  url(database?: string): string;
  /** Stops the server cleanly; sessions are disconnected. */
  stop(): Promise<void>;
  /** Stops it and deletes its data, also where they had to be kept outside the home. */
  remove(): Promise<void>;
}

interface Place {
  readonly home: string;
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly user: ServerUser | undefined;
  readonly binaries: PostgresBinaries;
  readonly database: string;
}

/** Starts the server of a home folder, or adopts it when it runs. Safe to call from several processes at once. @throws EmbeddedFailure */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = openHome(options.home);
  return withFileLock(join(home, 'postgres.lock'), async () => {
    const report = options.report ?? (() => undefined);
    const running = await findEmbeddedPostgres(home, options.database);
    if (running) return running;
    const place = placeOf(home, options.database ?? 'cartwright', report);
    await settleLeftover(place);
    let record = readRecord(home);
    if (!existsSync(join(place.data, 'PG_VERSION'))) record = await initialise(place, options.settings);
    else if (record?.folder !== place.folder) record = await resetPassword(place);
    checkVersion(place);
    record = await start(place, record, options);
    await ensureDatabase(urlOf(record, 'postgres'), place.database);
    return handle(place, record, true);
  });
}

/** The server of a home folder if it runs and answers; undefined otherwise. Starts nothing. */
export async function findEmbeddedPostgres(
  home: string,
  database = 'cartwright',
): Promise<EmbeddedPostgres | undefined> {
  const record = readRecord(home);
  if (!record) return undefined;
  const data = join(record.folder, 'data');
  const pid = postmasterPid(data);
  if (pid === undefined || !isAlive(pid)) return undefined;
  if ((await probe(record, data)) !== 'ours') return undefined;
  const user = serverUser();
  const binaries = postgresBinaries(
    user,
    () => fallbackFolder(home, user),
    () => undefined,
  );
  const log = join(record.folder, 'server.log');
  const place: Place = { home, folder: record.folder, data, log, user, binaries, database };
  await ensureDatabase(urlOf(record, 'postgres'), database);
  return handle(place, record, false);
}

function placeOf(home: string, database: string, report: (sentence: string) => void): Place {
  const user = serverUser();
  const folder = serverFolder(home, user, report);
  const binaries = postgresBinaries(user, () => fallbackFolder(home, user), report);
  return { home, folder, data: join(folder, 'data'), log: join(folder, 'server.log'), user, binaries, database };
}

function handle(place: Place, record: ConnectionRecord, started: boolean): EmbeddedPostgres {
  return {
    started,
    port: record.port,
    dataFolder: place.data,
    logFile: place.log,
    postmasterPid: postmasterPid(place.data) ?? 0,
    url: (database = place.database) => urlOf(record, database),
    stop: () => stop(place),
    remove: async () => {
      await stop(place);
      rmSync(place.folder, { recursive: true, force: true });
      rmSync(join(place.home, 'postgres.json'), { force: true });
    },
  };
}

/** A first line of postmaster.pid: the process that has, or had, the data folder. */
function postmasterPid(data: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Deals with what an earlier server left: one that starts or stops right now, one we cannot log in to, a reused process id. */
async function settleLeftover(place: Place): Promise<void> {
  const pid = postmasterPid(place.data);
  if (pid === undefined) return;
  if (isAlive(pid) && isPostgresProcess(pid)) return stop(place);
  // A killed server stays in the process table until its parent takes note, and PostgreSQL takes it for alive.
  const deadline = Date.now() + REAP_MS_MAX;
  while (!isAlive(pid) && isListed(pid) && Date.now() < deadline) await pause();
  // A container restarts with the same small process ids: the lock file then names a stranger and would block us for ever.
  if (isListed(pid)) rmSync(join(place.data, 'postmaster.pid'), { force: true });
}

async function initialise(place: Place, settings: PostgresSettings | undefined): Promise<ConnectionRecord> {
  if (existsSync(place.data) && readdirSync(place.data).length > 0)
    throw new EmbeddedFailure(
      `The data folder ${place.data} is broken (it has no PG_VERSION): delete ${place.home} to start anew, or restore it.`,
    );
  const draft = join(place.folder, 'data.new');
  const passwordFile = join(place.folder, 'password');
  rmSync(draft, { recursive: true, force: true });
  const record = { folder: place.folder, port: 0, password: newPassword() };
  writeFor(place.user, passwordFile, record.password);
  const common = ['-D', draft, '-U', 'cartwright', '--pwfile', passwordFile, '--auth=scram-sha-256', '--encoding=UTF8'];
  const extra = ['--no-instructions', ...(settings?.['fsync'] === 'off' ? ['--no-sync'] : [])];
  // The collation must not depend on the machine; letters of every script must count as letters, or Chinese has no trigrams.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'];
  let result = await runProgram(place.binaries.initdb, [...common, ...locale, ...extra], place);
  if (result.code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const plain = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    result = await runProgram(place.binaries.initdb, [...common, ...plain, ...extra], place);
  }
  rmSync(passwordFile, { force: true });
  if (result.code !== 0)
    throw new EmbeddedFailure(
      `PostgreSQL could not make its data folder ${place.data}: ${lastLine(result.output)}`,
      result.output,
    );
  const main = readFileSync(join(draft, 'postgresql.conf'), 'utf8');
  writeFor(place.user, join(draft, 'postgresql.conf'), `${main}\ninclude_if_exists = 'cartwright.conf'\n`);
  await rename(draft, place.data);
  writeRecord(place.home, record);
  return record;
}

/** The record is lost but the data is there: single-user mode needs no password. */
async function resetPassword(place: Place): Promise<ConnectionRecord> {
  const record = { folder: place.folder, port: 0, password: newPassword() };
  const postgres = place.binaries.initdb.replace(/initdb(\.exe)?$/, 'postgres$1');
  const result = await runProgram(postgres, ['--single', '-D', place.data, 'postgres'], {
    ...place,
    input: `ALTER ROLE cartwright PASSWORD '${record.password}'\n`,
  });
  if (result.code !== 0) throw broken(place, result.output);
  writeRecord(place.home, record);
  return record;
}

function checkVersion(place: Place): void {
  const version = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR_VERSION)
    throw new EmbeddedFailure(
      `The data folder ${place.data} was made by PostgreSQL ${version || '(unknown)'}, the embedded one is ${MAJOR_VERSION}: upgrade it or choose another CARTWRIGHT_HOME.`,
    );
}

async function start(
  place: Place,
  known: ConnectionRecord | undefined,
  options: EmbeddedPostgresOptions,
): Promise<ConnectionRecord> {
  let record = known as ConnectionRecord;
  for (let attempt = 1; ; attempt++) {
    const kept = options.port ?? record.port;
    const port = kept !== 0 && (await isFree(kept)) ? kept : await freePort();
    if (options.port !== undefined && port !== options.port)
      throw new EmbeddedFailure(`Port ${options.port} for the embedded PostgreSQL is taken by another program.`);
    const settings = { ...(options.settings ?? embeddedSettings), port, listen_addresses: '127.0.0.1' };
    const text = settingsFile({ ...settings, unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC' });
    writeFor(place.user, join(place.data, 'cartwright.conf'), text);
    const from = logTail(place.log).size;
    const begin = ['start', '-D', place.data, '-l', place.log, '-w', '-s', '-t', String(START_SECONDS_MAX)];
    const result = await runProgram(place.binaries.pgCtl, begin, place);
    record = { ...record, port };
    if (result.code === 0) {
      writeRecord(place.home, record);
      return record;
    }
    const words = logTail(place.log, from).text || result.output;
    if (attempt === START_ATTEMPTS_MAX) throw broken(place, words);
    // Children of a killed server leave a moment after it; until then their memory is in use.
    if (/shared memory block/.test(words)) await pause();
    else if (!/could not bind|address already in use/i.test(words)) throw broken(place, words);
  }
}

async function stop(place: Place): Promise<void> {
  const seconds = String(STOP_SECONDS_MAX);
  const fast = await runProgram(
    place.binaries.pgCtl,
    ['stop', '-D', place.data, '-m', 'fast', '-w', '-s', '-t', seconds],
    place,
  );
  if (fast.code === 0 || postmasterPid(place.data) === undefined) return;
  await runProgram(
    place.binaries.pgCtl,
    ['stop', '-D', place.data, '-m', 'immediate', '-w', '-s', '-t', seconds],
    place,
  );
}

function broken(place: Place, words: string): EmbeddedFailure {
  const reason = /(?:FATAL|PANIC|pg_ctl|postgres):\s*(.+)/.exec(words)?.[1] ?? lastLine(words);
  return new EmbeddedFailure(
    `PostgreSQL does not start on ${place.data}: ${reason.replace(/\.$/, '')}. Look at ${place.log}, restore the folder, or delete ${place.home} to start anew.`,
    words,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
