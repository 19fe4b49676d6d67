/** Lets go of the shared test server; the last run to leave stops it. */
export default async function globalTeardown() {
  const keeper = globalThis.cartwrightKeeper;
  if (!keeper || keeper.exitCode !== null) return;
  const left = new Promise((resolve) => keeper.once('exit', resolve));
  keeper.stdin.end();
  await left;
}
