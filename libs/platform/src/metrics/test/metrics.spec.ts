/** A scrape tells what there is to tell, whatever one reading comes to. */
import { Logger } from '@nestjs/common';
import type { Database } from '../../db/database.js';
import { Metrics, READING_MS_MAX } from '../metrics.js';

/** Only what is counted in the process is read of it. */
const database = { pool: { totalCount: 3, idleCount: 1, waitingCount: 0 }, defects: 0 } as unknown as Database;

let metrics: Metrics;
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['performance'] });
  metrics = new Metrics(database);
});
afterEach(() => {
  metrics.onApplicationShutdown();
  jest.useRealTimers();
});

it('is not held up by a reading that never comes, nor ended by one that fails', async () => {
  metrics.gauge('never', 'a database that hangs', () => new Promise<number>(() => undefined));
  metrics.gauge('fails', 'a database that is away', () => Promise.reject(new Error('away')));
  metrics.gauge('throws', 'a reading with a fault', () => {
    throw new Error('fault');
  });
  metrics.gauge('labelled', 'a reading of many that fails', () => Promise.reject(new Error('away')), ['state']);
  metrics.gauge('seven', 'all is well', () => Promise.resolve(7));
  const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
  const text = metrics.text();
  await jest.advanceTimersByTimeAsync(READING_MS_MAX);
  const values = Object.fromEntries(
    [...(await text).matchAll(/^(never|fails|throws|labelled|seven) (\S+)$/gm)].map(([, name, value]) => [
      name,
      Number(value),
    ]),
  );
  expect(values).toEqual({ never: NaN, fails: NaN, throws: NaN, seven: 7 });
  expect(warn.mock.calls.flat().sort()).toEqual(['fails: away', 'labelled: away', 'throws: fault']);
  warn.mockRestore();
});
