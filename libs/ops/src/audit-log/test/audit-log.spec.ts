/** The audit log on real PostgreSQL: one chain whoever writes at once, anchors in the table and in the file, and what a crash leaves out. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CartwrightConfig, uuid7, type Database, type RecordedAct } from '#libs/platform';
import { anchorKeyOf } from '../anchor.rules.js';
import { AnchorService } from '../anchor.service.js';
import { listEntriesOn } from '../db/audit-log.statements.js';
import { openLog, someAct, writeActs, type LogUnderTest } from './audit-log.kit.js';
import { verifyAuditLog } from '../verify.js';

let ours: LogUnderTest;
beforeEach(async () => {
  ours = await openLog();
});
afterEach(() => ours?.test.close());

/** The anchors of another process over the same log. */
const serviceOf = (config: Partial<CartwrightConfig> = {}, database: Database = ours.test.database): AnchorService =>
  new AnchorService(database, CartwrightConfig.of({ auditAnchorFolder: ours.folder, ...config }));

const fileOf = async (): Promise<string> => join(ours.folder, `${(await ours.verify()).logId}.jsonl`);

it('is whole from the start, empty', async () => {
  expect(await ours.verify()).toMatchObject({ entries: 0, anchors: 0, unanchored: 0, broken: null });
  expect(await ours.anchors.anchor()).toBe(0);
});

it('keeps one chain when 40 acts are done at once, and none of an act that is undone', async () => {
  const undone = ours.test.database.transaction(async (tx) => {
    await ours.log.append(tx, someAct(99));
    throw new Error('undone');
  });
  await Promise.all([
    expect(undone).rejects.toThrow('undone'),
    ...Array.from({ length: 40 }, (_, i) => ours.test.database.transaction((tx) => ours.log.append(tx, someAct(i)))),
  ]);
  expect(await ours.verify()).toMatchObject({ entries: 40, unanchored: 40, broken: null });
});

it('anchors what is new, once, and the file gets what a crash kept from it', async () => {
  await writeActs(ours, 3);
  expect([await ours.anchors.anchor(), await ours.anchors.anchor()]).toEqual([1, 0]);
  const path = await fileOf();
  const first = readFileSync(path, 'utf8');
  writeFileSync(path, '');
  await writeActs(ours, 2);
  await serviceOf().anchor();
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect([lines.length, `${lines[0]}\n`]).toEqual([2, first]);
  expect(await ours.verify()).toEqual({
    logId: expect.any(String) as string,
    entries: 5,
    anchors: 2,
    anchorsInFile: 2,
    unanchored: 0,
    broken: null,
  });
});

it('is anchored to its end when a working process stops, and only then', async () => {
  await writeActs(ours, 2);
  await serviceOf({ workerInApi: false }).onApplicationShutdown();
  expect(await ours.verify()).toMatchObject({ anchors: 0, unanchored: 2, broken: null });
  await serviceOf().onApplicationShutdown();
  expect(await ours.verify()).toMatchObject({ anchors: 1, anchorsInFile: 1, unanchored: 0, broken: null });
  await serviceOf().onApplicationShutdown();
  expect(await ours.verify()).toMatchObject({ anchors: 1, anchorsInFile: 1 });
});

it('stops a process as it would whose last anchor cannot be written, and the next one writes it', async () => {
  await writeActs(ours, 1);
  const gone = Object.assign(Object.create(ours.test.database) as Database, {
    transaction: () => Promise.reject(new Error('the database has gone')),
  });
  await serviceOf({}, gone).onApplicationShutdown();
  expect(await ours.verify()).toMatchObject({ anchors: 0, unanchored: 1, broken: null });
  expect(await serviceOf().anchor()).toBe(1);
  expect(await ours.verify()).toMatchObject({ anchorsInFile: 1, unanchored: 0, broken: null });
});

it('believes former keys only when they are named, and a file of somebody else never', async () => {
  await writeActs(ours, 2);
  await ours.anchors.anchor();
  const other = anchorKeyOf('a new secret of thirty-two characters or more').publicKey;
  const verifyBy = async (keys: readonly string[]) =>
    (await verifyAuditLog(ours.test.database, { trustedKeys: new Set(keys), anchorFolder: ours.folder })).broken;
  expect(await verifyBy([other])).toMatchObject({ seq: 2 });
  expect(await verifyBy([other, ours.anchors.key.publicKey])).toBeNull();
  appendFileSync(await fileOf(), '{"seq":3}\n');
  expect((await ours.verify()).broken).toMatchObject({ seq: 3 });
});

it('lists by actor, operation, subject and time, newest first', async () => {
  await writeActs(ours, 9);
  const all = await ours.log.list({}, { limit: 100 });
  expect(all.map(({ seq }) => seq)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  const numbers = async (filter: Parameters<LogUnderTest['log']['list']>[0], before?: number) =>
    (await ours.log.list(filter, { limit: 2, before })).map(({ seq }) => seq);
  expect(await numbers({ actorId: all[3]!.actorId })).toEqual([6]);
  expect(await numbers({ operation: 'changeStock' })).toEqual([8, 5]);
  expect(await numbers({ operation: 'changeStock' }, 5)).toEqual([2]);
  expect(await numbers({ subject: all.find(({ seq }) => seq === 4)!.subjectId! })).toEqual([4]);
  expect(await numbers({ from: new Date(0), to: new Date(1) })).toEqual([]);
  expect(await numbers({ from: all[0]!.madeAt })).toContain(9);
});

describe('the acts on one thing', () => {
  const [offer, copy] = [uuid7(), uuid7()];
  // Its id has one within: the whole of it is what the act was done to.
  const event = `sandbox/evt_${uuid7()}`;
  const act = (operation: string, path: string, subjectId: string | null): RecordedAct => ({
    ...someAct(1),
    ...{ operation, path: `/v1/admin/${path}`, subjectId },
  });
  const done = async (...acts: readonly RecordedAct[]): Promise<void> => {
    for (const each of acts) await ours.test.database.transaction((tx) => ours.log.append(tx, each));
  };
  const on = async (subject: string, page: { before?: number; limit: number } = { limit: 100 }) =>
    (await ours.log.list({ subject }, page)).map(({ operation }) => operation);

  it('are those that made it, name it in their path, or answer with it', async () => {
    await done(
      act('createOffer', 'offers', offer),
      act('scheduleOffer', `offers/${offer.toUpperCase()}/schedule`, offer),
      act('cloneOffer', `offers/${offer}/clones`, copy),
      act('giveCoupons', `offers/${offer}/grants`, null),
      act('stopOffer', `offers/${copy}/stop`, copy),
      act('retryWebhookEvent', `webhook-events/${event}/retries`, null),
      act('setTiers', 'loyalty/tiers', null),
    );
    expect(await on(offer)).toEqual(['giveCoupons', 'cloneOffer', 'scheduleOffer', 'createOffer']);
    expect(await on(offer.toUpperCase())).toHaveLength(4);
    expect(await on(copy)).toEqual(['stopOffer', 'cloneOffer']);
    expect(await on(event)).toEqual(['retryWebhookEvent']);
    expect([await on(uuid7()), await on('sandbox/evt')]).toEqual([[], []]);
    const all = await ours.log.list({}, { limit: 100 });
    expect(all.map(({ subjectType, subject }) => [subjectType, subject])).toEqual([
      ['loyalty', null],
      ['webhook-events', event],
      ['offers', copy],
      ...Array.from({ length: 4 }, () => ['offers', offer]),
    ]);
    expect(await ours.verify()).toMatchObject({ entries: 7, broken: null });
  });

  it('are paged by number, and other filters hold beside', async () => {
    await done(
      act('createOffer', 'offers', offer),
      ...Array.from({ length: 5 }, () => act('scheduleOffer', `offers/${offer}/schedule`, offer)),
      act('stopOffer', `offers/${offer}/stop`, offer),
    );
    expect(await on(offer, { limit: 3 })).toEqual(['stopOffer', 'scheduleOffer', 'scheduleOffer']);
    expect(await on(offer, { limit: 3, before: 3 })).toEqual(['scheduleOffer', 'createOffer']);
    const stops = await ours.log.list({ subject: offer, operation: 'stopOffer' }, { limit: 3 });
    expect(stops.map(({ seq }) => seq)).toEqual([7]);
  });

  it('are found by their indexes among many, a page of them read', async () => {
    const { database } = ours.test;
    await done(act('createOffer', 'offers', offer));
    // Others' acts and, among them, many on this one: a page reads its own rows alone.
    await database.query(`
      INSERT INTO ops.audit_log_entry (seq, made_at, actor_id, actor_role, operation, method, path, subject_id, request_id, content, previous_hash, hash)
      SELECT n, made_at, actor_id, actor_role, 'scheduleOffer', method,
        '/v1/admin/offers/' || CASE WHEN n % 500 = 0 THEN '${offer}' ELSE gen_random_uuid()::text END || '/schedule', NULL, request_id, content, previous_hash, hash
      FROM ops.audit_log_entry, generate_series(2, 20000) AS n WHERE seq = 1`);
    await database.query('ANALYZE ops.audit_log_entry');
    const values = [20_001, null, null, null, null, 21, offer, offer];
    const plan = await database.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${listEntriesOn.text}`,
      values,
    );
    const nodes = [...nodesOf(plan[0]!['QUERY PLAN'][0].Plan)];
    expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    const looked = nodes.map((node) => node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0));
    expect(Math.max(...looked)).toBeLessThanOrEqual(42);
    expect(await ours.log.list({ subject: offer }, { limit: 21 })).toHaveLength(21);
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}
