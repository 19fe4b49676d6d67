/** Whether this process should be sent requests: every registered check passes and it is not stopping. */
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../db/database.js';
import { inTime } from './in-time.js';

/** Longest wait for one check: a hanging database must not hang the probe. */
export const READINESS_CHECK_MS_MAX = 2_000;

/** A check resolves with nothing when all is well, else with a short reason. */
export type ReadinessProbe = () => Promise<string | undefined>;

/** What `/health/ready` answers. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

/** The registry of checks; libs and apps add theirs at start. */
@Injectable()
export class Readiness implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Readiness');
  /** The last state per check, to tell a change from its repetition. */
  private readonly states = new Map<string, string>();
  private readonly probes = new Map<string, ReadinessProbe>();
  private readonly listeners = new Set<() => void>();
  private stopping = false;

  constructor(database: Database) {
    this.add('database', async () => {
      await database.query('SELECT 1');
      return undefined;
    });
  }

  /** Adds a check by name. */
  add(name: string, probe: ReadinessProbe): void {
    this.probes.set(name, probe);
  }

  /** From now on not ready: load balancers stop sending while requests under way finish. */
  stop(): void {
    if (this.stopping) return;
    this.stopping = true;
    for (const listener of [...this.listeners]) listener();
  }

  /** Calls back when the process begins to stop: answers that would never end by themselves end then. The returned function forgets it. */
  onStop(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  beforeApplicationShutdown(): void {
    this.stop();
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Runs all checks at once. */
  async report(): Promise<ReadinessReport> {
    const outcomes = await Promise.all(
      [...this.probes].map(async ([name, probe]) => [name, await this.outcome(name, probe)] as const),
    );
    const checks = Object.fromEntries(outcomes);
    if (this.stopping) checks['process'] = 'stopping';
    return { ready: Object.values(checks).every((state) => state === 'ok'), checks };
  }

  /** A failure's reason may carry host names: it goes to the log, when it begins, and not into a public answer. */
  private async outcome(name: string, probe: ReadinessProbe): Promise<string> {
    const asked = probe().then((reason) => reason ?? 'ok');
    const answered = await inTime(asked, { msMax: READINESS_CHECK_MS_MAX, late: 'no answer in time' }).catch(
      (error: unknown) => error,
    );
    const state = typeof answered === 'string' ? answered : 'failed';
    if (state !== 'ok' && this.states.get(name) !== state)
      this.logger.warn(`${name}: ${typeof answered === 'string' ? answered : String(answered)}`);
    this.states.set(name, state);
    return state;
  }
}
