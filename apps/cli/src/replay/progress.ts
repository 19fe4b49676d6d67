/** A progress bar on stderr with rate and time left; without a terminal a line every few seconds. */
import { SingleBar } from 'cli-progress';

const LINE_MS = 5_000;
const ETA_VALUES = 500;

/** A bar that counts. */
export class Progress {
  private readonly bar: SingleBar;
  private started = 0;
  private done = 0;

  /** `what` is going on, counted in `unit`. */
  constructor(what: string, unit: string) {
    this.bar = new SingleBar({
      format: `${what} {bar} {value}/{total} ${unit} | {rate}/s | {duration_formatted} | {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
      etaBuffer: ETA_VALUES,
      noTTYOutput: !process.stderr.isTTY,
      notTTYSchedule: LINE_MS,
    });
  }

  /** Shows the bar. */
  start(total: number): void {
    this.started = performance.now();
    this.bar.start(total, 0, { rate: '0' });
  }

  /** One more, or as far as `done` of `total`. */
  advance(to: { readonly done: number; readonly total?: number } = { done: this.done + 1 }): void {
    this.done = to.done;
    if (to.total !== undefined) this.bar.setTotal(to.total);
    const seconds = (performance.now() - this.started) / 1000;
    const rate = this.done / Math.max(seconds, 0.001);
    this.bar.update(this.done, { rate: rate >= 10 ? rate.toFixed(0) : rate.toFixed(1) });
  }

  /** Leaves the bar as it is. */
  stop(): void {
    this.bar.stop();
  }
}
