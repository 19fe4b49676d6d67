/** The audit log on real PostgreSQL: one chain whoever writes at once, anchors in the table and in the file, and what a crash leaves out. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorKeyOf } from '../anchor.rules.js';
import { CartwrightConfig, type Database } from '#libs/platform';
import { AnchorService } from '../anchor.service.js';
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
  expect(await numbers({ subjectId: all.find(({ seq }) => seq === 4)!.subjectId! })).toEqual([4]);
  expect(await numbers({ from: new Date(0), to: new Date(1) })).toEqual([]);
  expect(await numbers({ from: all[0]!.madeAt })).toContain(9);
});
