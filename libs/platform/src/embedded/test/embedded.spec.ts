import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive } from '../file-lock.js';
import {
  EmbeddedFailure,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  throwawaySettings,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '#libs/platform/embedded';

const settings = { ...throwawaySettings, shared_buffers: '16MB', max_connections: 20 };
const isRoot = process.getuid?.() === 0;

describe('the embedded PostgreSQL', () => {
  let parent: string;
  let home: string;
  let said: string[];
  const running = new Set<EmbeddedPostgres>();

  beforeEach(() => {
    // Not below the home of root, and not below a private temporary folder: the server's user must get there.
    parent = mkdtempSync('/tmp/cartwright-embedded-');
    chmodSync(parent, 0o755);
    home = join(parent, 'home');
    said = [];
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    running.clear();
    rmSync(parent, { recursive: true, force: true });
  });

  const start = async (options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({
      home,
      settings,
      report: (sentence) => said.push(sentence),
      ...options,
    });
    running.add(server);
    return server;
  };
  const ask = async (server: EmbeddedPostgres, text: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: server.url() });
    await client.connect();
    try {
      return (await client.query({ text, rowMode: 'array' })).rows.flat();
    } finally {
      await client.end();
    }
  };
  const refusal = async (act: Promise<unknown>): Promise<string> => {
    const error = await act.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(EmbeddedFailure);
    return (error as Error).message;
  };

  it('starts on a folder that is not there yet, is adopted by the next start, and keeps data and port over a stop', async () => {
    const first = await start();
    expect(first.started).toBe(true);
    await ask(first, 'CREATE TABLE kept AS SELECT 1 AS one');
    const second = await start();
    expect(second).toMatchObject({ started: false, port: first.port, postmasterPid: first.postmasterPid });
    await first.stop();
    expect(await findEmbeddedPostgres(home)).toBeUndefined();
    const third = await start();
    expect(third).toMatchObject({ started: true, port: first.port });
    expect(await ask(third, 'SELECT one FROM kept')).toEqual([1]);
    expect(said).toEqual([]);
  });

  it('is started once when four ask at once', async () => {
    const servers = await Promise.all([start(), start(), start(), start()]);
    expect(servers.filter((server) => server.started)).toHaveLength(1);
    expect(new Set(servers.map((server) => server.postmasterPid)).size).toBe(1);
  });

  it('listens on the loopback only, with a password that only its owner can read', async () => {
    const server = await start();
    expect(
      await ask(server, "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"),
    ).toEqual(['127.0.0.1', '']);
    expect(statSync(join(home, 'postgres.json')).mode & 0o777).toBe(0o600);
    const stranger = new pg.Client({ connectionString: server.url().replace(/:[0-9a-f]+@/, ':wrong@') });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('counts Chinese letters as letters, whatever the locale of the machine', async () => {
    const server = await start();
    await ask(server, 'CREATE EXTENSION pg_trgm');
    expect(
      await ask(server, "SELECT similarity('无线耳机', '无线耳机') = 1, array_length(show_trgm('无线耳机'), 1)"),
    ).toEqual([true, 5]);
  });

  it('comes up again after its processes were killed', async () => {
    const first = await start();
    process.kill(first.postmasterPid, 'SIGKILL');
    await gone(first.postmasterPid);
    const second = await start();
    expect(second.started).toBe(true);
    expect(await ask(second, 'SELECT 1')).toEqual([1]);
  });

  it('is not kept from starting by a lock file that names some other living process', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(first.dataFolder, 'postmaster.pid'), `${process.pid}\n${first.dataFolder}\n`);
    expect((await start()).started).toBe(true);
  });

  it('makes a new password when the record of the old one is lost, also while it runs', async () => {
    await start();
    rmSync(join(home, 'postgres.json'));
    const second = await start();
    expect(second.started).toBe(true);
    expect(await ask(second, 'SELECT 1')).toEqual([1]);
  });

  it('takes another port when its own was taken meanwhile, unless one was asked for', async () => {
    const first = await start();
    await first.stop();
    const rival = await listenOn(first.port);
    try {
      expect(await refusal(start({ port: first.port }))).toBe(
        `Port ${first.port} for the embedded PostgreSQL is taken by another program.`,
      );
      expect((await start()).port).not.toBe(first.port);
    } finally {
      await new Promise((closed) => rival.close(closed));
    }
  });

  it('says in one sentence that the data folder is broken', async () => {
    const first = await start();
    await first.stop();
    rmSync(join(first.dataFolder, 'global'), { recursive: true });
    const sentence = await refusal(start());
    expect(sentence).toMatch(
      /^PostgreSQL does not start on .*data: could not find the database system\. Look at .*delete .* to start anew\.$/,
    );
    expect(sentence.split('\n')).toHaveLength(1);
  });

  it('says that a folder is no data folder, and leaves it alone', async () => {
    const data = join(home, 'postgres', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'letter.txt'), 'mine');
    expect(await refusal(start())).toContain('has no PG_VERSION');
    expect(readFileSync(join(data, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('refuses the data of another version', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(first.dataFolder, 'PG_VERSION'), '17\n');
    expect(await refusal(start())).toContain('was made by PostgreSQL 17, the embedded one is 18');
  });

  it('says when the home cannot be written', async () => {
    writeFileSync(home, 'a file where the folder should be');
    expect(await refusal(start())).toMatch(/cannot be written \(EEXIST\): choose another by CARTWRIGHT_HOME\.$/);
  });

  (isRoot ? it : it.skip)(
    'moves to /var/tmp when root keeps the home where the server may not go, and says so',
    async () => {
      chmodSync(parent, 0o700);
      const server = await start();
      try {
        expect(server.dataFolder).toMatch(/^\/var\/tmp\/cartwright-[0-9a-f]{12}\/data$/);
        expect(said).toHaveLength(1);
        expect(said[0]).toContain(`cannot enter ${home}`);
        expect((await start()).postmasterPid).toBe(server.postmasterPid);
      } finally {
        await server.stop();
        rmSync(join(server.dataFolder, '..'), { recursive: true });
      }
    },
  );

  it('leaves no process behind when it is stopped', async () => {
    const server = await start();
    await server.stop();
    expect(existsSync(join(server.dataFolder, 'postmaster.pid'))).toBe(false);
    expect(isAlive(server.postmasterPid)).toBe(false);
  });
});

/** The kernel takes a moment to end a killed process. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

function listenOn(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
