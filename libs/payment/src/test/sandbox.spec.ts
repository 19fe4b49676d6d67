/** The gateway by itself, over real HTTP: keys, states, books that survive, the pay page, faults that are counted. */
import { createHmac } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { SandboxControl } from '../sandbox/control-client.js';
import { FAULT_KINDS } from '../sandbox/faults.js';
import { startSandboxGateway, type SandboxGateway } from '../sandbox/gateway.js';
import { Journal } from '../sandbox/journal.js';
import type { SandboxEvent, SandboxPayment } from '../sandbox/wire.js';
import { signingSecret, signWebhook } from '../webhook-signature.js';

const SECRET = 'secret of the sandbox tests';
const API_KEY = 'key of the sandbox tests';
const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
let gateway: SandboxGateway;
beforeAll(async () => (gateway = await startSandboxGateway({ webhookSecret: SECRET, apiKey: API_KEY })));
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

async function call(
  method: 'GET' | 'POST',
  path: string,
  how: { body?: object; key?: string | undefined; apiKey?: string; of?: SandboxGateway } = {},
): Promise<{ status: number; body: SandboxPayment & { error?: string; refundable?: number } }> {
  const answer = await request((how.of ?? gateway).url + path, {
    method,
    headers: {
      authorization: `Bearer ${how.apiKey ?? API_KEY}`,
      ...('key' in how && how.key === undefined ? {} : { 'idempotency-key': how.key ?? `key-${Math.random()}` }),
      ...(how.body && { 'content-type': 'application/json' }),
    },
    body: how.body ? JSON.stringify(how.body) : null,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as never };
}

const order = (reference: string, more: object = {}): object => ({
  amount: 1_000,
  currency: 'USD',
  reference,
  ...more,
});

async function created(reference: string, more: object = {}, of = gateway): Promise<string> {
  return (await call('POST', '/payments', { body: order(reference, more), of })).body.id;
}

describe('the merchant’s calls', () => {
  test('go through pending, authorised, captured and refunded, in exact amounts', async () => {
    const id = await created('flow');
    expect((await call('POST', `/payments/${id}/confirm`, { body: { card: 'tok_ok' } })).body).toMatchObject({
      status: 'authorized',
      authorized: 1_000,
      captured: 0,
    });
    expect((await call('POST', `/payments/${id}/capture`)).body).toMatchObject({ status: 'captured', captured: 1_000 });
    const refund = { amount: 600, reference: 'r1' };
    expect(await call('POST', `/payments/${id}/refunds`, { body: refund })).toMatchObject({
      status: 201,
      body: { amount: 600 },
    });
    expect(await call('POST', `/payments/${id}/refunds`, { body: refund })).toEqual({
      status: 422,
      body: { error: 'refund_exceeds_capture', refundable: 400 },
    });
    expect((await call('GET', `/payments/${id}`)).body).toMatchObject({
      refunded: 600,
      refunds: [{ reference: 'r1' }],
    });
  });

  test('a card at creation authorises at once, in automatic mode captures', async () => {
    expect((await call('POST', '/payments', { body: order('a', { card: 'tok_ok' }) })).body.status).toBe('authorized');
    const automatic = order('b', { card: 'tok_ok', captureMode: 'automatic' });
    expect((await call('POST', '/payments', { body: automatic })).body.status).toBe('captured');
    const declined = await call('POST', '/payments', { body: order('c', { card: 'tok_declined' }) });
    expect(declined).toMatchObject({ status: 402, body: { error: 'declined', reason: 'card_declined' } });
  });

  test('one key is one act, whatever comes of it; another body under it is 409', async () => {
    const first = await call('POST', '/payments', { body: order('k'), key: 'K' });
    const again = await Promise.all(
      Array.from({ length: 20 }, () => call('POST', '/payments', { body: order('k'), key: 'K' })),
    );
    expect(new Set([first, ...again].map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify(first)]),
    );
    const other = await call('POST', '/payments', { body: order('k', { amount: 1_001 }), key: 'K' });
    expect(other).toMatchObject({ status: 409, body: { error: 'idempotency_key_reused' } });
    expect((await call('POST', `/payments/${first.body.id}/void`, { key: 'K' })).status).toBe(409);
    const control = new SandboxControl({ url: gateway.url, apiKey: API_KEY });
    expect(await control.payments('k')).toHaveLength(1);
  });

  test.each([
    ['capture', 'pending', 409],
    ['capture', 'voided', 409],
    ['confirm', 'voided', 409],
    ['confirm', 'captured', 409],
    ['void', 'captured', 409],
    ['void', 'voided', 200],
    ['void', 'pending', 200],
  ])('%s of a payment that is %s: %i', async (act, state, status) => {
    const id = await created(
      `${act}-${state}`,
      state === 'captured' ? { card: 'tok_ok', captureMode: 'automatic' } : {},
    );
    if (state === 'voided') await call('POST', `/payments/${id}/void`);
    const body = act === 'confirm' ? { body: { card: 'tok_ok' } } : {};
    expect((await call('POST', `/payments/${id}/${act}`, body)).status).toBe(status);
  });

  test.each([
    [{ amount: 0 }],
    [{ amount: -1 }],
    [{ amount: 1.5 }],
    [{ amount: '1000' }],
    [{ amount: 2 ** 53 }],
    [{ currency: 'usd' }],
    [{ reference: '' }],
    [{ captureMode: 'later' }],
    [{ tip: 1 }],
    [{ returnUrl: 'javascript:alert(1)' }],
  ])('%j is 400 and makes no payment', async (wrong) => {
    expect((await call('POST', '/payments', { body: order('wrong', wrong) })).status).toBe(400);
    expect((await call('GET', '/payments?reference=wrong')).body).toEqual({ payments: [] });
  });

  test('without the key of the merchant, or without an idempotency key, nothing goes', async () => {
    expect((await call('GET', '/books', { apiKey: 'guess' })).status).toBe(401);
    expect((await call('POST', '/control/reset', { apiKey: 'guess' })).status).toBe(401);
    expect(await call('POST', '/payments', { body: order('x'), key: undefined })).toMatchObject({ status: 400 });
    expect((await call('GET', '/payments/pay_nobody')).status).toBe(404);
    expect((await call('GET', '/nowhere')).status).toBe(404);
  });
});

describe('the books', () => {
  test('add up, page by page', async () => {
    const own = await startSandboxGateway({ webhookSecret: SECRET, apiKey: API_KEY });
    for (let i = 0; i < 7; i++)
      await created(`b${i}`, { card: 'tok_ok', captureMode: 'automatic', amount: 100 + i }, own);
    const page = async (query: string) =>
      (
        await request(`${own.url}/books?${query}`, { headers: { authorization: `Bearer ${API_KEY}` } })
      ).body.json() as never;
    const first: { payments: { id: string }[]; nextCursor: string; sums: object } = await page('limit=4');
    const second: typeof first = await page(`limit=4&cursor=${first.nextCursor}`);
    expect([first.payments.length, second.payments.length, second.nextCursor]).toEqual([4, 3, null]);
    expect(new Set([...first.payments, ...second.payments].map((line) => line.id)).size).toBe(7);
    expect(second.sums).toEqual({ USD: { payments: 7, authorized: 721, captured: 721, refunded: 0 } });
    await own.close();
  });

  test('survive a stop, with keys and unsent events; a torn last line is cut off', async () => {
    const booksFile = join(folder, 'books.jsonl');
    const options = { webhookSecret: SECRET, apiKey: API_KEY, booksFile };
    const before = await startSandboxGateway(options);
    const made = await call('POST', '/payments', { body: order('kept', { card: 'tok_ok' }), key: 'K', of: before });
    await call('POST', `/payments/${made.body.id}/capture`, { of: before });
    await before.close();
    appendFileSync(booksFile, '{"kind":"act","at":"2026-');

    const received: SandboxEvent[] = [];
    const merchant = await startMerchant(received);
    const webhookUrl = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}/hook`;
    const after = await startSandboxGateway({ ...options, webhookUrl });
    const control = new SandboxControl({ url: after.url, apiKey: API_KEY });
    await control.flush();
    expect(received.map((event) => event.type).sort()).toEqual(['payment.authorized', 'payment.captured']);
    expect((await control.books()).sums).toEqual({
      USD: { payments: 1, authorized: 1_000, captured: 1_000, refunded: 0 },
    });
    const again = await call('POST', '/payments', { body: order('kept', { card: 'tok_ok' }), key: 'K', of: after });
    expect(again.body).toEqual(made.body);
    await call('POST', `/payments/${made.body.id}/refunds`, { body: { amount: 1, reference: 'r' }, of: after });
    await control.flush();
    await after.close();

    // Everything was acknowledged, so a third start sends nothing.
    received.length = 0;
    const third = await startSandboxGateway({ ...options, webhookUrl });
    await new SandboxControl({ url: third.url, apiKey: API_KEY }).flush();
    expect(received).toEqual([]);
    await third.close();
    merchant.close();
    expect(readFileSync(booksFile, 'utf8').endsWith('\n')).toBe(true);
  });

  test('that are damaged in the middle stop the start with one clear sentence', async () => {
    const booksFile = join(folder, 'damaged.jsonl');
    writeFileSync(
      booksFile,
      '{"kind":"acknowledged","eventId":"e1"}\nrubbish\n{"kind":"acknowledged","eventId":"e2"}\n',
    );
    const start = startSandboxGateway({ webhookSecret: SECRET, apiKey: API_KEY, booksFile });
    await expect(start).rejects.toThrow(`${booksFile} are damaged in line 2`);
  });

  test('keep the order of a thousand entries appended at once', async () => {
    const path = join(folder, 'journal.jsonl');
    const journal = await Journal.open<number>(path, () => undefined);
    await Promise.all(Array.from({ length: 1_000 }, (_, index) => journal.append(index)));
    await journal.close();
    const replayed: number[] = [];
    await (await Journal.open<number>(path, (entry) => replayed.push(entry))).close();
    expect(replayed).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });

  it('acknowledge nothing more once the disk has refused, to readers neither', async () => {
    const journal = await Journal.open<number>(join(folder, 'refused.jsonl'), () => undefined);
    await journal.close();
    await expect(journal.append(1)).rejects.toThrow('closed');
    await expect(journal.settled()).rejects.toThrow('closed');
  });
});

function startMerchant(received: SandboxEvent[]): Promise<Server> {
  const server = createServer((incoming, answer) => {
    let body = '';
    incoming.on('data', (chunk) => (body += chunk));
    incoming.on('end', () => {
      received.push(JSON.parse(body) as SandboxEvent);
      answer.writeHead(204).end();
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe('faults', () => {
  test('are listed with their meaning and counted; a reset takes them away', async () => {
    const control = new SandboxControl({ url: gateway.url, apiKey: API_KEY });
    for (const kind of Object.keys(FAULT_KINDS) as (keyof typeof FAULT_KINDS)[])
      await control.plant({ kind, reference: 'nobody', count: 2 });
    expect((await control.planted()).map((fault) => [fault.remaining, fault.hits])).toEqual(
      Object.keys(FAULT_KINDS).map(() => [2, 0]),
    );
    await control.plant({ kind: 'error_before', operation: 'create', reference: 'struck' });
    expect((await call('POST', '/payments', { body: order('struck') })).status).toBe(503);
    expect((await call('POST', '/payments', { body: order('struck') })).status).toBe(201);
    expect((await control.planted()).at(-1)).toMatchObject({ kind: 'error_before', remaining: 0, hits: 1 });
    await control.reset();
    expect(await control.planted()).toEqual([]);
    await expect(control.plant({ kind: 'bribe' as never })).rejects.toThrow('400');
  });
});

describe('the pay page', () => {
  test('lets a customer choose a card, says what happened and sends them back', async () => {
    const id = await created('page "><script>', { returnUrl: 'http://127.0.0.1:1/back' });
    const url = `${gateway.url}/pay/${id}`;
    const shown = await (await request(url)).body.text();
    expect(shown).toContain('10.00 USD');
    expect(shown).not.toContain('<script>');
    const pay = (card: string) =>
      request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `card=${card}`,
      });
    expect(await (await pay('tok_declined')).body.text()).toContain('declined: card_declined');
    const paid = await pay('tok_ok');
    expect([paid.statusCode, paid.headers.location]).toEqual([303, 'http://127.0.0.1:1/back']);
    await paid.body.dump();
    expect(await (await request(url)).body.text()).toContain('Nothing is left to do here');
    expect((await request(`${gateway.url}/pay/pay_nobody`)).statusCode).toBe(404);
  });
});

describe('signatures', () => {
  const parts = { id: 'evt_1', timestampSeconds: '1700000000', body: '{"a":1}' };

  test('are HMAC-SHA256 over id.timestamp.body', () => {
    const expected = createHmac('sha256', 'secret').update('evt_1.1700000000.{"a":1}').digest('base64');
    expect(signWebhook('secret', parts)).toBe(`v1,${expected}`);
  });

  test('are found among several, by any accepted secret, and by nothing else', () => {
    const header = `v1a,xyz v1,AAAA ${signWebhook('new', parts)} ${signWebhook('old', parts)}`;
    expect(signingSecret(['new', 'old'], header, parts)).toBe(0);
    expect(signingSecret(['other', 'old'], header, parts)).toBe(1);
    expect(signingSecret(['other'], header, parts)).toBe(-1);
    expect(signingSecret(['new'], header, { ...parts, id: 'evt_2' })).toBe(-1);
    expect(signingSecret(['new'], header, { ...parts, timestampSeconds: '1700000001' })).toBe(-1);
    expect(signingSecret(['new'], header, { ...parts, body: '{"a":2}' })).toBe(-1);
    expect(signingSecret([], header, parts)).toBe(-1);
    expect(signingSecret(['new'], '', parts)).toBe(-1);
    expect(signingSecret(['new'], `${'v1,AAAA '.repeat(100)}${signWebhook('new', parts)}`, parts)).toBe(-1);
  });
});
