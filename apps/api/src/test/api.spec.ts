/** The API as it is composed: it starts on a migrated database, documents every operation, and says how it is. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CartwrightConfig, Database } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { createApi } from '../create-api.js';

let database: TestDatabase;
let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  database = await openTestDatabase();
  app = await createApi(
    CartwrightConfig.of({ environment: 'test', logLevel: 'error', databaseUrl: database.url, databasePoolSize: 5 }),
  );
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
});
afterAll(async () => {
  await app.close();
  await database.close();
});

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  responses: Record<
    string,
    { content?: Record<string, { schema: object; example?: unknown; examples?: Record<string, { value: unknown }> }> }
  >;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

async function openApi(): Promise<Document> {
  return (await fetch(`${url}/openapi.json`)).json() as Promise<Document>;
}

function operations(document: Document): [place: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
}

describe('the process', () => {
  it('is alive and ready', async () => {
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ live: true });
    const ready = await fetch(`${url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, checks: { database: 'ok', migrations: 'ok' } },
    ]);
  });

  it('is not ready when a migration is missing', async () => {
    const other = await openTestDatabase();
    try {
      await other.database.query(`DELETE FROM migrations WHERE name LIKE 'IdempotencyCreate%'`);
      const { pendingMigrations } = await import('../pending-migrations.js');
      expect(await pendingMigrations(other.database)()).toBe('1 pending');
      expect(await pendingMigrations(app.get(Database))()).toBeUndefined();
    } finally {
      await other.close();
    }
  });

  it('does not start by itself on an empty database', async () => {
    const empty = await openTestDatabase({ migrated: false });
    try {
      const { requireMigrations } = await import('../pending-migrations.js');
      await expect(requireMigrations(empty.database)).rejects.toThrow('run `npm run migrate`');
      await expect(requireMigrations(app.get(Database))).resolves.toBeUndefined();
    } finally {
      await empty.close();
    }
  });

  it('counts its requests by route for Prometheus', async () => {
    await (await fetch(`${url}/health/live`)).text();
    await (await fetch(`${url}/nothing`)).text();
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(
      /cartwright_http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} \d/,
    );
    expect(metrics).toMatch(/route="unmatched",status="404"\} 1/);
    expect(metrics).toContain('cartwright_db_connections{state="idle"}');
    expect(metrics).toContain('cartwright_event_loop_delay_seconds{quantile="0.99"}');
  });

  it('serves Swagger UI with a policy that lets it work', async () => {
    const page = await fetch(`${url}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toContain('swagger-ui');
    for (const file of ['swagger-ui-bundle.js', 'swagger-ui-init.js', 'swagger-ui.css']) {
      const response = await fetch(`${url}/docs/${file}`);
      expect([response.status, (await response.text()).length > 1_000]).toEqual([200, true]);
    }
  });
});

describe('the document', () => {
  it('is OpenAPI 3.1 without words of 3.0, and every reference leads somewhere', async () => {
    const document = await openApi();
    const text = JSON.stringify(document);
    expect(document.openapi).toBe('3.1.0');
    expect(text).not.toContain('"nullable"');
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas).toHaveProperty([name!]);
  });

  it('gives every operation an id of its own, a summary, a tag and its problems', async () => {
    const all = operations(await openApi());
    expect(new Set(all.map(([, { operationId }]) => operationId)).size).toBe(all.length);
    for (const [place, { operationId, summary, tags, responses }] of all) {
      expect({ place, operationId, summary, tags }).toEqual({
        place,
        operationId: expect.stringMatching(/^[a-z][A-Za-z]+$/),
        summary: expect.any(String),
        tags: [expect.any(String)],
      });
      expect({ place, statuses: Object.keys(responses) }).toEqual({
        place,
        statuses: expect.arrayContaining(['400', '429', '503']),
      });
    }
  });

  it('has an example for every body and every problem, and each fits its schema', async () => {
    const document = await openApi();
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(document, 'api');
    const check = (place: string, schema: object, example: unknown): void => {
      const localized = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
      const isFit = ajv.compile(localized);
      const fits = isFit(example);
      expect({ place, example, errors: isFit.errors ?? null, fits }).toEqual({
        place,
        example,
        errors: null,
        fits: true,
      });
    };
    for (const [place, { requestBody, responses }] of operations(document)) {
      const body = requestBody?.content['application/json'];
      if (body) check(`${place} body`, body.schema, body.example);
      for (const [status, { content = {} }] of Object.entries(responses)) {
        const json = content['application/json'];
        if (json) check(`${place} ${status}`, json.schema, json.example);
        for (const [code, { value }] of Object.entries(content['application/problem+json']?.examples ?? {}))
          check(`${place} ${status} ${code}`, content['application/problem+json']!.schema, value);
      }
    }
  });
});
