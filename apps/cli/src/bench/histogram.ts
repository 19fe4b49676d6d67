/**
 * Latencies in logarithmic buckets: recording is one array increment, the error of a percentile is below 2 %, and the histograms of
 * several runs add up.
 */

/** Buckets per doubling: 2^(1/40) − 1 = 1.7 % relative width. */
const BUCKETS_PER_DOUBLING = 40;
/** 1 microsecond to about 2^24 microseconds = 16.8 s; what is longer falls into the last bucket. */
const BUCKET_COUNT = BUCKETS_PER_DOUBLING * 24;

/** Counts latencies given in microseconds. */
export class Histogram {
  private readonly counts: number[];

  /** Starts empty, or from what {@link toJSON} gave (another process's histogram). */
  constructor(counts?: readonly number[]) {
    this.counts = Array.from({ length: BUCKET_COUNT }, (_, index) => counts?.[index] ?? 0);
  }

  /** Adds one latency in microseconds. */
  record(micros: number): void {
    const bucket = micros <= 1 ? 0 : Math.floor(Math.log2(micros) * BUCKETS_PER_DOUBLING);
    this.counts[Math.min(bucket, BUCKET_COUNT - 1)]! += 1;
  }

  /** Adds everything another histogram counted. */
  add(other: Histogram): void {
    for (let i = 0; i < BUCKET_COUNT; i++) this.counts[i]! += other.counts[i]!;
  }

  /** How many latencies were recorded. */
  get total(): number {
    return this.counts.reduce((total, count) => total + count, 0);
  }

  /** The latency in milliseconds that the share `quantile` (0…1) of all recorded ones does not exceed; 0 when empty. */
  quantileMs(quantile: number): number {
    const rank = Math.max(1, Math.ceil(this.total * quantile));
    let seen = 0;
    for (let i = 0; i < BUCKET_COUNT; i++) {
      seen += this.counts[i]!;
      // The upper edge of the bucket: a percentile is never reported shorter than it was.
      if (seen >= rank) return 2 ** ((i + 1) / BUCKETS_PER_DOUBLING) / 1000;
    }
    return 0;
  }

  /** Plain counts, for crossing a process boundary. */
  toJSON(): readonly number[] {
    return this.counts;
  }
}
