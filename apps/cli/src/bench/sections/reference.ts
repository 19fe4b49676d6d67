/** The reference alone, by both drivers side by side: shows that our own driver is no easier mark than pgbench. */
import { hasPgbench, Reference, type ReferenceDriverName } from '../reference.js';
import type { ReferenceLoad } from '../reference.sql.js';
import type { BenchFigure, BenchSection, SectionReport } from '../section.js';
import { median, rounded } from '../statistics.js';
import { LOAD_CONNECTIONS } from '../bench-shop.js';

const LOADS: readonly (ReferenceLoad & { readonly name: string })[] = [
  { name: 'uniform', kind: 'handWritten', hot: false },
  { name: 'uniformFunction', kind: 'function', hot: false },
  { name: 'hot', kind: 'handWritten', hot: true },
  { name: 'hotFunction', kind: 'function', hot: true },
];

/** `--only reference`. */
export const referenceSection: BenchSection = {
  name: 'reference',
  about: 'the reference by pgbench and by our own driver',
  byDefault: false,
  async run(stage, plan): Promise<SectionReport> {
    const drivers: ReferenceDriverName[] = hasPgbench() ? ['pgbench', 'own'] : ['own'];
    const { rounds, seconds } = plan.quick ? { rounds: 1, seconds: 3 } : { rounds: 3, seconds: 6 };
    const common = { url: stage.url, client: stage.client, driver: stage.driver, folder: stage.folder };
    const place = { ...common, postmasterPid: stage.postgres.postmasterPid, connections: LOAD_CONNECTIONS };
    const reference = await Reference.prepare(place);
    const json: Record<string, Record<string, unknown>> = {};
    const figures: BenchFigure[] = [];
    for (const load of LOADS) {
      stage.say(`Reference, ${load.name} …`);
      const results = new Map(
        drivers.map((driver) => [driver, [] as { ordersPerSecond: number; cpuMs: number | undefined }[]]),
      );
      for (let round = 0; round < rounds; round++) {
        for (const driver of drivers) {
          await stage.checkpoint();
          results.get(driver)!.push(await reference.run(load, seconds, driver));
        }
      }
      for (const [driver, runs] of results) {
        const ordersPerSecond = median(runs.map((run) => run.ordersPerSecond));
        const cpuMs = median(runs.map((run) => run.cpuMs));
        json[driver] = {
          ...json[driver],
          [load.name]: { ordersPerSecond: rounded(ordersPerSecond), cpuMs: rounded(cpuMs) },
        };
        figures.push({ name: `${load.name}, ${driver}`, value: ordersPerSecond, unit: 'orders/s' });
        figures.push({ name: `${load.name}, ${driver}: PostgreSQL's CPU`, value: cpuMs, unit: 'ms an order' });
      }
    }
    return { json, figures };
  },
};
