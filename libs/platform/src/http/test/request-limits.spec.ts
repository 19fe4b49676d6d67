/** The general rate limit over real HTTP: who is counted as whom, what is not counted, and what the refused one is told. */
import { Controller, Get } from '@nestjs/common';
import { openTestDatabase, type TestDatabase } from '../../testing.js';
import { Access, Public, Unlimited } from '../access.js';
import { Operation } from '../operation.js';
import { startHttpKit, type HttpKit } from './http-kit.js';

let acts = 0;

@Controller('v1/limited')
class LimitedController {
  @Get('mine')
  @Access('customer', 'service')
  @Operation({ id: 'testLimitedMine', summary: 'x', answer: { status: 200 } })
  mine(): unknown {
    return { acts: ++acts };
  }

  @Get('open')
  @Public()
  @Operation({ id: 'testLimitedOpen', summary: 'x', answer: { status: 200 } })
  open(): unknown {
    return { acts: ++acts };
  }

  @Get('free')
  @Public()
  @Unlimited()
  @Operation({ id: 'testLimitedFree', summary: 'x', answer: { status: 200 } })
  free(): unknown {
    return { acts: ++acts };
  }
}

const LIMIT = 5;

let test: TestDatabase;
let kit: HttpKit;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  acts = 0;
  kit = await startHttpKit([LimitedController], {
    // Metrics read the pool.
    source: test.source,
    config: {
      rateRequestsPerMinuteMax: LIMIT,
      rateServiceRequestsPerMinuteMax: 2 * LIMIT,
      rateAddressRequestsPerMinuteMax: LIMIT,
      trustedProxies: ['127.0.0.1'],
    },
  });
});
afterEach(() => kit.close());

/** The statuses of so many requests at once, sorted. */
async function statuses(count: number, path: string, headers: Record<string, string> = {}): Promise<readonly number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => kit.request(path, { headers })));
  return answers.map(({ status }) => status).sort();
}

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);
const customer = (number: number): Record<string, string> => ({ authorization: `Bearer customer-${number}` });

it('lets a caller send its number a minute, and refuses the rest without doing them', async () => {
  expect(await statuses(LIMIT + 3, '/v1/limited/mine', customer(1))).toEqual([...times(LIMIT, 200), ...times(3, 429)]);
  expect(acts).toBe(LIMIT);
});

it('tells the refused one when to come back', async () => {
  await statuses(LIMIT, '/v1/limited/mine', customer(1));
  const refused = await kit.request('/v1/limited/mine', { headers: customer(1) });
  const body = (await refused.json()) as { code: string; retryAfterSeconds: number };
  expect([refused.status, refused.headers.get('content-type'), body.code]).toEqual([
    429,
    'application/problem+json; charset=utf-8',
    'TOO_MANY_REQUESTS',
  ]);
  expect(refused.headers.get('retry-after')).toBe(String(body.retryAfterSeconds));
  expect(body.retryAfterSeconds).toBeGreaterThanOrEqual(1);
  expect(body.retryAfterSeconds).toBeLessThanOrEqual(60);
});

it('counts each caller alone, and a caller apart from its address', async () => {
  await statuses(LIMIT + 1, '/v1/limited/mine', customer(1));
  await statuses(LIMIT + 1, '/v1/limited/open');
  expect(await statuses(LIMIT, '/v1/limited/mine', customer(2))).toEqual(times(LIMIT, 200));
});

it('gives a service a limit of its own', async () => {
  expect(await statuses(2 * LIMIT + 1, '/v1/limited/mine', { 'x-api-key': 'things:read' })).toEqual([
    ...times(2 * LIMIT, 200),
    429,
  ]);
});

it('counts requests without a caller by address, an IPv6 network as one', async () => {
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
  expect(await statuses(LIMIT + 1, '/v1/limited/open', from('203.0.113.7'))).toEqual([...times(LIMIT, 200), 429]);
  expect(await statuses(LIMIT, '/v1/limited/open', from('203.0.113.8'))).toEqual(times(LIMIT, 200));
  expect(await statuses(LIMIT, '/v1/limited/open', from('2001:db8:1:1::1'))).toEqual(times(LIMIT, 200));
  expect(await statuses(1, '/v1/limited/open', from('2001:db8:1:1::2'))).toEqual([429]);
});

it('bounds the guessing of credentials by address', async () => {
  expect(await statuses(LIMIT + 2, '/v1/limited/mine', { authorization: 'Bearer guess' })).toEqual([
    ...times(LIMIT, 401),
    429,
    429,
  ]);
});

it('counts neither health nor metrics nor what is declared unlimited', async () => {
  await statuses(LIMIT + 1, '/v1/limited/open');
  for (const path of ['/v1/limited/free', '/health/live', '/metrics'])
    expect(await statuses(3 * LIMIT, path)).toEqual(times(3 * LIMIT, 200));
  const metrics = await (await kit.request('/metrics')).text();
  expect(metrics).toContain('cartwright_requests_limited_total{by="address"} 1');
});

it('does not count at all where the limit is 0', async () => {
  await kit.close();
  kit = await startHttpKit([LimitedController], {
    config: { rateRequestsPerMinuteMax: 0, rateAddressRequestsPerMinuteMax: 0 },
  });
  expect(await statuses(40, '/v1/limited/mine', customer(1))).toEqual(times(40, 200));
  expect(await statuses(40, '/v1/limited/open')).toEqual(times(40, 200));
});
