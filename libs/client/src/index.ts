/** The TypeScript SDK: a typed client of the public API, from the types that `npm run sync` makes of docs/openapi.json. */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/schema.js';

export type { components, operations, paths } from './generated/schema.js';

/** Where and as whom to call. */
export interface CartwrightClientOptions {
  /** For example `http://localhost:3000`. */
  readonly baseUrl: string;
  /** An access token, or a function that gives the present one. */
  readonly token?: string | (() => string | undefined);
  /** An API key, for servers. */
  readonly apiKey?: string;
}

/** A typed client: `client.GET('/v1/products', { params: { query: { limit: 20 } } })`. */
export type CartwrightClient = Client<paths>;

/** Makes a client. Every call resolves with `{ data, error, response }`; nothing is thrown for an HTTP error. */
export function createCartwrightClient(options: CartwrightClientOptions): CartwrightClient {
  const client = createClient<paths>({ baseUrl: options.baseUrl });
  client.use({
    onRequest({ request }) {
      const token = typeof options.token === 'function' ? options.token() : options.token;
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      if (options.apiKey !== undefined) request.headers.set('x-api-key', options.apiKey);
      return request;
    },
  });
  return client;
}
