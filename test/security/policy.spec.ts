/**
 * The policy matrix against the code and against the running API over HTTP: every operation × every kind of caller. A refusal is
 * the right one and changes no row; who may call is let in; another's object is not there.
 */
import { CartwrightConfig } from '#libs/platform';
import { AppModule } from '../../apps/api/src/app.module.js';
import { buildOpenApi } from '../../apps/api/src/docs.js';
import { goodCase } from '../fuzz/cases.js';
import { operationsOf, type FuzzedOperation } from '../fuzz/operations.js';
import { Wire, type WireAnswer } from '../fuzz/wire.js';
import { CANARY, changedTables, pictureOf, type World } from '../fuzz/world.js';
import { declaredPolicies, type DeclaredPolicy } from './declared-policies.js';
import { POLICY_MATRIX, ROLES, type PolicyRow } from './policy.matrix.js';
import { CALLERS, credentialsOf, openMatrixWorld, roleOf, type CallerKind, type MatrixWorld } from './matrix-world.js';

const declared = declaredPolicies(
  AppModule.forRoot(
    CartwrightConfig.of({ environment: 'test', databaseUrl: 'postgres://nowhere/none', logLevel: 'silent' }),
  ),
);
const rows = Object.entries(POLICY_MATRIX);

/** Where code and matrix differ, as sentences. */
function gapsBetween(policies: readonly DeclaredPolicy[], matrix: Readonly<Record<string, PolicyRow>>): string[] {
  const unknown = Object.keys(matrix).filter((id) => !policies.some((policy) => policy.id === id));
  const differing = policies.flatMap(({ id, route, may, scope }) => {
    const row = matrix[id];
    if (row === undefined) return [`${id} has no row`];
    const said = `${row.route} for ${row.may} with ${row.scope ?? 'no scope'}`;
    const done = `${route} for ${may.join(' ')} with ${scope ?? 'no scope'}`;
    return said === done ? [] : [`${id}: the matrix says ${said}, the code ${done}`];
  });
  return [...unknown.map((id) => `${id} is no operation`), ...differing];
}

describe('the file', () => {
  it('says of every operation what the code says', () => {
    expect(gapsBetween(declared, POLICY_MATRIX)).toEqual([]);
  });

  it('names roles that exist, sorted, and a scope where keys are let in', () => {
    for (const [id, { may, scope }] of rows) {
      if (may === 'public') continue;
      const roles = may.split(' ');
      expect([id, roles]).toEqual([id, [...roles].sort()]);
      expect([id, roles.filter((role) => !(ROLES as readonly string[]).includes(role))]).toEqual([id, []]);
      expect([id, scope !== undefined]).toEqual([id, roles.includes('service')]);
    }
  });

  it('finds a new operation, a removed one, an opened one and a lost scope', () => {
    const added = { id: 'giveAway', route: 'POST /v1/gifts', may: ['public'] };
    expect(gapsBetween([...declared, added], POLICY_MATRIX)).toEqual(['giveAway has no row']);
    expect(gapsBetween(declared.slice(1), POLICY_MATRIX)).toEqual([`${declared[0]!.id} is no operation`]);
    const opened = declared.map((one) => (one.id === 'getOrder' ? { ...one, may: ['customer', 'guest'] } : one));
    expect(gapsBetween(opened, POLICY_MATRIX)).toHaveLength(1);
    const unscoped = declared.map(({ scope: _, ...one }) => one);
    expect(gapsBetween(unscoped, POLICY_MATRIX)).toHaveLength(
      rows.filter(([, { scope }]) => scope !== undefined).length,
    );
  });
});

let world: MatrixWorld;
let wire: Wire;
let operations: ReadonlyMap<string, FuzzedOperation>;

beforeAll(async () => {
  world = await openMatrixWorld();
  wire = new Wire(world.shop.urls[0]!);
  const document = buildOpenApi(world.shop.apps[0]!);
  operations = new Map(operationsOf(document, world.bases).map((operation) => [operation.id, operation]));
});

afterAll(async () => {
  wire?.close();
  await world?.shop.close();
});

function isLetIn({ may, scope }: PolicyRow, caller: CallerKind): boolean {
  if (may === 'public') return true;
  return may.split(' ').includes(roleOf(caller)) && (scope === undefined || caller !== 'keyWithoutScope');
}

/** The same role, but not the owner of what the address names. */
function isStranger({ object }: PolicyRow, caller: CallerKind): boolean {
  return object === '404' && ['guest', 'otherCustomer', 'otherMerchant'].includes(caller);
}

async function callAs(id: string, caller: CallerKind, ids: World['ids'] = world.ids): Promise<WireAnswer> {
  const { headers, ...call } = goodCase(operations.get(id)!, ids, undefined);
  return wire.send({ ...call, headers: { ...headers, ...credentialsOf(world, caller) } });
}

function codeOf({ text }: WireAnswer): string {
  const [, code] = /"code":"([A-Z_]+)"/.exec(text) ?? [];
  return code ?? '';
}

/** What the row wants of a caller who is refused; a stranger is told just what is told of an id that nobody has. */
async function refusalFor(id: string, row: PolicyRow, caller: CallerKind): Promise<string> {
  if (!isLetIn(row, caller)) return caller === 'none' ? '401 UNAUTHENTICATED' : '403 FORBIDDEN';
  const nobodys = await callAs(id, caller, {});
  expect(nobodys.status).toBe(404);
  return told(nobodys);
}

/** Status, code and, of a 404, the sentence: it must not tell a stranger's object from none. */
function told(answer: WireAnswer): string {
  const { detail } = JSON.parse(answer.text) as { detail: string };
  return `${answer.status} ${codeOf(answer)}${answer.status === 404 ? ` ${detail}` : ''}`;
}

/** How the API differs from a row where it should refuse, as sentences. */
async function refusalFaults(id: string, row: PolicyRow): Promise<readonly string[]> {
  const faults: string[] = [];
  const before = await pictureOf(world.shop);
  for (const caller of CALLERS.filter((one) => !isLetIn(row, one) || isStranger(row, one))) {
    const answer = await callAs(id, caller);
    if (answer.status < 400) faults.push(`${caller} is answered ${answer.status}`);
    else if (told(answer) !== (await refusalFor(id, row, caller))) faults.push(`${caller} is told ${told(answer)}`);
    if (answer.text.includes(CANARY)) faults.push(`${caller} sees what is not theirs`);
  }
  const changed = changedTables(before, await pictureOf(world.shop));
  return [...faults, ...changed.map((table) => `${table} has changed`)];
}

describe('whoever is not let in is refused, and nothing changes', () => {
  it.each(rows)('%s', async (id, row) => {
    expect(await refusalFaults(id, row)).toEqual([]);
  });

  it('sees an API that lets in more than its row says, and one that shows what is not theirs', async () => {
    const narrower = { ...POLICY_MATRIX['getMe']!, may: 'customer' };
    expect(await refusalFaults('getMe', narrower)).toEqual([
      'merchant is answered 200',
      'otherMerchant is answered 200',
      'operator is answered 200',
      'admin is answered 200',
    ]);
    const owned = { ...POLICY_MATRIX['listOffers']!, object: '404' as const };
    expect(await refusalFaults('listOffers', owned)).toEqual([
      'guest is answered 200',
      'otherCustomer is answered 200',
      'otherMerchant is answered 200',
    ]);
    const effect = { ...POLICY_MATRIX['updateMe']!, may: 'customer merchant operator' };
    expect(await refusalFaults('updateMe', effect)).toEqual(['admin is answered 200', 'identity.account has changed']);
  });
});

describe("what another's id in a body or query does", () => {
  it('shows a merchant none of another merchant', async () => {
    const [mine, theirs] = world.shop.merchants.map(({ merchantId }) => merchantId) as [string, string];
    const lists = ['/v1/admin/products', '/v1/admin/merchants', '/v1/admin/shipping-work'];
    for (const path of lists) {
      const headers = credentialsOf(world, 'otherMerchant');
      const own = await wire.send({ method: 'GET', path, headers });
      expect([path, own.status, own.text.includes(mine)]).toEqual([path, 200, false]);
    }
    const asked = await wire.send({
      method: 'GET',
      path: `/v1/admin/products?merchantId=${theirs}`,
      headers: credentialsOf(world, 'merchant'),
    });
    expect(asked.text).not.toContain(theirs);
  });

  it('creates nothing for another merchant', async () => {
    const before = await pictureOf(world.shop);
    const good = goodCase(operations.get('createProduct')!, world.ids, undefined);
    const body = { ...(JSON.parse(String(good.body)) as object), merchantId: world.shop.merchants[0]!.merchantId };
    const headers = { ...good.headers, ...credentialsOf(world, 'otherMerchant') };
    const answer = await wire.send({ ...good, headers, body: Buffer.from(JSON.stringify(body)) });
    expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
    expect(changedTables(before, await pictureOf(world.shop))).toEqual([]);
  });

  it("neither selects nor changes another customer's cart lines", async () => {
    const [line] = await world.shop.database.query<{ id: string; selected: boolean }>(
      `SELECT id, selected FROM cart.line WHERE id = $1`,
      [world.ids['own cart line']!],
    );
    const body = Buffer.from(JSON.stringify({ lineIds: [line!.id], selected: !line!.selected }));
    const headers = { 'content-type': 'application/json', ...credentialsOf(world, 'otherCustomer') };
    await wire.send({ method: 'POST', path: '/v1/cart/selection', headers, body });
    const after = await world.shop.database.query(`SELECT id, selected FROM cart.line WHERE id = $1`, [line!.id]);
    expect(after).toEqual([line]);
  });
});

/** Reading first, taking away last: an object must still be there when its owner is to find it. */
const RANK = ['GET', 'PATCH', 'PUT', 'POST', 'DELETE'];
const byHarm = [...rows].sort(
  ([, one], [, other]) => RANK.indexOf(one.route.split(' ')[0]!) - RANK.indexOf(other.route.split(' ')[0]!),
);

describe('whoever is let in is not sent away', () => {
  it.each(byHarm.filter(([id]) => id !== 'logOut'))('%s', async (id, row) => {
    const callers = CALLERS.filter((caller) => isLetIn(row, caller) && !isStranger(row, caller));
    expect(callers.length).toBeGreaterThan(0);
    let found = 0;
    for (const caller of callers) {
      const answer = await callAs(id, caller);
      expect([caller, codeOf(answer)]).not.toEqual([caller, expect.stringMatching(/^(UNAUTHENTICATED|FORBIDDEN)$/)]);
      if (answer.status !== 404) found += 1;
    }
    // A 404 for strangers says nothing unless the owner finds the object under the same address.
    if (row.object === '404') expect(found).toBeGreaterThan(0);
  });
});
