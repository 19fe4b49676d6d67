/** Promotion's controllers on a real socket over a database of their own; callers are named by token. */
import { leaveActsUnrecorded } from '#libs/platform/testing';
import { type DynamicModule, Global, Module } from '@nestjs/common';
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
import type { TestDatabase } from '#libs/platform/testing';
import { PromotionHttpModule } from '../http.js';

/** The id of `Bearer customer-3` and the like. */
export const callerId = (n: number): string => `019a0000-0000-7000-9000-00000000000${n}`;

class TokenTable extends Authenticator {
  authenticate(authorization: string | undefined): Principal {
    const [, role, n] = /^Bearer (\w+)-(\d)$/.exec(authorization ?? '') ?? [];
    if (role === undefined) throw platformProblems.UNAUTHENTICATED('send a test token');
    return { id: callerId(Number(n)), role: role as Role };
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: TokenTable }], exports: [Authenticator] })
class TestPortsModule {}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: never;
}

export interface HttpKit {
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly as?: string;
  readonly body?: unknown;
  readonly version?: number;
  readonly headers?: Record<string, string>;
}

export async function startHttp(opened: TestDatabase): Promise<HttpKit> {
  const source: DynamicModule = {
    module: class TestSourceModule {},
    global: true,
    providers: [{ provide: DataSource, useValue: opened.source }],
    exports: [DataSource],
  };
  const config = CartwrightConfig.of({ environment: 'test', logLevel: 'silent' });
  const imports = [source, PlatformModule.forRoot(config), PlatformHttpModule, TestPortsModule, PromotionHttpModule];
  const app = leaveActsUnrecorded(await createHttpApplication({ module: class TestRoot {}, imports }, { config }));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return {
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
      return {
        status: answer.status,
        headers: answer.headers,
        body: (text === '' ? undefined : JSON.parse(text)) as never,
      };
    },
    close: async () => {
      await app.close();
      await opened.close();
    },
  };
}
