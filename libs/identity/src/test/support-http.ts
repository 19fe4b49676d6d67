/** Identity behind the whole HTTP pipeline of the shop, on a database of its own, over real TCP. */
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CartwrightConfig, Database, dataSourceOptions, PlatformModule, uuid7 } from '#libs/platform';
import { createHttpApplication, PlatformHttpModule } from '#libs/platform/http';
import { openTestDatabase, leaveActsUnrecorded } from '#libs/platform/testing';
import { GuestAdopter, IdentityModule, IdentityService, type AccountRole } from '../index.js';
import { IdentityHttpModule } from '../http.js';
import { NotingAdopter, PASSWORD } from './support.js';

/** What the composition root does with the cart. */
@Global()
@Module({ providers: [{ provide: GuestAdopter, useClass: NotingAdopter }], exports: [GuestAdopter] })
class CartStandIn {}

/** An answer; its body differs by operation, each test states what it expects of it. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string>>;
}

export type IdentityApi = Awaited<ReturnType<typeof startIdentityApi>>;

/** Starts it on a free port. Close it in `afterAll`. */
export async function startIdentityApi() {
  const db = await openTestDatabase();
  await db.database.query('CREATE TABLE adopted (guest_id uuid, customer_id uuid)');
  const { url: databaseUrl } = db;
  const config = CartwrightConfig.of({
    environment: 'test',
    databaseUrl,
    logLevel: 'silent',
    rateRegisterPerHourMax: 1_000,
  });
  const cheap = { memoryKib: 8, passes: 1, lanes: 1 };
  @Module({
    imports: [
      TypeOrmModule.forRoot({ ...dataSourceOptions({ url: databaseUrl }), autoLoadEntities: true }),
      PlatformModule.forRoot(config),
      CartStandIn,
      IdentityModule.forRoot({ customerCost: cheap, staffCost: cheap, refusedLoginMsMin: 0 }),
      IdentityHttpModule,
      PlatformHttpModule,
    ],
  })
  class Root {}
  const app = leaveActsUnrecorded(await createHttpApplication(Root, { config }));
  await app.listen(0, '127.0.0.1');
  const base = await app.getUrl();

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> => {
    const answer = await fetch(base + path, {
      method,
      headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = (text === '' ? {} : JSON.parse(text)) as Reply['body'];
    return { status: answer.status, headers: answer.headers, body: parsed };
  };
  /** A caller of the role, fresh. */
  const callerOf = async (role: AccountRole): Promise<{ id: string; headers: Record<string, string> }> => {
    const [id, identity] = [uuid7(), app.get(IdentityService)];
    const [token] = await app.get(Database).transaction(async (tx) => {
      const merchant = role === 'merchant' && { merchantId: uuid7() };
      const account = { id, email: `${id}@example.com`, role, displayName: role, passwordHash: null, ...merchant };
      await identity.createAccounts(tx, [account]);
      return identity.issueAccessTokens(tx, [id]);
    });
    return { id, headers: bearer(token!) };
  };
  const close = async (): Promise<void> => {
    await app.close();
    await db.close();
  };
  return { call, callerOf, close };
}

export const registration = (fields: object = {}) => ({
  email: `${uuid7()}@example.com`,
  password: PASSWORD,
  displayName: 'Ada',
  ...fields,
});

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
