/** What Prometheus reads at `/metrics`: HTTP durations, the pool, the event loop, and whatever gauges and counters libs add. */
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge, Registry, type Metric } from 'prom-client';
import { Database } from '../db/database.js';
import { HttpDurations } from './http-durations.js';
import { inTime } from './in-time.js';

const HTTP_DURATIONS = 'cartwright_http_request_duration_seconds';

/** Longest wait for one reading: a hanging database must not hang the scrape, which tells of it. */
export const READING_MS_MAX = 1_000;

/** A number read when Prometheus asks; with labels it is one number per label value. */
export type Reading = number | readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];

/** The process's metrics. Reading happens on scrape only; nothing is paid on the hot path but the HTTP durations. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly registry = new Registry();
  readonly http = new HttpDurations();
  private readonly log = new Logger('Metrics');
  private readonly loopDelay: IntervalHistogram;

  constructor(database: Database) {
    this.registry.registerMetric(httpMetric(this.http));
    this.loopDelay = monitorEventLoopDelay({ resolution: 20 });
    this.loopDelay.enable();
    this.gauge(
      'cartwright_event_loop_delay_seconds',
      'Event loop delay since the last scrape',
      () => this.readLoopDelay(),
      ['quantile'],
    );
    this.gauge('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
    this.gauge('process_heap_used_bytes', 'Heap in use', () => process.memoryUsage().heapUsed);
    this.gauge('process_cpu_seconds_total', 'CPU time used', () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    });
    this.gauge('process_uptime_seconds', 'Time since the start', () => process.uptime());
    this.gauge('cartwright_db_connections', 'Connections of the pool', () => readPool(database), ['state']);
    this.gauge('cartwright_db_defects_total', 'Database errors that fell into no known class', () => database.defects);
  }

  /**
   * Adds a gauge whose value is read on each scrape: queue lengths, batch sizes, stuck sagas. A reading that fails or takes too long is
   * no number; the others are told all the same.
   */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>, labelNames: readonly string[] = []): void {
    const readInTime = (): Promise<Reading> => inTime(this.reading(name, read), { msMax: READING_MS_MAX, late: NaN });
    const gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        const reading = await readInTime();
        this.reset();
        if (typeof reading !== 'number') for (const { labels, value } of reading) this.set(labels, value);
        else if (labelNames.length === 0) this.set(reading);
      },
    });
    void gauge;
  }

  /** The Prometheus text. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  onApplicationShutdown(): void {
    this.loopDelay.disable();
  }

  private async reading(name: string, read: () => Reading | Promise<Reading>): Promise<Reading> {
    try {
      return await read();
    } catch (error) {
      this.log.warn(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return NaN;
    }
  }

  private readLoopDelay(): Reading {
    const quantiles = [50, 90, 99] as const;
    const reading = quantiles.map((percent) => ({
      labels: { quantile: String(percent / 100) },
      value: this.loopDelay.percentile(percent) / 1e9,
    }));
    this.loopDelay.reset();
    return reading;
  }
}

function readPool({ pool }: Database): Reading {
  const { totalCount, idleCount, waitingCount } = pool;
  return [
    { labels: { state: 'busy' }, value: totalCount - idleCount },
    { labels: { state: 'idle' }, value: idleCount },
    { labels: { state: 'waiting' }, value: waitingCount },
  ];
}

/** Our own histogram in the registry's terms: it only ever calls `get`. */
function httpMetric(durations: HttpDurations): Metric {
  const metric = {
    name: HTTP_DURATIONS,
    get: () =>
      Promise.resolve({
        name: HTTP_DURATIONS,
        help: 'Duration of answered requests by route template',
        type: 'histogram',
        aggregator: 'sum',
        values: durations.samples(HTTP_DURATIONS),
      }),
    reset: () => undefined,
  };
  return metric as unknown as Metric;
}
