/** Starts or adopts the shared test server before the first suite, through a keeper that leaves it after the last one. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export default async function globalSetup() {
  if (process.env.CARTWRIGHT_TEST_SERVER !== undefined) return;
  const keeper = spawn(
    process.execPath,
    ['--conditions=ts-source', '--import', '@swc-node/register/esm-register', 'test/support/keeper.ts'],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const server = await new Promise((resolve, reject) => {
    createInterface({ input: keeper.stdout }).once('line', resolve);
    keeper.once('error', reject);
    keeper.once('exit', (code) => reject(new Error(`the test server could not be started (keeper exit ${code})`)));
  });
  process.env.CARTWRIGHT_TEST_SERVER = server;
  globalThis.cartwrightKeeper = keeper;
}
