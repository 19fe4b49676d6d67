/**
 * Bad input (../shared/design/proof.md): the fixed catalogue against every operation of our own OpenAPI document. Never 5xx, never
 * an undocumented status, always problem+json, no effect on any table. Who may call what is test/security's.
 */
import { CartwrightConfig } from '#libs/platform';
import { AppModule } from '../../apps/api/src/app.module.js';
import { buildOpenApi } from '../../apps/api/src/docs.js';
import { badCases, goodCase, type Ground } from './cases.js';
import { declaredOperations } from './declared.js';
import { faultLine, faultsOf, type Case } from './judge.js';
import { isAllowed, operationsOf, PRINCIPALS, type FuzzedOperation, type PrincipalKind } from './operations.js';
import type { Json } from './values.js';
import { Wire } from './wire.js';
import { changedTables, openWorld, pictureOf, tablesOf, MAY_CHANGE, type World } from './world.js';

const FAULTS_SHOWN = 8;

const ids = declaredOperations(
  AppModule.forRoot(
    CartwrightConfig.of({ environment: 'test', databaseUrl: 'postgres://nowhere/none', logLevel: 'silent' }),
  ),
);

let world: World;
let wire: Wire;
let document: Json;
let operations: ReadonlyMap<string, FuzzedOperation>;

beforeAll(async () => {
  world = await openWorld();
  wire = new Wire(world.shop.urls[0]!);
  const made = buildOpenApi(world.shop.apps[0]!);
  document = made as unknown as Json;
  operations = new Map(operationsOf(made, world.bases).map((operation) => [operation.id, operation]));
});

afterAll(async () => {
  wire?.close();
  if (process.env['FUZZ_REPORT'] !== undefined)
    process.stderr.write(`${ids.length} operations, ${wire.sent} requests\n`);
  await world?.shop.close();
});

const bearerOf = (kind: PrincipalKind): string | undefined =>
  kind === 'none' || kind === 'service' ? undefined : world.tokens[kind];

/** Who calls best: somebody whom the policy lets in and to whom the shop's rows belong. */
function groundOf(operation: FuzzedOperation): Ground {
  const kind = PRINCIPALS.find((one) => one !== 'none' && isAllowed(operation, one)) ?? 'customer';
  const best = isAllowed(operation, 'admin') ? 'admin' : isAllowed(operation, 'customer') ? 'customer' : kind;
  return { document, ids: world.ids, token: bearerOf(best)!, badTokens: world.badTokens };
}

async function judged(
  operation: FuzzedOperation,
  cases: readonly Case[],
  secrets: readonly string[] = [],
): Promise<readonly string[]> {
  const answers = await wire.sendAll(cases);
  const expected = { statuses: operation.statuses, secrets };
  return cases.flatMap((sent, i) =>
    faultsOf(sent, answers[i]!, expected).map((fault) => faultLine(sent, fault, answers[i]!)),
  );
}

function expectNone(faults: readonly string[]): void {
  expect({ count: faults.length, first: faults.slice(0, FAULTS_SHOWN) }).toEqual({ count: 0, first: [] });
}

async function expectNoEffect(act: () => Promise<readonly string[]>): Promise<void> {
  const before = await pictureOf(world.shop);
  const faults = await act();
  const changed = changedTables(before, await pictureOf(world.shop));
  expectNone([...changed.map((name) => `a refused request changed ${name}`), ...faults]);
}

/** The good request as this kind of caller sends it. */
function callBy(operation: FuzzedOperation, kind: PrincipalKind): Case {
  const call = goodCase(operation, world.ids, bearerOf(kind));
  const headers = kind === 'service' ? { ...call.headers, 'x-api-key': world.apiKey } : call.headers;
  return { ...call, headers, name: `as ${kind}` };
}

it('covers every operation of the document, and every table of the database', async () => {
  expect([...operations.keys()].sort()).toEqual(ids);
  const without = [...operations.values()].filter(({ isPublic, roles }) => !isPublic && roles.length === 0);
  expect(without.map(({ id }) => id)).toEqual([]);
  const tables = await tablesOf(world.shop);
  expect(tables).toEqual(expect.arrayContaining([...MAY_CHANGE]));
  expect(Object.keys(await pictureOf(world.shop))).toHaveLength(tables.length - MAY_CHANGE.length);
});

it('sees an effect: a planted one changes the picture of exactly its table', async () => {
  const before = await pictureOf(world.shop);
  await world.shop.database.query(`UPDATE merchant.merchant SET name = name || '!'`);
  expect(changedTables(before, await pictureOf(world.shop))).toEqual(['merchant.merchant']);
});

describe('what is outside the documented shape is refused, without effect', () => {
  it.each(ids)('%s', async (id) => {
    const operation = operations.get(id)!;
    const cases = badCases(operation, groundOf(operation));
    await expectNoEffect(() =>
      judged(
        operation,
        cases.filter(({ verdict }) => verdict === 'refuse' || operation.isSafe),
      ),
    );
  });
});

describe('ugly but legal input does no harm', () => {
  it.each(ids)('%s', async (id) => {
    const operation = operations.get(id)!;
    if (operation.isSafe) return;
    const cases = badCases(operation, groundOf(operation)).filter(({ verdict }) => verdict === 'any');
    expectNone(await judged(operation, cases));
  });
});

describe('whom the policy names gets a documented answer, and nothing of others', () => {
  it.each(ids.filter((id) => id !== 'logOut'))('%s', async (id) => {
    const operation = operations.get(id)!;
    const kinds = PRINCIPALS.filter((kind) => isAllowed(operation, kind));
    for (const kind of kinds) {
      const isStranger = !['customer', 'operator', 'admin', 'merchant'].includes(kind);
      const secrets =
        isStranger && !operation.path.includes('{') ? world.secrets : isStranger ? [world.secrets[0]!] : [];
      expectNone(await judged(operation, [callBy(operation, kind)], secrets));
    }
  });
});
