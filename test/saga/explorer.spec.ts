import { explore } from './explorer/explore.js';
import { shopRules } from './explorer/rules.js';
import { placeOrderTable } from './place-order-table.js';

const steps = placeOrderTable().steps.map((step) => ({ name: step.name, kind: step.kind, hasUndo: step.undo !== undefined }));
const rules = shopRules(steps);

it.each([[1, 2], [2, 1]])('%i payments', (payments, workers) => {
  const t0 = process.cpuUsage();
  const e = explore(rules, { payments, workers });
  const t = process.cpuUsage(t0);
  process.stdout.write(`${payments}: ${JSON.stringify(e, null, 1)} ${Math.round((t.user+t.system)/1000)} ms\n`);
});
