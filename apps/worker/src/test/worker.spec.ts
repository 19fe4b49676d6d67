/** The worker starts with the same libraries, serves health and metrics, and nothing of the API. */
import { CartwrightConfig } from '#libs/platform';
import { openTestDatabase } from '#libs/platform/testing';
import { createWorker } from '../create-worker.js';

it('works without the API', async () => {
  const database = await openTestDatabase();
  const app = await createWorker(
    CartwrightConfig.of({ environment: 'test', logLevel: 'error', databaseUrl: database.url, databasePoolSize: 5 }),
  );
  try {
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as { port: number };
    const status = async (path: string): Promise<number> => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      await response.text();
      return response.status;
    };
    expect([
      await status('/health/ready'),
      await status('/metrics'),
      await status('/v1/products'),
      await status('/docs'),
    ]).toEqual([200, 200, 404, 404]);
  } finally {
    await app.close();
    await database.close();
  }
});
