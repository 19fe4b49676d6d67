/** `npm run tour`: finds the running shop and the operators of the demo data, and takes the tour. */
import { loadConfig } from '#libs/platform';
import { CommandFailure } from '../failures.js';
import { demoLogins } from '../seed.js';
import type { OperatorLogin } from './shopping.js';
import { takeTour } from './tour.js';

/** Who may grant credit. */
const GRANTING = new Set(['operator', 'admin']);

/** Takes the tour through the shop at `url`, else through the one on PORT of this machine. @throws CommandFailure */
export async function runTour(url: string | undefined): Promise<void> {
  const baseUrl = (url ?? `http://127.0.0.1:${loadConfig().port}`).replace(/\/$/, '');
  const isUp = await fetch(`${baseUrl}/health/live`).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!isUp)
    throw new CommandFailure(
      `No shop answers at ${baseUrl}: start one (npm start), or say where it is (PORT=… npm run tour).`,
    );
  const [first, second] = demoLogins.filter(({ role }) => GRANTING.has(role)) as OperatorLogin[];
  if (first === undefined || second === undefined)
    throw new CommandFailure('The demo data has no two operators to agree on credit.');
  const started = performance.now();
  const print = (line: string): boolean => process.stdout.write(`${line}\n`);
  const checks = await takeTour({ baseUrl, operators: [first, second], print });
  print(`\nAll as it should be: ${checks} checks in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
