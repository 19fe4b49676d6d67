/** CORS, the start check, paging's cursors, and the end of a process: what concerns no single operation. */
import { Controller, Get, Param, Post, Body, Query } from '@nestjs/common';
import { openTestDatabase } from '../../testing/test-database.js';
import { Access, Public } from '../access.js';
import { EventsHttpModule } from '../events.controller.js';
import { Integer, Text } from '../fields.js';
import { Operation } from '../operation.js';
import { decodeCursor, encodeCursor, pageFrom } from '../paging.js';
import { stopHttpApplication } from '../run-process.js';
import { startHttpKit, type HttpKit } from './http-kit.js';

const answer = { status: 200 } as const;
let letSlowAnswer: () => void = () => undefined;
let slowArrived: () => void = () => undefined;

@Controller('v1')
class SlowController {
  @Get('slow')
  @Public()
  @Operation({ id: 'testSlow', summary: 'x', answer })
  async slow(): Promise<unknown> {
    slowArrived();
    await new Promise<void>((resolve) => (letSlowAnswer = resolve));
    return { done: true };
  }

  @Get('fast')
  @Public()
  @Operation({ id: 'testFast', summary: 'x', answer })
  fast(): unknown {
    return {};
  }
}

describe('CORS', () => {
  const origin = 'https://shop.example';
  let kit: HttpKit;
  beforeAll(async () => (kit = await startHttpKit([SlowController], { config: { corsOrigins: [origin] } })));
  afterAll(() => kit.close());

  it('answers the preflight of an allowed origin', async () => {
    const response = await kit.request('/v1/fast', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('names an allowed origin on answers and on problems, and no other', async () => {
    for (const path of ['/v1/fast', '/v1/nothing']) {
      const allowed = await kit.request(path, { headers: { origin } });
      expect([allowed.headers.get('access-control-allow-origin'), allowed.headers.get('vary')]).toEqual([
        origin,
        'Origin',
      ]);
      const foreign = await kit.request(path, { headers: { origin: 'https://evil.example' } });
      expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('the start check', () => {
  class DescribedDto {
    @Text()
    name!: string;
  }
  class UndescribedDto {
    name!: string;
  }
  class TakesMember {
    @Integer()
    n!: number;
  }

  @Controller('a')
  class GapsController {
    @Get('1')
    @Operation({ id: 'testNoPolicy', summary: 'x', answer })
    noPolicy(): void {}

    @Post('2')
    @Access('customer')
    @Operation({ id: 'testUndescribed', summary: 'x', answer })
    undescribed(@Body() _: UndescribedDto): void {}

    @Get('3')
    @Public()
    @Operation({ id: 'testQuery', summary: 'x', answer })
    query(@Query('name') _: string): void {}

    @Get('4')
    @Public()
    noOperation(): void {}

    @Post('5')
    @Public()
    @Operation({ id: 'testMember', summary: 'x', answer })
    member(@Body('n') _: TakesMember): void {}

    @Get('6')
    @Public()
    @Operation({ id: 'testQuery', summary: 'x', answer, problems: ['NO_SUCH_PROBLEM'] })
    sameId(): void {}

    @Post('7/:id')
    @Public()
    @Operation({ id: 'testGood', summary: 'x', answer })
    good(@Body() _: DescribedDto, @Param('id') __: string): void {}
  }

  it('names every gap and lets no process start with one', async () => {
    const start = startHttpKit([GapsController]).then((kit) => kit.close());
    await expect(start).rejects.toThrow(
      [
        'routes are not safe to serve:',
        '  - GapsController.noPolicy has neither @Public() nor @Access()',
        '  - GapsController.undescribed takes a body without declared fields',
        '  - GapsController.query takes query parameters without declared fields',
        '  - GapsController.noOperation has no @Operation()',
        '  - GapsController.member takes one member of the body: take the whole DTO',
        '  - GapsController.sameId has the operation id testQuery of GapsController.query',
        '  - GapsController.sameId names the undeclared problem NO_SUCH_PROBLEM',
      ].join('\n'),
    );
  });
});

describe('stopping', () => {
  it('finishes what is under way, refuses what is new, and is not ready', async () => {
    const kit = await startHttpKit([SlowController]);
    const arrived = new Promise<void>((resolve) => (slowArrived = resolve));
    const slow = kit.request('/v1/slow');
    await arrived;
    const { Readiness } = await import('../../metrics/readiness.js');
    const readiness = kit.app.get(Readiness, { strict: false });
    readiness.stop();
    const refused = await kit.request('/v1/fast');
    expect([
      refused.status,
      refused.headers.get('retry-after'),
      ((await refused.json()) as { code: string }).code,
    ]).toEqual([503, '1', 'SHUTTING_DOWN']);
    expect((await readiness.report()).checks).toMatchObject({ process: 'stopping' });
    const stopped = stopHttpApplication(kit.app, 10);
    letSlowAnswer();
    expect(await (await slow).json()).toEqual({ done: true });
    await stopped;
    await expect(kit.request('/v1/fast')).rejects.toThrow();
  });

  it('ends live streams at once instead of waiting for them', async () => {
    const database = await openTestDatabase();
    const kit = await startHttpKit([SlowController], { source: database.source, modules: [EventsHttpModule] });
    try {
      const response = await kit.request('/v1/events', { headers: { authorization: 'Bearer customer-1' } });
      expect([response.status, response.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('text/event-stream'),
      ]);
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      const reader = response.body!.getReader();
      let received = '';
      while (!received.includes('event: ready')) received += Buffer.from((await reader.read()).value!).toString();
      const started = performance.now();
      const stopped = stopHttpApplication(kit.app, 30);
      while (!(await reader.read()).done);
      await stopped;
      expect(performance.now() - started).toBeLessThan(5_000);
    } finally {
      await stopHttpApplication(kit.app, 0);
      await database.close();
    }
  });

  it('cuts off what does not end in time', async () => {
    const kit = await startHttpKit([SlowController]);
    const arrived = new Promise<void>((resolve) => (slowArrived = resolve));
    const outcome = kit.request('/v1/slow').then(
      () => 'answered',
      () => 'cut off',
    );
    await arrived;
    await stopHttpApplication(kit.app, 0.05);
    expect(await outcome).toBe('cut off');
  });
});

describe('cursors', () => {
  it('come back as they were', () => {
    expect(decodeCursor(encodeCursor(['019a', 5, null, 'ü"']), 4)).toEqual(['019a', 5, null, 'ü"']);
  });

  it.each([
    '',
    'x',
    'bnVsbA',
    'e30',
    encodeCursor(['a', 'b']),
    Buffer.from('[{}]').toString('base64url'),
    Buffer.from('["a\\u0000"]').toString('base64url'),
    Buffer.from('[1e999]').toString('base64url'),
  ])('%s is not one of this list', (text) => {
    expect(() => decodeCursor(text, 1)).toThrow(expect.objectContaining({ status: 400, code: 'INVALID_CURSOR' }));
  });

  it('a page has a next one only when there is a row more', () => {
    const options = { cursor: (row: number) => [row], item: (row: number) => row * 10 };
    expect(pageFrom([1, 2, 3], 2, options)).toEqual({ items: [10, 20], nextCursor: encodeCursor([2]) });
    expect(pageFrom([1, 2], 2, options)).toEqual({ items: [10, 20], nextCursor: null });
    expect(pageFrom([], 2, options)).toEqual({ items: [], nextCursor: null });
  });
});
