/** Audits the database of a command, and the sandbox gateway's own books beside it when they can be read. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import {
  GATEWAY_BOOKS,
  PAYOUT_BOOKS,
  runAudit,
  type AuditOptions,
  type AuditReport,
  type GatewayBooks,
  type PayoutBooksReader,
} from '#libs/ops';
import { SandboxControl, SandboxPayoutControl } from '#libs/payment/sandbox';
import { Database, dataSourceOptions, type CartwrightConfig } from '#libs/platform';
import { findEmbeddedPostgres } from '#libs/platform/embedded';
import { migrationStates } from '#libs/platform/migrations';
import { CommandFailure } from './failures.js';
import { loadMigrations } from './migrations.js';

export interface AuditRequest extends Pick<AuditOptions, 'checked'> {
  readonly url: string;
  /** Told why the gateway's books are not compared. */
  readonly noted: (sentence: string) => void;
}

/** Runs it. @throws CommandFailure when the database has not the schema of this code */
export async function auditDatabase(
  config: CartwrightConfig,
  { url, checked, noted }: AuditRequest,
): Promise<AuditReport> {
  const pending = (await migrationStates(url, await loadMigrations())).filter((state) => !state.applied);
  if (pending.length > 0)
    throw new CommandFailure(
      `The database is not of this version: ${pending.length} migrations are to be applied. Run \`npm run migrate\` first.`,
    );
  const gateway = await reachableGateway(config, url);
  if (typeof gateway === 'string') noted(`${GATEWAY_BOOKS.name} is left out: ${gateway}.`);
  const payouts = await reachablePayouts(config, url);
  if (typeof payouts === 'string') noted(`${PAYOUT_BOOKS.name} is left out: ${payouts}.`);
  const source = new DataSource(
    dataSourceOptions({ url, entities: [], connectionsMax: 2, applicationName: 'cartwright-audit' }),
  );
  await source.initialize();
  try {
    return await runAudit(new Database(source), {
      gateways: typeof gateway === 'string' ? [] : [gateway],
      payouts: typeof payouts === 'string' ? [] : [payouts],
      ...(checked !== undefined && { checked }),
    });
  } finally {
    await source.destroy();
  }
}

/** The gateway that this database's payments are at, or why it cannot be asked. */
async function reachableGateway(config: CartwrightConfig, url: string): Promise<GatewayBooks | string> {
  const { sandboxApiKey: apiKey } = config;
  const address = await sandboxAddress(config, url, { configured: config.sandboxGatewayUrl, name: 'sandbox' });
  if (address === 'unknown') return 'SANDBOX_GATEWAY_URL does not say which sandbox gateway this database belongs to';
  if (address === 'none') return 'no sandbox gateway has run beside this database yet';
  if (apiKey === undefined) return 'SANDBOX_API_KEY is not set';
  const control = new SandboxControl({ url: address, apiKey });
  try {
    await control.planted();
  } catch (error) {
    return `the sandbox gateway at ${address} does not answer (${error instanceof Error ? error.message : String(error)})`;
  }
  return { provider: 'sandbox', read: async () => (await control.books()).payments };
}

/** The payout service that this database's withdrawals are at, or why it cannot be asked. */
async function reachablePayouts(config: CartwrightConfig, url: string): Promise<PayoutBooksReader | string> {
  const { sandboxApiKey: apiKey } = config;
  const address = await sandboxAddress(config, url, { configured: config.sandboxPayoutsUrl, name: 'payouts' });
  if (address === 'unknown') return 'SANDBOX_PAYOUTS_URL does not say which payout service this database belongs to';
  if (address === 'none') return 'no sandbox payout service has run beside this database yet';
  if (apiKey === undefined) return 'SANDBOX_API_KEY is not set';
  const control = new SandboxPayoutControl({ url: address, apiKey });
  try {
    await control.planted();
  } catch (error) {
    return `the payout service at ${address} does not answer (${error instanceof Error ? error.message : String(error)})`;
  }
  const read: PayoutBooksReader['read'] = async () =>
    (await control.books()).map(({ reference, currency, amount, status }) => ({
      payoutId: reference,
      currency,
      paidMinor: status === 'paid' ? amount : 0,
    }));
  return { provider: 'sandbox', read };
}

/** The configured one; else, for the embedded database, the one that `npm start` runs beside it; else `unknown` or `none`. */
async function sandboxAddress(
  config: CartwrightConfig,
  url: string,
  service: { readonly configured: string | undefined; readonly name: string },
): Promise<string> {
  if (service.configured !== undefined) return service.configured;
  // Any other database may be of another shop: comparing it with this home's sandboxes would raise false alarms.
  const embedded = await findEmbeddedPostgres(config.homePath);
  if (embedded === undefined || !isSameDatabase(embedded.url(), url)) return 'unknown';
  const portFile = join(config.homePath, `${service.name}-port`);
  return existsSync(portFile) ? `http://127.0.0.1:${readFileSync(portFile, 'utf8').trim()}` : 'none';
}

function isSameDatabase(a: string, b: string): boolean {
  const [one, other] = [new URL(a), new URL(b)];
  return one.host === other.host && one.pathname === other.pathname;
}
