import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentOf, parseStat, rssMb, treeCpuMs } from '../cpu.js';
import { Histogram } from '../histogram.js';
import { KEY_SLOT, preparedRequest, runLoad, type PreparedRequest } from '../http-load.js';

describe('the histogram', () => {
  it('gives percentiles within 2 %, never too short', () => {
    const histogram = new Histogram();
    for (let micros = 1_000; micros <= 100_000; micros += 100) histogram.record(micros);
    for (const [quantile, exactMs] of [
      [0.5, 50.5],
      [0.95, 95.05],
      [0.99, 99.01],
    ] as const) {
      const measured = histogram.quantileMs(quantile);
      expect(measured).toBeGreaterThanOrEqual(exactMs - 0.1);
      expect(measured).toBeLessThan(exactMs * 1.02);
    }
  });

  it('adds up with another, also across a process boundary', () => {
    const one = new Histogram();
    one.record(1_000);
    const other = new Histogram(JSON.parse(JSON.stringify(one)) as number[]);
    other.record(3_000_000_000);
    one.add(other);
    expect(one.total).toBe(3);
    expect(new Histogram().quantileMs(0.99)).toBe(0);
  });
});

describe('CPU from /proc', () => {
  it('reads parent and ticks behind any process name', () => {
    const fields = ['S', '42', ...Array.from({ length: 9 }, () => '0'), '7', '5', '3', '1', '20'];
    expect(parseStat(`99 (a) b (c)) ${fields.join(' ')}`)).toEqual({ parent: 42, ticks: 16 });
    expect(parseStat('')).toBeUndefined();
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('sees our own time, memory and parent, and nothing of a process that is not there', () => {
    const before = treeCpuMs(process.pid)!;
    const end = performance.now() + 60;
    while (performance.now() < end);
    expect(treeCpuMs(process.pid)! - before).toBeGreaterThanOrEqual(30);
    expect(rssMb(process.pid)).toBeGreaterThan(20);
    expect(parentOf(process.pid)).toBe(process.ppid);
    expect(treeCpuMs(2 ** 30)).toBeUndefined();
  });
});

describe('the HTTP load', () => {
  let server: Server;
  const keys: string[] = [];
  const bodies: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        keys.push(String(request.headers['idempotency-key']));
        bodies.push(body);
        const answer = body === 'big' ? 'x'.repeat(200_000) : body === 'no' ? '{"code":"NO"}' : '{}';
        response.writeHead(body === 'no' ? 422 : 201, { 'content-length': answer.length });
        response.end(answer);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const request = (body: string): PreparedRequest =>
    preparedRequest(
      `POST / HTTP/1.1\r\nHost: x\r\nIdempotency-Key: ${KEY_SLOT}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  const common = (): { host: string; port: number; connections: number; seconds: number } => {
    const { port } = server.address() as AddressInfo;
    return { host: '127.0.0.1', port, connections: 4, seconds: 0.2 };
  };

  it('asks in a closed loop, each time under a key of its own, and counts what was answered', async () => {
    const result = await runLoad({
      ...common(),
      requests: [request('a'), request('no'), request('big')],
      keyPrefix: 'closed',
    });
    expect(result.answered).toBe(keys.length);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => /^closed-0*\d+$/.test(key) && key.length === KEY_SLOT.length)).toBe(true);
    expect(result.statuses[201]! + result.statuses[422]!).toBe(result.answered);
    expect(result.succeeded).toBe(result.statuses[201]);
    expect(result.refusals[422]).toContain('{"code":"NO"}');
    expect(new Histogram(result.latencies).total).toBe(result.succeeded);
    expect(new Set(bodies)).toEqual(new Set(['a', 'no', 'big']));
  });

  it('uses the same requests again under fresh keys', async () => {
    const requests = [request('a')];
    keys.length = 0;
    await runLoad({ ...common(), seconds: 0.05, requests, keyPrefix: 'one' });
    await runLoad({ ...common(), seconds: 0.05, requests, keyPrefix: 'two' });
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys.map((key) => key.slice(0, 3)))).toEqual(new Set(['one', 'two']));
  });

  it('keeps a fixed arrival rate', async () => {
    const result = await runLoad({ ...common(), requests: [request('a')], keyPrefix: 'open', requestsPerSecond: 200 });
    expect(result.answered).toBeGreaterThanOrEqual(39);
    expect(result.answered).toBeLessThanOrEqual(41);
  });
});
