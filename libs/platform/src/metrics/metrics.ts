/** What Prometheus reads at `/metrics`: HTTP durations, the pool, the event loop, and whatever gauges and counters libs add. */
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge, Registry, type Metric } from 'prom-client';
import { Database } from '../db/database.js';
import { HttpDurations } from './http-durations.js';

const HTTP_DURATIONS = 'cartwright_http_request_duration_seconds';

/** A number read when Prometheus asks; with labels it is one number per label value. */
export type Reading = number | readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[];

/** The process's metrics. Reading happens on scrape only; nothing is paid on the hot path but the HTTP durations. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly registry = new Registry();
  readonly http = new HttpDurations();
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

  /** Adds a gauge whose value is read on each scrape: queue lengths, batch sizes, stuck sagas. */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>, labelNames: readonly string[] = []): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        const reading = await read();
        if (typeof reading === 'number') return this.set(reading);
        this.reset();
        for (const { labels, value } of reading) this.set(labels, value);
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
