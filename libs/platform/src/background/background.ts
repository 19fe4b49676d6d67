/** Recurring work of a process: sweeps that make up for what nobody came to do. Correctness never waits for one. */
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CartwrightConfig } from '../config/config.js';
import { SagaRunner } from '../saga/runner.js';

/** One kind of recurring work. It is safe in any number of processes at once. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** Answers how much it did; when it did as much as it may at once, it is run again without waiting. */
  readonly run: () => Promise<number>;
  readonly limit: number;
}

@Injectable()
export class Background implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('background');
  private readonly sweeps: Sweep[] = [];
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly config: CartwrightConfig,
    private readonly runner: SagaRunner,
  ) {
    runner.onError = (error) => this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Adds a sweep; it starts with the application, in processes that do background work. */
  add(sweep: Sweep): void {
    this.sweeps.push(sweep);
    if (this.timers.size > 0) this.schedule(sweep, sweep.everyMs);
  }

  onApplicationBootstrap(): void {
    if (!this.config.workerInApi) return;
    this.runner.start();
    // Spread over their first period, so that processes started together do not sweep together.
    for (const sweep of this.sweeps) this.schedule(sweep, Math.random() * sweep.everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all([this.runner.stop(), ...this.running]);
  }

  private schedule(sweep: Sweep, delayMs: number): void {
    if (this.isStopping) return;
    const timer = setTimeout(() => {
      const run = this.sweepOnce(sweep).finally(() => this.running.delete(run));
      this.running.add(run);
    }, delayMs);
    timer.unref();
    this.timers.set(sweep.name, timer);
  }

  private async sweepOnce(sweep: Sweep): Promise<void> {
    let done = 0;
    try {
      done = await sweep.run();
    } catch (error) {
      this.log.warn(`${sweep.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    this.schedule(sweep, done >= sweep.limit ? 0 : sweep.everyMs);
  }
}
