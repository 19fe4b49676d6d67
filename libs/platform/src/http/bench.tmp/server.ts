import { Body, Controller, Get, Global, Module, Post } from '@nestjs/common';
import { fastify } from 'fastify';
import { DataSource } from 'typeorm';
import { CartwrightConfig } from '../../config/config.js';
import { PlatformModule } from '../../platform.module.js';
import { createLog } from '../../logging/log.js';
import { Access, Authenticator, Caller, Public, type Principal } from '../access.js';
import { createHttpApplication } from '../http-application.js';
import { HotDto, Integer, ListOf, Text } from '../fields.js';
import { Operation } from '../operation.js';
import { PlatformHttpModule } from '../process.controller.js';
const principal = { id: '019a0000-0000-7000-8000-000000000001', role: 'customer' as const };
class A extends Authenticator { authenticate() { return principal; } }
class BenchLine { @Text() sku!: string; @Integer({min:1}) quantity!: number }
@HotDto() class BenchHot { @ListOf(() => BenchLine) lines!: BenchLine[] }
class BenchCold { @ListOf(() => BenchLine) lines!: BenchLine[] }
@Controller('v1') class C {
  @Get('small') @Access('customer') @Operation({ id: 'a', summary: 'x', answer: { status: 200 } }) small(@Caller() c: Principal) { return { id: c.id, n: 1 }; }
  @Get('pub') @Public() @Operation({ id: 'ap', summary: 'x', answer: { status: 200 } }) pub() { return { id: 'x', n: 1 }; }
  @Post('hot') @Access('customer') @Operation({ id: 'b', summary: 'x', answer: { status: 200 } }) hot(@Body() b: BenchHot) { return { n: b.lines.length }; }
  @Post('cold') @Access('customer') @Operation({ id: 'c', summary: 'x', answer: { status: 200 } }) cold(@Body() b: BenchCold) { return { n: b.lines.length }; }
}
@Global() @Module({ providers: [{ provide: Authenticator, useClass: A }, { provide: DataSource, useValue: new DataSource({ type: 'postgres' }) }], exports: [Authenticator, DataSource] }) class G {}
let port: number;
if (process.argv[2] === 'bare') {
  const f = fastify();
  f.get('/v1/small', async () => ({ id: principal.id, n: 1 }));
  f.get('/v1/pub', async () => ({ id: 'x', n: 1 }));
  f.post('/v1/hot', async (r) => ({ n: (r.body as any).lines.length }));
  f.post('/v1/cold', async (r) => ({ n: (r.body as any).lines.length }));
  await f.listen({ port: 0, host: '127.0.0.1' });
  port = (f.server.address() as any).port;
} else {
  const config = CartwrightConfig.of({ logLevel: 'info' });
  const app = await createHttpApplication({ module: class R {}, imports: [G, PlatformModule.forRoot(config), PlatformHttpModule], controllers: [C] }, { config, log: createLog(config) });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as any).port;
}
process.send!({ port });
process.on('message', (m) => m === 'exit' ? process.exit(0) : process.send!(process.cpuUsage()));
