import { explore } from './explorer/explore.js';
import { shopRules } from './explorer/rules.js';
import { placeOrderTable } from './place-order-table.js';

const steps = placeOrderTable().steps.map((step) => ({ name: step.name, kind: step.kind, hasUndo: step.undo !== undefined }));
const rules = shopRules(steps);

it.each([1, 2])('%i payments', (n) => {
  const t0 = performance.now();
  const e = explore(rules, n);
  process.stdout.write(`${n}: ${JSON.stringify(e, null, 1)} ${Math.round(performance.now() - t0)} ms\n`);
});
