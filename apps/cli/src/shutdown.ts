/** Stops what a command has started, newest first, on Ctrl-C, on SIGTERM, or when the start fails half-way. */

/** A terminal and npm both pass Ctrl-C on: signals this close together are one. */
const SAME_SIGNAL_MS = 1_500;

/** The list of what has to be stopped. */
export class Shutdown {
  private readonly started: { readonly name: string; readonly stop: () => Promise<void> }[] = [];
  private starting: Promise<unknown> = Promise.resolve();
  private stopping: Promise<void> | undefined;
  private signalledAt = 0;

  /** Begins to listen for signals; call it before anything is started. */
  constructor(private readonly report: (sentence: string) => void) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.onSignal());
  }

  /**
   * Starts something and remembers how to stop it. A signal that comes meanwhile waits for the start to end, because what is
   * half started cannot be stopped; after a signal nothing is started any more, and the caller waits for the end for ever.
   */
  async start<T>(name: string, begin: () => Promise<T>, stop: (running: T) => Promise<void>): Promise<T> {
    if (this.stopping) return new Promise(() => undefined);
    const beginning = begin();
    this.starting = beginning.catch(() => undefined);
    const running = await beginning;
    this.started.push({ name, stop: () => stop(running) });
    return this.stopping ? new Promise(() => undefined) : running;
  }

  /** Remembers something that runs already. */
  add(name: string, stop: () => Promise<void>): void {
    this.started.push({ name, stop });
  }

  /** Stops everything once; later calls wait for the first. */
  stopAll(): Promise<void> {
    this.stopping ??= this.stopInTurn();
    return this.stopping;
  }

  private async stopInTurn(): Promise<void> {
    await this.starting;
    for (let last = this.started.pop(); last; last = this.started.pop()) {
      try {
        await last.stop();
      } catch (error) {
        this.report(`${last.name} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`);
        process.exitCode = 1;
      }
    }
  }

  private onSignal(): void {
    const now = Date.now();
    if (this.signalledAt === 0) {
      this.signalledAt = now;
      this.report('Stopping…');
      void this.stopAll().then(() => {
        this.report('Stopped.');
        process.exit(process.exitCode ?? 0);
      });
    } else if (now - this.signalledAt > SAME_SIGNAL_MS) process.exit(130);
  }
}
