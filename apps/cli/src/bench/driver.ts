/** The parent's end of the load driver: one child process for a whole bench, so that each run finds it warm. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadOptions, LoadResult } from './http-load.js';
import type { DriverOrder, DriverReport } from './load-driver.js';
import type { ReferenceRun } from './reference-driver.js';

/** Loads by HTTP or by the reference's SQL, outside this process. */
export class Driver {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts the process. */
  static start(): Driver {
    const own = fileURLToPath(import.meta.url);
    return new Driver(
      fork(own.replace(/driver(\.[jt]s)$/, 'load-driver$1'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
  }

  /** Runs one HTTP load. @throws Error when a connection broke */
  async load(options: Omit<LoadOptions, 'requests'>, requestsFile: string): Promise<LoadResult> {
    return (await this.ask('loaded', { act: 'http', options, requestsFile })).result;
  }

  /** Opens the reference's connections, calls `opened`, loads, and tells what was committed. */
  async reference(
    run: ReferenceRun,
    opened: () => void,
  ): Promise<{ orders: number; seconds: number; driverCpuMs: number }> {
    await this.ask('referenceOpen', { act: 'openReference', run });
    opened();
    return this.ask('referenceDone', { act: 'goReference' });
  }

  /** Ends the process. */
  stop(): void {
    this.child.removeAllListeners();
    this.child.kill('SIGKILL');
  }

  private ask<Kind extends DriverReport['report']>(
    kind: Kind,
    order: DriverOrder,
  ): Promise<Extract<DriverReport, { report: Kind }>> {
    return new Promise((resolve, reject) => {
      const onExit = (): void => reject(new Error('the load driver ended unexpectedly'));
      this.child.once('exit', onExit);
      this.child.once('message', (message: DriverReport) => {
        this.child.removeListener('exit', onExit);
        if (message.report === kind) resolve(message as Extract<DriverReport, { report: Kind }>);
        else reject(new Error(message.report === 'failed' ? message.message : `unexpected report ${message.report}`));
      });
      this.child.send(order);
    });
  }
}
