/** The built API, or the whole shop, as a child process: started on a free port, measured, and ended with us. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CommandFailure } from '../failures.js';
import { rssMb, treeCpuMs } from './cpu.js';

const HOST = '127.0.0.1';
const START_SECONDS_MAX = 60;
const STOP_SECONDS_MAX = 15;
const READY_POLL_MS = 10;
const MEMORY_POLL_MS = 200;
const OUTPUT_CHARACTERS_MAX = 4_000;
/** What can be started, from dist/apps/cli/src/bench: the API alone, a bare Fastify route, or the whole shop as `npm start` does. */
const ENTRIES = {
  api: [fileURLToPath(new URL('../../../../bundle/api.js', import.meta.url))],
  bare: [fileURLToPath(new URL('./bare-server.js', import.meta.url))],
  shop: [fileURLToPath(new URL('../../../../bundle/cli.js', import.meta.url)), 'serve', '--no-demo'],
} as const;

/** package.json, from dist/apps/cli/src/bench. */
const MANIFEST = new URL('../../../../../package.json', import.meta.url);

const LEASH = new URL('./leash.js', import.meta.url).href;

/** A running API. */
export class ServerProcess {
  /** The most memory seen so far, in MB. */
  rssMbMax = 0;
  private readonly memoryTimer: NodeJS.Timeout;

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    /** From the start of the process to its first answer. */
    readonly coldStartMs: number,
    /** The end of what it has logged: the reason, when it answers 500. */
    readonly recentOutput: () => string,
  ) {
    this.memoryTimer = setInterval(() => {
      this.rssMbMax = Math.max(this.rssMbMax, rssMb(child.pid!) ?? 0);
    }, MEMORY_POLL_MS);
    this.memoryTimer.unref();
  }

  /** Starts it with nothing of our own environment but what a process needs, and waits until it is ready. @throws CommandFailure */
  static async start(entry: keyof typeof ENTRIES, settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const port = await freePort();
    const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
    const env = { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...settings, PORT: String(port) };
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', LEASH, ...flags(), ...ENTRIES[entry]], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-OUTPUT_CHARACTERS_MAX);
    };
    const recentOutput = (): string => output;
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new CommandFailure(`The API ended before it was ready:\n${output}`);
      if (performance.now() - started > START_SECONDS_MAX * 1000) {
        child.kill('SIGKILL');
        throw new CommandFailure(`The API was not ready after ${START_SECONDS_MAX} s:\n${output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS));
    }
    return new ServerProcess(child, port, performance.now() - started, recentOutput);
  }

  /** Where it listens. */
  get host(): string {
    return HOST;
  }

  /** Its base URL. */
  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  /** CPU-milliseconds of the server and its children so far. */
  cpuMs(): number | undefined {
    return treeCpuMs(this.child.pid!);
  }

  /** Ends it as an operator would; by force when it takes too long. */
  async stop(): Promise<void> {
    clearInterval(this.memoryTimer);
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), STOP_SECONDS_MAX * 1000);
    await gone;
    clearTimeout(force);
  }
}

/**
 * Node's flags as in production (package.json names them once: without them V8 lets the heap grow to what the machine has), and others to
 * look closer: `BENCH_SERVER_FLAGS="--cpu-prof --cpu-prof-dir=/tmp/prof" npm run bench`.
 */
function flags(): string[] {
  const { config } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { config: { serverFlags: string } };
  return `${config.serverFlags} ${process.env['BENCH_SERVER_FLAGS'] ?? ''}`.split(' ').filter((flag) => flag !== '');
}

/** Whether a shop answers on a port of this machine. */
export async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://${HOST}:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
