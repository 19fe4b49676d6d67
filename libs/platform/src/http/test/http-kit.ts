/** A small Nest application with the real pipeline, for the tests of the pipeline: real HTTP over a real socket. */
import { connect } from 'node:net';
import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { CartwrightConfig } from '../../config/config.js';
import { PlatformModule } from '../../platform.module.js';
import { createLog } from '../../logging/log.js';
import { Authenticator, type Principal, type Role } from '../access.js';
import { createHttpApplication } from '../http-application.js';
import { platformProblems } from '../platform-problems.js';
import { PlatformHttpModule } from '../process.controller.js';

/** A caller whose id ends in its number: `Bearer customer-7`. */
export function principalId(number: number): string {
  return `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

class TestAuthenticator extends Authenticator {
  authenticate(authorization: string | undefined, apiKey: string | undefined): Principal {
    const [, role, number] = /^Bearer (\w+)-(\d+)$/.exec(authorization ?? '') ?? [];
    if (role !== undefined) return { id: principalId(Number(number)), role: role as Role };
    if (apiKey !== undefined) return { id: principalId(0), role: 'service', scopes: apiKey.split(' ') };
    throw platformProblems.UNAUTHENTICATED('send a test token');
  }
}

@Global()
@Module({ providers: [{ provide: Authenticator, useClass: TestAuthenticator }], exports: [Authenticator] })
class TestAuthenticatorModule {}

/** What a test may set. */
export interface HttpKitOptions {
  readonly config?: Partial<CartwrightConfig>;
  readonly source?: DataSource;
  readonly modules?: readonly (Type<unknown> | DynamicModule)[];
}

/** A running application. */
export interface HttpKit {
  readonly app: NestFastifyApplication;
  readonly port: number;
  readonly url: string;
  /** The lines logged so far. */
  readonly log: readonly string[];
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Sends text as JSON from caller `customer-1`. */
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
  /** Writes bytes to a connection and answers all that comes back until it closes. */
  raw(text: string | Buffer): Promise<string>;
  close(): Promise<void>;
}

/** Starts an application of the given controllers on a free port. */
export async function startHttpKit(
  controllers: readonly Type<unknown>[],
  options: HttpKitOptions = {},
): Promise<HttpKit> {
  const config = CartwrightConfig.of({ environment: 'test', logLevel: 'debug', ...options.config });
  const lines: string[] = [];
  const root: DynamicModule = {
    module: class TestRoot {},
    imports: [
      sourceModule(options.source),
      PlatformModule.forRoot(config),
      PlatformHttpModule,
      TestAuthenticatorModule,
      ...(options.modules ?? []),
    ],
    controllers: [...controllers],
  };
  const log = createLog(config, { write: (line: string) => void lines.push(line) });
  const app = await createHttpApplication(root, { config, log });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://127.0.0.1:${port}`;
  const request = (path: string, init?: RequestInit): Promise<Response> => fetch(url + path, init);
  return {
    app,
    port,
    url,
    log: lines,
    request,
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', authorization: 'Bearer customer-1', ...headers },
      }),
    raw: (text) => rawExchange(port, text),
    close: () => app.close(),
  };
}

/** A data source that is never asked, where a test needs no database. */
function sourceModule(source: DataSource | undefined): DynamicModule {
  class TestSourceModule {}
  const useValue = source ?? new DataSource({ type: 'postgres' });
  return {
    module: TestSourceModule,
    global: true,
    providers: [{ provide: DataSource, useValue }],
    exports: [DataSource],
  };
}

function rawExchange(port: number, text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
