/** Request durations by method, route template and status: a histogram whose observation costs some additions, not a label hash. */

const BOUNDS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

interface Series {
  readonly labels: { readonly method: string; readonly route: string; readonly status: number };
  /** Observations per bucket (not cumulative); the last is +Inf. */
  readonly buckets: Float64Array;
  sumSeconds: number;
  count: number;
}

/** One sample line of the Prometheus text format. */
export interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Collects durations; `samples` renders them for the registry. */
export class HttpDurations {
  private readonly series = new Map<string, Map<number, Series>>();

  /** Records one answered request. `route` is the template (`/v1/orders/:id`), never the address itself: its number is bounded. */
  observe(method: string, route: string, status: number, seconds: number): void {
    const key = method + route;
    let byStatus = this.series.get(key);
    if (byStatus === undefined) this.series.set(key, (byStatus = new Map()));
    let series = byStatus.get(status);
    if (series === undefined) {
      const buckets = new Float64Array(BOUNDS_SECONDS.length + 1);
      byStatus.set(status, (series = { labels: { method, route, status }, buckets, sumSeconds: 0, count: 0 }));
    }
    let bucket = 0;
    while (bucket < BOUNDS_SECONDS.length && seconds > BOUNDS_SECONDS[bucket]!) bucket++;
    series.buckets[bucket]! += 1;
    series.sumSeconds += seconds;
    series.count += 1;
  }

  /** All series as cumulative histogram samples. */
  samples(name: string): Sample[] {
    const samples: Sample[] = [];
    for (const byStatus of this.series.values()) {
      for (const { labels, buckets, sumSeconds, count } of byStatus.values()) {
        let cumulative = 0;
        buckets.forEach((observations, bucket) => {
          cumulative += observations;
          const le = BOUNDS_SECONDS[bucket] ?? '+Inf';
          samples.push({ metricName: `${name}_bucket`, labels: { ...labels, le }, value: cumulative });
        });
        samples.push({ metricName: `${name}_sum`, labels, value: sumSeconds });
        samples.push({ metricName: `${name}_count`, labels, value: count });
      }
    }
    return samples;
  }
}
