/** The whole pipeline over real HTTP: what each hole of Nest's defaults (proof.md, "Facts") is answered with instead. */
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Overloaded } from '../../db/batcher.js';
import { AmbiguousOutcome, DatabaseUnavailable } from '../../db/outcome.js';
import { Access, Caller, Public, type Principal } from '../access.js';
import { Answer } from '../answer.js';
import { Dictionary, Flag, HotDto, Integer, ListOf, Money, Nested, OneOf, Text, Time, Uuid } from '../fields.js';
import { Operation } from '../operation.js';
import { PageQuery } from '../paging.js';
import { startHttpKit, type HttpKit } from './http-kit.js';

class PipelineLineDto {
  @Text({ max: 40, example: 'SKU-1' })
  sku!: string;

  @Integer({ min: 1, max: 999 })
  quantity!: number;
}

class PipelineBodyDto {
  @ListOf(() => PipelineLineDto, { min: 1, max: 5 })
  lines!: PipelineLineDto[];

  @Money({ optional: true })
  amountMinor?: number;

  @Time({ optional: true, nullable: true })
  at?: string | null;

  @Uuid({ optional: true })
  ref?: string;

  @Dictionary({ optional: true, max: 3 })
  messages?: Record<string, string>;

  @OneOf(['red', 'green'], { optional: true })
  colour?: string;

  @Nested(() => PipelineLineDto, { optional: true, nullable: true })
  gift?: PipelineLineDto | null;
}

@HotDto()
class PipelineHotDto extends PipelineBodyDto {}

class PipelineQuery extends PageQuery {
  @Flag({ optional: true })
  open?: boolean;

  @ListOf('uuid', { optional: true, max: 3 })
  ids?: string[];

  @Text({ optional: true, max: 50 })
  text?: string;
}

const answer = { status: 200 } as const;

@Controller('v1/things')
class PipelineController {
  @Post()
  @Access('customer')
  @Operation({ id: 'testCreateThing', summary: 'x', answer: { status: 201 } })
  create(@Body() body: PipelineBodyDto, @Caller() caller: Principal): unknown {
    return { body, built: body instanceof PipelineBodyDto, caller: caller.id };
  }

  @Put()
  @Public()
  @Operation({ id: 'testPutThing', summary: 'x', answer })
  hot(@Body() body: PipelineHotDto): unknown {
    return { body, built: body instanceof PipelineHotDto };
  }

  @Get()
  @Public()
  @Operation({ id: 'testListThings', summary: 'x', answer })
  list(@Query() query: PipelineQuery): unknown {
    return query;
  }

  @Get('answer')
  @Public()
  @Operation({ id: 'testAnswer', summary: 'x', answer })
  answer(): Answer<unknown> {
    return Answer.ofText(202, '{"kept":"text"}', true);
  }

  @Get('service')
  @Access('service', { scope: 'things:read' })
  @Operation({ id: 'testService', summary: 'x', answer })
  service(): unknown {
    return {};
  }

  @Get('fail/:how')
  @Public()
  @Operation({ id: 'testFail', summary: 'x', answer })
  fail(@Param('how') how: string): unknown {
    if (how === 'overloaded') throw new Overloaded('order');
    if (how === 'ambiguous') throw new AmbiguousOutcome(new Error('gone'));
    if (how === 'database') throw new DatabaseUnavailable(new Error('gone'));
    throw new Error('secret detail: password=hunter2 of ada@example.com, Bearer abcdefghijk');
  }

  @Get('by-id/:id')
  @Public()
  @Operation({ id: 'testById', summary: 'x', answer })
  byId(@Param('id') id: string): unknown {
    return { id };
  }
}

let kit: HttpKit;
beforeAll(async () => {
  kit = await startHttpKit([PipelineController]);
});
afterAll(() => kit.close());

const GOOD = '{"lines":[{"sku":"A","quantity":1}]}';

interface ProblemBody {
  status: number;
  code: string;
  detail: string;
  requestId: string;
  type: string;
  title: string;
  errors?: { path: string; message: string; code: string }[];
}

async function problem(response: Response | Promise<Response>, status: number, code: string): Promise<ProblemBody> {
  const answered = await response;
  const body = (await answered.json()) as ProblemBody;
  expect({ status: answered.status, code: body.code }).toEqual({ status, code });
  expect(answered.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answered.headers.get('x-request-id')).toBe(body.requestId);
  expect(body).toMatchObject({
    status,
    type: expect.stringMatching(/^https:/),
    title: expect.any(String),
    detail: expect.any(String),
  });
  return body;
}

describe('good requests', () => {
  it('hands a checked instance and the caller to the handler', async () => {
    const response = await kit.post('/v1/things', GOOD);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      body: { lines: [{ sku: 'A', quantity: 1 }] },
      built: true,
      caller: '019a0000-0000-7000-8000-000000000001',
    });
  });

  it('hands a hot DTO over as parsed', async () => {
    const response = await kit.request('/v1/things', {
      method: 'PUT',
      body: GOOD,
      headers: { 'content-type': 'application/json' },
    });
    expect(await response.json()).toEqual({ body: { lines: [{ sku: 'A', quantity: 1 }] }, built: false });
  });

  it('takes charset=utf-8 and emoji, refuses nothing for being international', async () => {
    const body = '{"lines":[{"sku":"订单🎁 \\ud83c\\udf81","quantity":1}]}';
    const response = await kit.post('/v1/things', body, { 'content-type': 'application/json; charset=UTF-8' });
    expect(response.status).toBe(201);
    expect(JSON.stringify(await response.json())).toContain('订单🎁 🎁');
  });

  it('reads query parameters by their fields', async () => {
    const id = '019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b';
    expect(await (await kit.request(`/v1/things?limit=7&open=false&ids=${id}`)).json()).toEqual({
      limit: 7,
      open: false,
      ids: [id],
    });
    expect(await (await kit.request('/v1/things')).json()).toEqual({ limit: 20 });
  });

  it('sends an Answer with its own status, its text untouched, and says that it is a replay', async () => {
    const response = await kit.request('/v1/things/answer');
    expect([response.status, response.headers.get('idempotency-replayed'), await response.text()]).toEqual([
      202,
      'true',
      '{"kept":"text"}',
    ]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('keeps a harmless X-Request-Id and replaces any other', async () => {
    const kept = await kit.request('/v1/things', { headers: { 'x-request-id': 'trace_1-a' } });
    expect(kept.headers.get('x-request-id')).toBe('trace_1-a');
    const replaced = await kit.request('/v1/things', { headers: { 'x-request-id': 'a b<script>' } });
    expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the security headers', async () => {
    const { headers } = await kit.request('/v1/things');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });
});

describe('bodies that are no acceptable JSON', () => {
  it.each([
    ['5,000 nested brackets', '['.repeat(5_000) + ']'.repeat(5_000)],
    ['33 levels', '['.repeat(33) + ']'.repeat(33)],
    ['a repeated key', '{"lines":[{"sku":"A","quantity":1,"quantity":2}]}'],
    ['a repeated key, once escaped', '{"lines":[{"sku":"A","quantity":1,"\\u0071uantity":2}]}'],
    ['__proto__', '{"lines":[{"sku":"A","quantity":1}],"__proto__":{"admin":true}}'],
    ['constructor', '{"lines":[{"sku":"A","quantity":1}],"messages":{"constructor":"x"}}'],
    ['NUL', '{"lines":[{"sku":"A\\u0000","quantity":1}]}'],
    ['a lone surrogate', '{"lines":[{"sku":"\\ud800","quantity":1}]}'],
    ['1e21', '{"lines":[{"sku":"A","quantity":1e21}]}'],
    ['2^53+1', '{"lines":[{"sku":"A","quantity":9007199254740993}]}'],
    ['more digits than a double keeps', '{"lines":[{"sku":"A","quantity":1.00000000000000000001}]}'],
    ['an infinite number', '{"lines":[{"sku":"A","quantity":1e999}]}'],
    ['NaN', '{"lines":[{"sku":"A","quantity":NaN}]}'],
    ['nothing', ''],
    ['white space', '  \n'],
    ['half a document', '{"lines":'],
    ['two documents', '{}{}'],
    ['a byte order mark', '\ufeff{}'],
  ])('%s', async (_, body) => {
    await problem(kit.post('/v1/things', body), 400, 'MALFORMED_BODY');
  });

  it('bytes that are not UTF-8', async () => {
    const body = Buffer.from('7b2261223a22ff227d', 'hex');
    await problem(
      kit.request('/v1/things', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      400,
      'MALFORMED_BODY',
    );
  });

  it('more than a megabyte, announced or chunked', async () => {
    const body = `{"lines":"${'x'.repeat(1_100_000)}"}`;
    await problem(kit.post('/v1/things', body), 413, 'BODY_TOO_LARGE');
    const head =
      'POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const answer = await kit.raw(`${head}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    expect(answer).toContain('"code":"BODY_TOO_LARGE"');
  });

  it.each([
    ['text/plain'],
    ['application/json; charset=latin1'],
    ['application/x-www-form-urlencoded'],
    ['application/jsonp'],
    ['application/merge-patch+json'],
    ['no/such; ; ;'],
  ])('415 for %s', async (type) => {
    await problem(kit.post('/v1/things', GOOD, { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('415 for a compressed body', async () => {
    await problem(kit.post('/v1/things', GOOD, { 'content-encoding': 'gzip' }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('asks for a body where there is none', async () => {
    const fault = await problem(
      kit.request('/v1/things', { method: 'POST', headers: { authorization: 'Bearer customer-1' } }),
      400,
      'VALIDATION_FAILED',
    );
    expect(fault.errors).toEqual([{ path: '', message: 'a JSON body is required', code: 'required' }]);
  });
});

describe('bodies of the wrong shape', () => {
  const line = '{"sku":"A","quantity":1}';
  it.each([
    ['[[]] for objects', '{"lines":[[]]}', 'lines[0]', 'wrong_type'],
    ['an array for the body', '[]', '', 'wrong_type'],
    ['null for the body', 'null', '', 'required'],
    ['a text for a number', '{"lines":[{"sku":"A","quantity":"1"}]}', 'lines[0].quantity', 'wrong_type'],
    ['a fraction', '{"lines":[{"sku":"A","quantity":1.5}]}', 'lines[0].quantity', 'wrong_type'],
    ['zero', '{"lines":[{"sku":"A","quantity":0}]}', 'lines[0].quantity', 'out_of_range'],
    ['a negative number', '{"lines":[{"sku":"A","quantity":-1}]}', 'lines[0].quantity', 'out_of_range'],
    ['too much', '{"lines":[{"sku":"A","quantity":1000}]}', 'lines[0].quantity', 'out_of_range'],
    ['a number for a text', '{"lines":[{"sku":5,"quantity":1}]}', 'lines[0].sku', 'wrong_type'],
    ['an empty text', '{"lines":[{"sku":"","quantity":1}]}', 'lines[0].sku', 'too_short'],
    ['a long text', `{"lines":[{"sku":"${'x'.repeat(41)}","quantity":1}]}`, 'lines[0].sku', 'too_long'],
    ['an unknown field', `{"lines":[${line}],"isAdmin":true}`, 'isAdmin', 'unknown_field'],
    [
      'an unknown nested field',
      '{"lines":[{"sku":"A","quantity":1,"priceMinor":1}]}',
      'lines[0].priceMinor',
      'unknown_field',
    ],
    ['a missing field', '{}', 'lines', 'required'],
    ['an empty list', '{"lines":[]}', 'lines', 'too_few'],
    ['too many', `{"lines":[${Array(6).fill(line).join()}]}`, 'lines', 'too_many'],
    ['an impossible date', `{"lines":[${line}],"at":"2026-02-30T00:00:00Z"}`, 'at', 'wrong_form'],
    ["24 o'clock", `{"lines":[${line}],"at":"2026-02-03T24:00:00Z"}`, 'at', 'wrong_form'],
    ['a date without offset', `{"lines":[${line}],"at":"2026-02-03T00:00:00"}`, 'at', 'wrong_form'],
    ['the year 0', `{"lines":[${line}],"at":"0000-02-03T00:00:00Z"}`, 'at', 'wrong_form'],
    ['an id in capitals', `{"lines":[${line}],"ref":"019A5D2E-7C40-7D61-8F3A-2B9C4E5F6A7B"}`, 'ref', 'wrong_form'],
    ['a negative amount', `{"lines":[${line}],"amountMinor":-1}`, 'amountMinor', 'out_of_range'],
    ['an amount beyond all reason', `{"lines":[${line}],"amountMinor":1000000000001}`, 'amountMinor', 'out_of_range'],
    ['null where none may be', `{"lines":[${line}],"ref":null}`, 'ref', 'wrong_type'],
    ['no such choice', `{"lines":[${line}],"colour":"blue"}`, 'colour', 'not_allowed'],
    ['too many entries', `{"lines":[${line}],"messages":{"a":"1","b":"2","c":"3","d":"4"}}`, 'messages', 'too_many'],
    ['an entry that is no text', `{"lines":[${line}],"messages":{"a":1}}`, 'messages.a', 'wrong_type'],
    ['a fault below a nullable', `{"lines":[${line}],"gift":{"sku":"A"}}`, 'gift.quantity', 'required'],
  ])('%s', async (_, body, path, code) => {
    for (const send of [
      () => kit.post('/v1/things', body),
      () => kit.request('/v1/things', { method: 'PUT', body, headers: { 'content-type': 'application/json' } }),
    ]) {
      const { errors } = await problem(send(), 400, 'VALIDATION_FAILED');
      expect(errors).toEqual([{ path, message: expect.any(String), code }]);
    }
  });

  it('tells all faults of a small body at once', async () => {
    const body = '{"lines":[{"sku":"","quantity":0}],"colour":"blue","x":1}';
    const { errors } = await problem(kit.post('/v1/things', body), 400, 'VALIDATION_FAILED');
    expect(errors!.map(({ path }) => path).sort()).toEqual(['colour', 'lines[0].quantity', 'lines[0].sku', 'x']);
  });

  it('tells only the first fault of a huge one, quickly', async () => {
    const body = `{"lines":[${Array(100_000).fill('[]').join()}]}`;
    const { errors } = await problem(kit.post('/v1/things', body), 400, 'VALIDATION_FAILED');
    expect(errors).toHaveLength(1);
  });

  it('takes null where it may be', async () => {
    const response = await kit.post('/v1/things', `{"lines":[${line}],"at":null,"gift":null}`);
    expect(response.status).toBe(201);
  });
});

describe('addresses', () => {
  it.each([
    ['/v1/things?limit=0', 'query.limit', 'out_of_range'],
    ['/v1/things?limit=101', 'query.limit', 'out_of_range'],
    ['/v1/things?limit=abc', 'query.limit', 'wrong_type'],
    ['/v1/things?limit=1e1', 'query.limit', 'wrong_type'],
    ['/v1/things?limit=', 'query.limit', 'wrong_type'],
    ['/v1/things?limit=1&limit=2', 'query.limit', 'wrong_type'],
    ['/v1/things?limit[]=1', 'query.limit[]', 'unknown_field'],
    ['/v1/things?text=a&text=b', 'query.text', 'wrong_type'],
    ['/v1/things?text=a%00b', 'query.text', 'wrong_form'],
    ['/v1/things?open=yes', 'query.open', 'wrong_type'],
    ['/v1/things?ids=1', 'query.ids[0]', 'wrong_form'],
    ['/v1/things?unknown=1', 'query.unknown', 'unknown_field'],
    ['/v1/things?__proto__=1', 'query.__proto__', 'unknown_field'],
    ['/v1/things/answer?x=1', 'query.x', 'unknown_field'],
    ['/v1/things/by-id/7', 'path.id', 'wrong_form'],
    ['/v1/things/by-id/%00', 'path.id', 'wrong_form'],
  ])('400 for %s', async (path, fault, code) => {
    const { errors } = await problem(kit.request(path), 400, 'VALIDATION_FAILED');
    expect(errors).toEqual([{ path: fault, message: expect.any(String), code }]);
  });

  it.each(['/v1/things/by-id/%zz', '/v1/things?text=%zz', '/v1/things?text=%ed%a0%80', '/v1/%'])(
    '400 for malformed %s',
    async (path) => {
      const answer = await kit.raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(answer).toContain('application/problem+json');
      expect(answer).toContain('"code":"MALFORMED_URL"');
      expect(answer.toLowerCase()).toContain('x-request-id:');
    },
  );

  it('404 for what does not exist, 405 with Allow for what does', async () => {
    await problem(kit.request('/v1/nothing'), 404, 'NOT_FOUND');
    await problem(kit.request('/v1/nothing', { method: 'POST' }), 404, 'NOT_FOUND');
    await problem(kit.request('/v1/things/'), 404, 'NOT_FOUND');
    const response = await kit.request('/v1/things', { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST, PUT');
    await problem(response, 405, 'METHOD_NOT_ALLOWED');
    const other = await kit.request('/v1/things/by-id/019a5d2e-7c40-7d61-8f3a-2b9c4e5f6a7b', { method: 'PATCH' });
    expect(other.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    await problem(other, 405, 'METHOD_NOT_ALLOWED');
  });

  it('answers OPTIONS with Allow and HEAD without a body', async () => {
    const options = await kit.request('/v1/things', { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST, PUT']);
    const head = await kit.request('/v1/things', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('414 for a long address or parameter, 431 for large headers, 400 for what is not HTTP', async () => {
    await problem(kit.request(`/v1/things?text=${'x'.repeat(5_000)}`), 414, 'URL_TOO_LONG');
    await problem(kit.request(`/v1/things/by-id/${'x'.repeat(300)}`), 414, 'URL_TOO_LONG');
    const large = await kit.raw(`GET /v1/things HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1.1 431 /);
    expect(large).toContain('"code":"HEADERS_TOO_LARGE"');
    const garbage = await kit.raw('\u0016\u0003\u0001 hello\r\n\r\n');
    expect(garbage).toMatch(/^HTTP\/1.1 400 /);
    expect(garbage).toContain('"code":"MALFORMED_REQUEST"');
  });

  it('400 for a body shorter or longer than announced', async () => {
    const answer = await kit.raw(
      'POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: abc\r\n\r\n{}',
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('application/problem+json');
  });
});

describe('access', () => {
  it('401 without credentials, 403 for another role', async () => {
    await problem(kit.post('/v1/things', GOOD, { authorization: '' }), 401, 'UNAUTHENTICATED');
    await problem(kit.post('/v1/things', GOOD, { authorization: 'Bearer operator-1' }), 403, 'FORBIDDEN');
  });

  it('asks service keys for their scope', async () => {
    await problem(kit.request('/v1/things/service', { headers: { 'x-api-key': 'other' } }), 403, 'FORBIDDEN');
    expect((await kit.request('/v1/things/service', { headers: { 'x-api-key': 'things:read' } })).status).toBe(200);
  });
});

describe('errors inside', () => {
  it('503 with Retry-After when overloaded or without database, and says when the outcome is unknown', async () => {
    for (const [how, code] of [
      ['overloaded', 'OVERLOADED'],
      ['database', 'DATABASE_UNAVAILABLE'],
      ['ambiguous', 'OUTCOME_UNKNOWN'],
    ] as const) {
      const response = await kit.request(`/v1/things/fail/${how}`);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      const { detail } = await problem(response, 503, code);
      if (how === 'ambiguous') expect(detail).toContain('same Idempotency-Key');
    }
  });

  it('500 tells nothing; the log tells all but the secrets', async () => {
    const body = await problem(kit.request('/v1/things/fail/bug'), 500, 'INTERNAL');
    expect(JSON.stringify(body)).not.toMatch(/secret|hunter2|ada/);
    const line = kit.log.find((entry) => entry.includes(body.requestId) && entry.includes('"level":"error"'))!;
    expect(line).toContain('/v1/things/fail/:how');
    expect(line).not.toMatch(/ada@example|abcdefghijk/);
  });
});
