/**
 * Every act of administration is in the audit log: each operation under /v1/admin that changes something is carried out once and leaves
 * exactly one entry; refused and repeated ones leave none. The operations come from the OpenAPI document: a new one fails here until it
 * is tried, or named in {@link CHANGES_NOTHING}.
 */
import { randomUUID } from 'node:crypto';
import type { Case } from '../fuzz/judge.js';
import { buildOpenApi } from '../../apps/api/src/docs.js';
import { goodCase } from '../fuzz/cases.js';
import { operationsOf, type FuzzedOperation } from '../fuzz/operations.js';
import { openWorld, type World } from '../fuzz/world.js';
import { HttpClient } from '../support/http-client.js';
import { AnchorService, verifyAuditLog } from '#libs/ops';
import { uuid7 } from '#libs/platform';

/** Operations that only work something out. */
const CHANGES_NOTHING: readonly string[] = ['dryRunOffer'];

interface Entry {
  readonly seq: number;
  readonly operation: string;
  readonly actorId: string;
  readonly path: string;
  readonly content: unknown;
  readonly subjectId: string | null;
}

let world: World;
let admin: HttpClient;
let operator: HttpClient;
let operations: readonly FuzzedOperation[];
beforeAll(async () => {
  world = await openWorld();
  [admin, operator] = [world.tokens.admin, world.tokens.operator].map(
    (token) => new HttpClient(world.shop.urls[0]!, token),
  ) as [HttpClient, HttpClient];
  operations = operationsOf(buildOpenApi(world.shop.apps[0]!), world.bases).filter(
    ({ isSafe, path }) => !isSafe && path.startsWith('/v1/admin/'),
  );
});
afterAll(() => world?.shop.close());

const entries = async (): Promise<readonly Entry[]> =>
  (await operator.get<{ items: Entry[] }>('/v1/admin/audit-log?limit=100')).body.items;

const newest = async (): Promise<number> => (await entries())[0]?.seq ?? 0;

const since = async (seq: number): Promise<readonly Entry[]> => (await entries()).filter((entry) => entry.seq > seq);

async function send(call: Case, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const given = Object.fromEntries(Object.entries(call.headers).map(([name, value]) => [name, String(value)]));
  const body = call.body === undefined ? undefined : Buffer.from(call.body).toString('utf8');
  return new HttpClient(world.shop.urls[0]!).send(call.method, call.path, body, { ...given, ...headers });
}

/** What has to be there before an operation can be done; answers what of the good request must be otherwise. */
type Ground = () => Promise<{ path?: string; body?: unknown; token?: string; version?: string } | void>;

const versionOf = async (path: string): Promise<string> => (await admin.get(path)).headers.get('etag')!;
const made = async (path: string, body: unknown): Promise<{ id: string; version: string }> => {
  const answer = await operator.post<{ id: string }>(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { id: answer.body.id, version: answer.headers.get('etag')! };
};

const bodyOf = (id: string): unknown => operations.find((operation) => operation.id === id)!.body!.base;

const grounds: Readonly<Record<string, Ground>> = {
  approveCreditGrant: async () => ({ path: `/v1/admin/credit-grants/${(await proposal()).id}/approval` }),
  rejectCreditGrant: async () => ({ path: `/v1/admin/credit-grants/${(await proposal()).id}/rejection` }),
  enableAccount: async () =>
    void (await admin.post(`/v1/admin/accounts/${world.ids['/v1/admin/accounts/{id}']!}/disablement`)),
  resumeSaga: async () => {
    const id = uuid7();
    await world.shop.database.query(
      `INSERT INTO platform.saga SELECT (jsonb_populate_record(s, jsonb_build_object('id', $1::text, 'state', 'stuck', 'wake_at', NULL))).* FROM platform.saga AS s LIMIT 1`,
      [id],
    );
    return { path: `/v1/admin/sagas/${id}/resumption` };
  },
};

const proposal = (): Promise<{ id: string }> => made('/v1/admin/credit-grants', world.bases['proposeCreditGrant']);

/** Carries an operation out with what its ground says; the version of what it changes is asked for first. */
async function carryOut(
  operation: FuzzedOperation,
): Promise<{ status: number; body: unknown; before: number; path: string }> {
  const ground = (await grounds[operation.id]?.()) ?? {};
  const call = goodCase(operation, world.ids, ground.token ?? world.tokens.admin);
  const path = ground.path ?? call.path;
  const takesVersion = operation.parameters.some(({ name }) => name === 'If-Match');
  const of = path.replace(/\/(approval|suspension|schedule|stop|archive|publication)$/, '');
  const version = ground.version ?? (takesVersion ? await versionOf(of) : undefined);
  const before = await newest();
  const body = ground.body === undefined ? call.body : Buffer.from(JSON.stringify(ground.body));
  const answer = await send(
    { ...call, path, ...(body && { body }) },
    version === undefined ? {} : { 'if-match': version },
  );
  return { ...answer, before, path };
}

it('has one entry for every operation that changes something', async () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { status, body, before, path } = await carryOut(operation);
    const written = await since(before);
    if (CHANGES_NOTHING.includes(operation.id)) {
      if (written.length > 0) wrong.push(`${operation.id} changes nothing and has ${written.length} entries`);
    } else if (status >= 300)
      wrong.push(`${operation.id} ${path} was answered ${status} ${JSON.stringify(body).slice(0, 200)}`);
    else if (written.length !== 1) wrong.push(`${operation.id} has ${written.length} entries`);
    else if (written[0]!.operation !== operation.id || written[0]!.path !== path)
      wrong.push(`${operation.id} is logged as ${written[0]!.operation} ${written[0]!.path}`);
  }
  expect(wrong).toEqual([]);
  expect(operations.length).toBeGreaterThan(25);
});
void [bodyOf, randomUUID, AnchorService, verifyAuditLog];
