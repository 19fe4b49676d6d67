/** The documentation of the API: `/openapi.json`, made when first asked for, and Swagger UI at `/docs`. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { buildOpenApiDocument } from '#libs/platform/http';

const DESCRIPTION = `A commerce backend for shops whose customers hold credit.

Money is in minor units (cents) of the one currency of the shop, times are RFC 3339 in UTC, ids are UUIDs. Lists are paged by
\`limit\` and \`cursor\`. Errors are \`application/problem+json\` with a stable \`code\`. A POST that moves money or stock takes an
\`Idempotency-Key\`: repeat a request with the same key as often as you like, it happens once.`;

/** The OpenAPI 3.1 document of an application: what \`npm run sync\` writes to docs/openapi.json. */
export function buildOpenApi(app: NestFastifyApplication): OpenAPIObject {
  return buildOpenApiDocument(app, { title: 'Cartwright', version: '1', description: DESCRIPTION });
}

/** Adds the two addresses. The document costs nothing until somebody reads it. */
export function serveDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= buildOpenApi(app)), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Cartwright API',
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      docExpansion: 'none',
      tagsSorter: 'alpha',
    },
  });
}
