/** `npm start`: from a fresh clone to a running shop. Installs and builds what is missing, then serves. */
import { ensureBuilt, ensureInstalled, main, runCli } from './ground.mjs';

await main(async () => {
  ensureInstalled();
  ensureBuilt();
  await runCli(['serve', ...process.argv.slice(2)]);
});
