/**
 * What a route costs at least: Fastify, one prepared query, its rows as JSON. No framework, validation, prices or stock. The yardstick
 * of the reading sections; a process of its own, started by {@link import('./server-process.js').ServerProcess}.
 */
import { fastify } from 'fastify';
import pg from 'pg';

/** A route `/{name}/{first parameter}/…`, its query and the types of its parameters are the query's own. */
interface BareRoute {
  readonly name: string;
  readonly text: string;
}

const routes = JSON.parse(process.env['BARE_ROUTES'] ?? '[]') as readonly BareRoute[];
const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  max: Number(process.env['DATABASE_POOL_SIZE']),
});
const server = fastify({ logger: false });
server.get('/health/ready', () => ({ status: 'ok' }));
for (const { name, text } of routes)
  server.get(`/${name}/*`, async (request) => {
    const values = decodeURIComponent((request.params as { '*': string })['*']).split('/');
    return { items: (await pool.query({ name, text, values })).rows as readonly unknown[] };
  });
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
