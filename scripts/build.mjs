/** `npm run build`: builds everything anew into dist. */
import { ensureBuilt, ensureInstalled, main } from './ground.mjs';

await main(() => {
  ensureInstalled();
  ensureBuilt({ force: true });
});
