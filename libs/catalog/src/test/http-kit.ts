/** The catalog's controllers on a real socket over a database of their own; callers are named by token. */
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CartwrightConfig, PlatformModule } from '#libs/platform';
import {
  Authenticator,
  createHttpApplication,
  PlatformHttpModule,
  platformProblems,
  type Principal,
  type Role,
} from '#libs/platform/http';
import { openTestDatabase, leaveActsUnrecorded } from '#libs/platform/testing';
import { AvailabilityReader, SuspendedMerchants } from '../catalog.ports.js';
import { CatalogHttpModule } from '../http.js';
import { StockTable, SuspendedList } from './catalog-kit.js';

export const merchantId = (n: number): string => `019a0000-0000-7000-8000-00000000000${n}`;

/** `Bearer operator-1`, `Bearer merchant-2` (of merchant 2). */
class TokenTable extends Authenticator {
  authenticate(authorization: string | undefined): Principal {
    const [, role, n] = /^Bearer (\w+)-(\d)$/.exec(authorization ?? '') ?? [];
    if (role === undefined) throw platformProblems.UNAUTHENTICATED('send a test token');
    const own = role === 'merchant' ? { merchantId: merchantId(Number(n)) } : {};
    return { id: `019a0000-0000-7000-9000-00000000000${n}`, role: role as Role, ...own };
  }
}

@Global()
@Module({
  providers: [
    { provide: Authenticator, useClass: TokenTable },
    { provide: AvailabilityReader, useClass: StockTable },
    { provide: SuspendedMerchants, useClass: SuspendedList },
  ],
  exports: [Authenticator, AvailabilityReader, SuspendedMerchants],
})
class TestPortsModule {}

export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface HttpKit {
  readonly stock: StockTable;
  call(method: string, path: string, options?: CallOptions): Promise<Reply<never>>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly as?: string;
  readonly body?: unknown;
  readonly version?: number;
  readonly headers?: Record<string, string>;
}

export async function startHttp(): Promise<HttpKit> {
  const opened = await openTestDatabase();
  const source: DynamicModule = {
    module: class TestSourceModule {},
    global: true,
    providers: [{ provide: DataSource, useValue: opened.source }],
    exports: [DataSource],
  };
  const config = CartwrightConfig.of({ environment: 'test', logLevel: 'silent' });
  const imports = [source, PlatformModule.forRoot(config), PlatformHttpModule, TestPortsModule, CatalogHttpModule];
  const app = leaveActsUnrecorded(await createHttpApplication({ module: class TestRoot {}, imports }, { config }));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return {
    stock: app.get(AvailabilityReader, { strict: false }),
    call: async (method, path, { as, body, version, headers = {} } = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          ...(as && { authorization: `Bearer ${as}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(version !== undefined && { 'if-match': `"${version}"` }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') === true && text !== '';
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        body: (isJson ? JSON.parse(text) : undefined) as never,
      };
    },
    close: async () => {
      await app.close();
      await opened.close();
    },
  };
}
