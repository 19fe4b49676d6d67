/** The shop of the fuzz suite with what the matrix needs besides: an object for every address, and keys with and without scopes. */
import { HttpClient } from '../support/http-client.js';
import { openWorld, type World } from '../fuzz/world.js';
import { POLICY_MATRIX } from './policy.matrix.js';

/** Who calls. `none` sends no credentials; the others of a pair own nothing of what the first owns. */
export const CALLERS = [
  'none',
  'guest',
  'customer',
  'otherCustomer',
  'merchant',
  'otherMerchant',
  'operator',
  'admin',
  'key',
  'keyWithoutScope',
] as const;
export type CallerKind = (typeof CALLERS)[number];

const ROLE: Partial<Record<CallerKind, string>> = {
  otherCustomer: 'customer',
  otherMerchant: 'merchant',
  key: 'service',
  keyWithoutScope: 'service',
};

/** The role that a caller's credentials stand for. */
export function roleOf(caller: CallerKind): string {
  return ROLE[caller] ?? caller;
}

export interface MatrixWorld extends World {
  readonly keys: Readonly<Record<'key' | 'keyWithoutScope', string>>;
}

/** The headers by which a caller is known. */
export function credentialsOf(world: MatrixWorld, caller: CallerKind): Readonly<Record<string, string>> {
  if (caller === 'none') return {};
  if (caller === 'key' || caller === 'keyWithoutScope') return { 'x-api-key': world.keys[caller] };
  return { authorization: `Bearer ${world.tokens[caller]}` };
}

interface Made {
  readonly id: string;
}

/** Opens it; every scope that a row names is held by `key`. */
export async function openMatrixWorld(): Promise<MatrixWorld> {
  const world = await openWorld();
  const admin = new HttpClient(world.shop.urls[0]!, world.tokens.admin);
  const scopes = [...new Set(Object.values(POLICY_MATRIX).flatMap(({ scope }) => scope ?? []))];
  const keyWith = async (held: readonly string[]): Promise<string> =>
    made(await admin.post<{ key: string }>('/v1/admin/api-keys', { name: 'matrix', scopes: held })).key;
  const [line] = await world.shop.database.query<Made>('SELECT id FROM cart.line LIMIT 1');
  const [saga] = await world.shop.database.query<Made>('SELECT id FROM platform.saga LIMIT 1');
  return {
    ...world,
    keys: { key: await keyWith(scopes), keyWithoutScope: await keyWith(['nothing:read']) },
    ids: { ...world.ids, '/v1/admin/sagas/{sagaId}': saga!.id, 'own cart line': line!.id },
  };
}

function made<Body>({ status, body }: { status: number; body: Body }): Body {
  if (status >= 300) throw new Error(`the world could not be made: ${status} ${JSON.stringify(body)}`);
  return body;
}
