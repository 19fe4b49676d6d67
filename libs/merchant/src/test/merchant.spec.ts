import { snapshotVersions, uuid7, type Tx } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { MerchantAccounts, type AppointmentOutcome } from '../merchant-accounts.port.js';
import { merchantTransitions } from '../merchant.rules.js';
import { MerchantService } from '../merchant.service.js';
import { MerchantSettings } from '../merchant.settings.js';
import { MerchantSnapshot } from '../merchant-snapshot.js';
import type { Merchant, MerchantApplication, UpsertMerchant } from '../merchant.types.js';

class Appointments extends MerchantAccounts {
  readonly made: string[][] = [];
  answer: AppointmentOutcome = 'appointed';
  appoint(_: Tx, { accountId, merchantId }: { accountId: string; merchantId: string }): Promise<AppointmentOutcome> {
    this.made.push([accountId, merchantId]);
    return Promise.resolve(this.answer);
  }
}

let opened: TestDatabase;
let merchants: MerchantService;
const appointments = new Appointments();
beforeAll(async () => {
  opened = await openTestDatabase();
  merchants = new MerchantService(opened.database, appointments);
});
afterAll(() => opened.close());

const write = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => opened.database.transaction(act);
const snapshotOf = (): MerchantSnapshot => new MerchantSnapshot(opened.database, new MerchantSettings());

const anApplication = (over: Partial<MerchantApplication> = {}): MerchantApplication => ({
  merchantId: uuid7(),
  ownerId: uuid7(),
  name: 'Hillside Ceramics',
  phone: '+1 555 0100',
  goodsType: 'third_party',
  ...over,
});

async function applied(over: Partial<MerchantApplication> = {}): Promise<Merchant> {
  const outcome = await write((tx) => merchants.apply(tx, anApplication(over)));
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.merchant;
}

const aMerchant = (over: Partial<UpsertMerchant> = {}): UpsertMerchant => ({
  merchantId: uuid7(),
  name: 'Seeded',
  phone: '+1 555 0101',
  goodsType: 'self_operated',
  rewardBps: 300,
  state: 'approved',
  shipping: { flatMinor: 500, perKgMinor: 100, freeFromMinor: 9_900 },
  warehouses: [],
  ...over,
});

describe('a merchant', () => {
  test('applies once, under an id of its choice', async () => {
    const application = anApplication();
    const apply = (over = {}) => write((tx) => merchants.apply(tx, { ...application, ...over }));
    expect(await apply()).toMatchObject({
      kind: 'created',
      merchant: { state: 'applied', rewardBps: 500, ownerId: application.ownerId },
    });
    expect(await apply()).toMatchObject({ kind: 'exists' });
    expect(await apply({ name: 'Other' })).toEqual({ kind: 'taken' });
    expect(await apply({ merchantId: uuid7() })).toEqual({ kind: 'taken' });
    expect(await merchants.findOfOwner(application.ownerId!)).toMatchObject({ name: 'Hillside Ceramics' });
  });

  test('is approved, suspended and approved again, each under its version, and its owner appointed', async () => {
    const merchant = await applied();
    const { merchantId, ownerId } = merchant;
    const suspend = (version: number) =>
      write((tx) => merchants.suspend(tx, { merchantId, version }, { reason: 'late' }));
    const approve = (version: number) =>
      write((tx) => merchants.approve(tx, { merchantId, version }, { rewardBps: 3_000 }));
    expect(await suspend(merchant.version)).toEqual({ kind: 'state', state: 'applied' });
    const first = await approve(merchant.version);
    if (first.kind !== 'changed') throw new Error(first.kind);
    expect(first.row).toMatchObject({ state: 'approved', rewardBps: 3_000 });
    expect(appointments.made).toContainEqual([ownerId, merchantId]);
    expect(await approve(first.row.version)).toEqual({ kind: 'state', state: 'approved' });
    expect(await suspend(merchant.version)).toEqual({ kind: 'stale', version: first.row.version });
    const second = await suspend(first.row.version);
    if (second.kind !== 'changed') throw new Error(second.kind);
    expect(second.row).toMatchObject({ state: 'suspended', stateReason: 'late' });
    expect(await approve(second.row.version)).toMatchObject({
      kind: 'changed',
      row: { state: 'approved', stateReason: null },
    });
    expect(await write((tx) => merchants.approve(tx, { merchantId: uuid7(), version: 1 }))).toEqual({
      kind: 'unknown',
    });
  });

  test('has a printed life', () => {
    expect(merchantTransitions).toEqual({
      approve: { applied: 'approved', suspended: 'approved' },
      suspend: { approved: 'suspended' },
    });
  });

  test('is edited by one of several at once', async () => {
    const { merchantId, version } = await applied();
    const names = ['A', 'B', 'C'];
    const outcomes = await Promise.all(
      names.map((name) => write((tx) => merchants.edit(tx, { merchantId, version }, { name }))),
    );
    expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['changed', 'stale', 'stale']);
  });
});

describe('warehouses', () => {
  test('have a code each, and are listed by priority, for several merchants at once', async () => {
    const [first, second] = [await applied(), await applied()];
    const open = (merchantId: string, code: string, priority: number, warehouseId = uuid7()) =>
      write((tx) => merchants.openWarehouse(tx, { warehouseId, merchantId, code, name: code, priority }));
    const id = uuid7();
    expect(await open(first.merchantId, 'WEST', 200, id)).toMatchObject({
      kind: 'created',
      warehouse: { state: 'open', version: 1 },
    });
    expect(await open(first.merchantId, 'WEST', 200, id)).toMatchObject({ kind: 'exists' });
    expect(await open(first.merchantId, 'WEST', 100)).toEqual({ kind: 'taken' });
    await open(first.merchantId, 'EAST', 100);
    await open(second.merchantId, 'WEST', 100);
    expect(await open(uuid7(), 'WEST', 100)).toEqual({ kind: 'unknown' });
    const listed = await merchants.warehouses([first.merchantId, second.merchantId, uuid7()]);
    expect([...listed].map(([merchantId, own]) => [merchantId, own.map((warehouse) => warehouse.code)])).toEqual([
      [first.merchantId, ['EAST', 'WEST']],
      [second.merchantId, ['WEST']],
    ]);
    const edit = (merchantId: string, version: number) =>
      write((tx) => merchants.editWarehouse(tx, { merchantId, warehouseId: id, version }, { state: 'closed' }));
    expect(await edit(second.merchantId, 1)).toEqual({ kind: 'unknown' });
    expect(await edit(first.merchantId, 9)).toEqual({ kind: 'stale', version: 1 });
    expect(await edit(first.merchantId, 1)).toMatchObject({ kind: 'changed', row: { state: 'closed', version: 2 } });
  });

  test('are bounded', async () => {
    const { merchantId } = await applied();
    const warehouses = Array.from({ length: 50 }, (_, i) => ({
      warehouseId: uuid7(),
      code: `W${i}`,
      name: 'W',
      priority: 1,
    }));
    await write((tx) => merchants.upsertMerchants(tx, [aMerchant({ merchantId, warehouses })]));
    const one = { warehouseId: uuid7(), merchantId, code: 'W50', name: 'W', priority: 1 };
    expect(await write((tx) => merchants.openWarehouse(tx, one))).toEqual({ kind: 'full' });
  });
});

describe('the snapshot', () => {
  test('gives terms, and keeps them until they change', async () => {
    const [a, b] = [aMerchant(), aMerchant()];
    await write((tx) => merchants.upsertMerchants(tx, [a, b]));
    const snapshot = snapshotOf();
    const found = await snapshot.byId([a.merchantId, b.merchantId, uuid7()]);
    const { warehouses: _, ...terms } = a;
    expect([found.size, found.get(a.merchantId)]).toEqual([2, terms]);
    expect(snapshot.cachedById(a.merchantId)).toBe(found.get(a.merchantId));

    await write((tx) => merchants.upsertMerchants(tx, [{ ...a, rewardBps: 700 }, b]));
    expect(snapshot.cachedById(a.merchantId)?.rewardBps).toBe(300);
    expect(await write(async (tx) => (await snapshotVersions(tx))('merchant'))).toBe(snapshot.version + 1);
    await snapshot.refresh();
    expect(snapshot.cachedById(a.merchantId)).toBeUndefined();
    expect(snapshot.cachedById(b.merchantId)).toBe(found.get(b.merchantId));
    expect((await snapshot.byId([a.merchantId])).get(a.merchantId)?.rewardBps).toBe(700);
  });

  test('knows who is suspended', async () => {
    const merchant = aMerchant();
    await write((tx) => merchants.upsertMerchants(tx, [merchant]));
    const snapshot = snapshotOf();
    await snapshot.refresh();
    expect(await snapshot.suspendedIds()).not.toContain(merchant.merchantId);
    await write((tx) => merchants.upsertMerchants(tx, [{ ...merchant, state: 'suspended' }]));
    await snapshot.refresh();
    expect(await snapshot.suspendedIds()).toContain(merchant.merchantId);
  });

  test('looks by itself while the process runs', async () => {
    const snapshot = new MerchantSnapshot(opened.database, new MerchantSettings({ pollMs: 10 }));
    await snapshot.refresh();
    const before = snapshot.version;
    snapshot.onApplicationBootstrap();
    await applied();
    while (snapshot.version === before) await opened.database.query('SELECT 1');
    snapshot.onModuleDestroy();
  });
});
