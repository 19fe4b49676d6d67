/**
 * The process that loads: it waits for orders from its parent (IPC), runs them one after the other and reports each. Requests come in a
 * file (one JSON string a line), since tens of thousands of them do not belong in a message.
 */
import { readFileSync } from 'node:fs';
import { preparedRequest, runLoad, type LoadOptions, type LoadResult, type PreparedRequest } from './http-load.js';
import { runReference, type ReferenceRun } from './reference-driver.js';

/** What the parent sends. */
export type DriverOrder =
  | { readonly act: 'http'; readonly options: Omit<LoadOptions, 'requests'>; readonly requestsFile: string }
  | { readonly act: 'openReference'; readonly run: ReferenceRun }
  | { readonly act: 'goReference' };

/** What it gets back. */
export type DriverReport =
  | { readonly report: 'loaded'; readonly result: LoadResult }
  | { readonly report: 'referenceOpen' }
  | {
      readonly report: 'referenceDone';
      readonly orders: number;
      readonly seconds: number;
      readonly driverCpuMs: number;
    }
  | { readonly report: 'failed'; readonly message: string };

const requestsByFile = new Map<string, PreparedRequest[]>();

function requestsOf(file: string): PreparedRequest[] {
  let requests = requestsByFile.get(file);
  if (requests === undefined) {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    requests = lines.map((line) => preparedRequest(JSON.parse(line) as string));
    requestsByFile.set(file, requests);
  }
  return requests;
}

function report(message: DriverReport): void {
  process.send!(message);
}

let startReference: (() => void) | undefined;

async function obey(order: DriverOrder): Promise<void> {
  if (order.act === 'http') {
    const result = await runLoad({ ...order.options, requests: requestsOf(order.requestsFile) });
    return report({ report: 'loaded', result });
  }
  if (order.act === 'goReference') return startReference?.();
  let cpu = process.cpuUsage();
  const { orders, seconds } = await runReference(order.run, () => {
    report({ report: 'referenceOpen' });
    return new Promise<void>((resolve) => {
      startReference = () => {
        cpu = process.cpuUsage();
        resolve();
      };
    });
  });
  const { user, system } = process.cpuUsage(cpu);
  report({ report: 'referenceDone', orders, seconds, driverCpuMs: (user + system) / 1000 });
}

process.on('message', (order: DriverOrder) => {
  obey(order).catch((error: unknown) => report({ report: 'failed', message: String(error) }));
});
// The parent is gone (also by kill -9): there is nobody to load for.
process.on('disconnect', () => process.exit());
