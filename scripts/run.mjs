/** `node scripts/run.mjs <command> ...`: a command of apps/cli, after installing and building what is missing. */
import { ensureBuilt, ensureInstalled, main, runCli } from './ground.mjs';

await main(async () => {
  ensureInstalled();
  ensureBuilt();
  await runCli(process.argv.slice(2));
});
