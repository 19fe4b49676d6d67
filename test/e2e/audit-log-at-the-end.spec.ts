/** A clean stop leaves nothing of the audit log without an anchor; a process that dies leaves it to the next one. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AnchorService, verifyAuditLog } from '#libs/ops';
import { Shop } from '../support/shop.js';

const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
let shop: Shop;
beforeAll(async () => {
  // No sweep comes within this test: what is anchored is anchored at the end.
  shop = await Shop.open({ apis: 2, config: { auditAnchorSeconds: 86_400, auditAnchorFolder: folder } });
});
afterAll(() => shop?.close());

const report = async () => {
  const trustedKeys = new Set([shop.get(AnchorService).key.publicKey]);
  return verifyAuditLog(shop.test.database, { trustedKeys, anchorFolder: folder });
};

it('is whole and anchored to its end after both APIs have stopped, the second with an act of its own', async () => {
  const operator = await shop.staff('operator');
  const customer = await shop.customer(100);
  const act = (url: string) =>
    operator.http.at(url).post(`/v1/admin/wallets/${customer.id}/freeze`, { reason: 'a stolen card' });
  const undo = (url: string) =>
    operator.http.at(url).post(`/v1/admin/wallets/${customer.id}/freeze-lifting`, { reason: 'it was found' });
  expect((await act(shop.urls[1]!)).status).toBe(201);
  expect((await undo(shop.urls[0]!)).status).toBe(201);
  expect(await report()).toMatchObject({ entries: 2, unanchored: 2, broken: null });
  await shop.apps[1]!.close();
  expect(await report()).toMatchObject({ entries: 2, anchors: 1, anchorsInFile: 1, unanchored: 0, broken: null });
  expect((await act(shop.urls[0]!)).status).toBe(201);
  await shop.apps[0]!.close();
  const last = await report();
  expect(last).toMatchObject({ entries: 3, anchors: 2, anchorsInFile: 2, unanchored: 0, broken: null });
  const path = join(folder, `${last.logId}.jsonl`);
  expect(
    existsSync(path) &&
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { seq: number }).seq),
  ).toEqual([2, 3]);
});
