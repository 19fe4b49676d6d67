import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findEmbeddedPostgres } from '#libs/platform/embedded';

interface Serving {
  readonly child: ChildProcess;
  readonly url: string;
  readonly printed: string;
  /** Resolves when the process has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** The built command line, as `npm start` runs it. */
const entry = 'dist/bundle/cli.js';

describe('serve', () => {
  let parent: string;
  let home: string;
  const children = new Set<ChildProcess>();

  beforeAll(() => {
    parent = mkdtempSync('/tmp/cartwright-serve-');
    chmodSync(parent, 0o755);
    home = join(parent, 'home');
    const built = spawnSync(
      process.execPath,
      ['-e', "import('./scripts/ground.mjs').then((ground) => ground.ensureBuilt())"],
      { encoding: 'utf8' },
    );
    if (built.status !== 0) throw new Error(`the build failed: ${built.stderr}`);
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
  });
  afterAll(async () => {
    await (await findEmbeddedPostgres(home))?.stop();
    rmSync(parent, { recursive: true, force: true });
  });

  const environment = (extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
    const env: NodeJS.ProcessEnv = { ...process.env, PORT: '0', HOST: '127.0.0.1', CARTWRIGHT_HOME: home, ...extra };
    // Jest says NODE_ENV=test; a person at a terminal says nothing.
    delete env['NODE_ENV'];
    if (!('DATABASE_URL' in extra)) delete env['DATABASE_URL'];
    return env;
  };
  function launch(extra: NodeJS.ProcessEnv = {}): {
    child: ChildProcess;
    output: () => string;
    ended: Serving['ended'];
  } {
    const child = spawn(process.execPath, [entry, 'serve'], {
      env: environment(extra),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    let output = '';
    child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
      child.on('close', (code) => resolve({ code, said: output })),
    );
    return { child, output: () => output, ended };
  }
  async function serve(extra: NodeJS.ProcessEnv = {}): Promise<Serving> {
    const { child, output, ended } = launch(extra);
    await new Promise<void>((resolve, reject) => {
      child.stdout!.on('data', () => output().includes('Ctrl-C stops it.') && resolve());
      void ended.then(({ said }) => reject(new Error(`serve ended: ${said}`)));
    });
    const printed = output();
    return { child, printed, ended, url: /API\s+(http:\S+)\/v1/.exec(printed)![1]! };
  }

  it('brings an empty home to a ready shop with demo logins, and Ctrl-C leaves nothing running', async () => {
    const shop = await serve();
    expect((await fetch(`${shop.url}/health/ready`)).status).toBe(200);
    expect((await fetch(`${shop.url}/openapi.json`)).status).toBe(200);
    expect(shop.printed).toMatch(/customer +ada@example\.com/);
    const sandbox = /Sandbox gateway +(http:\S+)/.exec(shop.printed)![1]!;
    expect((await fetch(sandbox)).status).toBeLessThan(500);
    // A terminal sends it to the group and npm passes it on: twice is still once.
    shop.child.kill('SIGINT');
    shop.child.kill('SIGINT');
    const { code, said } = await shop.ended;
    expect(said).toMatch(/Stopping…\nStopped\.\n$/);
    expect(code).toBe(0);
    expect(await findEmbeddedPostgres(home)).toBeUndefined();
    await expect(fetch(sandbox)).rejects.toThrow();
  });

  it('comes up again with its data and addresses, also over what a killed process left, and then still stops it', async () => {
    const first = await serve();
    expect(first.printed).not.toContain('Applied');
    first.child.kill('SIGKILL');
    await first.ended;
    const orphan = await findEmbeddedPostgres(home);
    expect(orphan).toBeDefined();
    const second = await serve();
    expect((await findEmbeddedPostgres(home))?.postmasterPid).toBe(orphan?.postmasterPid);
    const address = /Sandbox gateway +(\S+)/;
    expect(address.exec(second.printed)![1]).toBe(address.exec(first.printed)![1]);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    expect(await findEmbeddedPostgres(home)).toBeUndefined();
  });

  it('says in one sentence that the port is taken, and starts nothing', async () => {
    const rival = createServer();
    await new Promise<void>((resolve) => rival.listen(0, '127.0.0.1', resolve));
    const address = rival.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, said } = await launch({ PORT: String(port) }).ended;
    await new Promise((closed) => rival.close(closed));
    expect(said).toBe(`Port ${port} is taken by another program: stop it, or choose another one with PORT.\n`);
    expect(code).toBe(1);
    expect(await findEmbeddedPostgres(home)).toBeUndefined();
  });

  it.each([
    ['postgres://shop:secret@127.0.0.1:1/shop', /^The database at 127\.0\.0\.1:1\/shop cannot be reached: .*\n$/],
    ['postgres://shop:secret@nowhere.invalid/shop', /^The database at nowhere\.invalid\/shop cannot be reached: .*\n$/],
    ['not a url', /DATABASE_URL/],
  ])('says in one sentence that DATABASE_URL %s does not do, without its password', async (url, sentence) => {
    const { code, said } = await launch({ DATABASE_URL: url }).ended;
    expect(said).toMatch(sentence);
    expect(said).not.toContain('secret');
    expect(said).not.toMatch(/^ +at /m);
    expect(code).toBe(1);
  });

  it('says in one sentence that the data folder is broken', async () => {
    const broken = join(parent, 'broken');
    const shop = await serve({ CARTWRIGHT_HOME: broken });
    shop.child.kill('SIGINT');
    await shop.ended;
    const { folder } = JSON.parse(readFileSync(join(broken, 'postgres.json'), 'utf8')) as { folder: string };
    rmSync(join(folder, 'data', 'global'), { recursive: true });
    const { code, said } = await launch({ CARTWRIGHT_HOME: broken }).ended;
    expect(said).toMatch(/^PostgreSQL does not start on .*\n$/);
    expect(code).toBe(1);
  });

  it('is stopped half-way without leaving its database behind', async () => {
    const { child, ended } = launch();
    const started = join(home, 'postgres.lock');
    while (!existsSync(started)) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGINT');
    await ended;
    expect(await findEmbeddedPostgres(home)).toBeUndefined();
  });
});
