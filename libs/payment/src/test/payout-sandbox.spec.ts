/** The sandbox payout service by itself: keys, fates, signed callbacks, books that survive a restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { uuid7 } from '#libs/platform';
import { SandboxPayoutProvider } from '../payout/sandbox-payout.provider.js';
import { SandboxPayoutControl, startSandboxPayouts, type SandboxGateway } from '../sandbox.js';

const KEY = 'key-of-a-payout-service-under-test-0000';
const SECRET = 'secret-of-a-payout-service-under-test-00';

let service: SandboxGateway;
let control: SandboxPayoutControl;
let provider: SandboxPayoutProvider;
let receiver: Server;
let received: { headers: IncomingMessage['headers']; body: Buffer }[];
let folder: string;

const start = async (): Promise<void> => {
  service = await startSandboxPayouts({ apiKey: KEY, webhookSecret: SECRET, booksFile: join(folder, 'books.jsonl') });
  service.setWebhookUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}`);
  control = new SandboxPayoutControl({ url: service.url, apiKey: KEY });
  provider = new SandboxPayoutProvider({ url: service.url, apiKey: KEY, webhookSecrets: [SECRET], timeoutMs: 300 });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'payouts-'));
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  received = [];
  await start();
});
afterAll(async () => {
  await provider.close();
  await service.close();
  receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (destination: string, payoutId = uuid7(), amountMinor = 950) =>
  provider.request({ payoutId, amountMinor, currency: 'USD', destination });

it('pays, takes, refuses by account, and says no to accounts nobody has', async () => {
  const answers = [await ask('acct_ok'), await ask('acct_slow'), await ask('acct_refused'), await ask('acct_other')];
  expect(answers).toMatchObject([
    { kind: 'accepted', payout: { state: 'paid', amountMinor: 950 } },
    { kind: 'accepted', payout: { state: 'pending' } },
    { kind: 'declined', reason: 'account_closed' },
    { kind: 'declined', reason: 'unknown_account' },
  ]);
});

it('makes one payout for one key, and refuses the key for another request', async () => {
  const id = uuid7();
  const [first, again] = [await ask('acct_ok', id), await ask('acct_ok', id)];
  expect(again).toEqual(first);
  expect(await ask('acct_ok', id, 951)).toMatchObject({ kind: 'unknown' });
  expect((await control.books()).filter(({ reference }) => reference === id)).toHaveLength(1);
});

it.each(['timeout_before', 'timeout_after', 'error_before', 'error_after', 'garbage', 'slow_drip'] as const)(
  'answers nothing readable under %s, and the truth to the same key',
  async (kind) => {
    const id = uuid7();
    await control.plant({ kind, reference: id });
    expect(await ask('acct_ok', id)).toMatchObject({ kind: 'unknown' });
    expect(await ask('acct_ok', id)).toMatchObject({ kind: 'accepted', payout: { state: 'paid' } });
    expect((await control.books()).filter(({ reference }) => reference === id)).toHaveLength(1);
    await control.reset();
  },
);

it('signs its callbacks; a forged, an old and a strange one are told apart', async () => {
  received = [];
  const id = uuid7();
  await control.plant({ kind: 'webhook_forged', reference: id, event: 'payout.failed' });
  await ask('acct_slow', id);
  await control.settle(id, 'failed');
  await control.settle(id, 'paid');
  await control.flush();
  const verdicts = received.map(({ headers, body }) => provider.verifyWebhook(body, headers, new Date()));
  expect(verdicts.map((one) => (one.kind === 'event' ? one.payout.state : one.kind)).toSorted()).toEqual([
    'forged',
    'paid',
    'pending',
  ]);
  const good = received.find(
    ({ headers, body }) => provider.verifyWebhook(body, headers, new Date()).kind === 'event',
  )!;
  expect(provider.verifyWebhook(good.body, good.headers, new Date(Date.now() + 301_000)).kind).toBe('stale');
  expect(provider.verifyWebhook(good.body, {}, new Date()).kind).toBe('forged');
  expect(provider.verifyWebhook(Buffer.concat([good.body, Buffer.from(' ')]), good.headers, new Date()).kind).toBe(
    'forged',
  );
});

it('keeps its books over a restart, and lets nobody in without the key', async () => {
  const before = await control.books();
  await provider.close();
  await service.close();
  await start();
  expect(await control.books()).toEqual(before);
  const open = await fetch(`${service.url}/books`);
  expect(open.status).toBe(401);
});
