/** The replay as people run it: built, over HTTP, on an embedded PostgreSQL of its own; killed half-way and run again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { findEmbeddedPostgres, startEmbeddedPostgres } from '#libs/platform/embedded';

const INVOICES = 150;
/** Killed when so many of them stand. */
const KILL_AT = 40;
const home = mkdtempSync(join(tmpdir(), 'cartwright-replay-e2e-'));
/** Where the replay keeps its shop. */
const shopHome = join(home, 'replay');
const file = join(home, 'shop.csv.gz');

interface Report {
  readonly orders: number;
  readonly placed: number;
  readonly lines: number;
  readonly rows: number;
  readonly differences: number;
  readonly violations: number;
  readonly skipped: Record<string, number>;
}

function replay(): { child: ChildProcess; done: Promise<{ code: number | null; stdout: string; stderr: string }> } {
  const { PATH = '' } = process.env;
  const env = { PATH, CARTWRIGHT_HOME: home, LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, ['dist/bundle/cli.js', 'replay', file, '--json'], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const done = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, done };
}

async function finished(): Promise<{ code: number | null; report: Report; stderr: string }> {
  const { code, stdout, stderr } = await replay().done;
  try {
    return { code, report: JSON.parse(stdout) as Report, stderr };
  } catch {
    throw new Error(`the replay gave no object (exit ${code}):\n${stderr}`);
  }
}

async function sql<Row>(text: string, { start } = { start: true }): Promise<Row[]> {
  const postgres = start ? await startEmbeddedPostgres({ home: shopHome }) : await findEmbeddedPostgres(shopHome);
  if (postgres === undefined) return [];
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function ordersStanding(): Promise<number> {
  try {
    const [row] = await sql<{ count: string }>('SELECT count(*) FROM orders.customer_order', { start: false });
    return Number(row?.count ?? 0);
  } catch {
    return 0; // PostgreSQL starts, or nothing is migrated yet.
  }
}

beforeAll(() => {
  chmodSync(home, 0o755);
  const rows = [
    ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
  ];
  const codes = Array.from({ length: 140 }, (_, i) => String(20_000 + i));
  for (let i = 0; i < INVOICES; i++) {
    const day = String(1 + Math.floor(i / 30)).padStart(2, '0');
    const time = `2010-12-${day} ${String(8 + (i % 10)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00`;
    const invoice = String(536_000 + i);
    const customer = `${17_000 + (i % 17)}.0`;
    // One invoice of more lines, one of more units than a shop's defaults allow.
    const lines = i === 70 ? 140 : 1 + (i % 7);
    for (let line = 0; line < lines; line++) {
      const quantity = i === 80 && line === 0 ? '74215' : String(1 + ((i + line) % 12));
      const price = ((100 + ((i * 13 + line * 7) % 5) * 55) / 100).toFixed(2);
      rows.push([
        invoice,
        codes[(i + line) % codes.length]!,
        `GOODS, "NO ${line}"`,
        quantity,
        time,
        price,
        customer,
        'EIRE',
      ]);
    }
    if (i % 10 === 0) rows.push([invoice, 'POST', 'POSTAGE', '1', time, '18.00', customer, 'EIRE']);
    if (i % 25 === 0) rows.push([`C${invoice}`, codes[0]!, '', '-1', time, '1.00', customer, 'EIRE']);
    if (i % 30 === 0) rows.push([invoice, codes[1]!, '', '3', time, '0.001', customer, 'EIRE']);
  }
  rows.push(['536999', codes[0]!, '', '2', '2010-12-09 10:00:00', '1.00', '', 'EIRE']);
  const text = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
  writeFileSync(file, gzipSync(text));
});

afterAll(async () => {
  const postgres = await findEmbeddedPostgres(shopHome);
  await postgres?.stop();
  if (postgres !== undefined && !postgres.dataFolder.startsWith(home))
    rmSync(dirname(postgres.dataFolder), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

it('is killed half-way, goes on where it stopped, and its books equal the file', async () => {
  const first = replay();
  let standing = 0;
  while (standing < KILL_AT && first.child.exitCode === null) {
    standing = await ordersStanding();
    // Where nothing is asked of a database the loop would not hear that the replay has ended.
    await new Promise(setImmediate);
  }
  first.child.kill('SIGKILL');
  const { stderr } = await first.done;
  expect({ standing: standing >= KILL_AT, stderr }).toMatchObject({ standing: true });
  expect(standing).toBeLessThan(INVOICES);

  const { code, report, stderr: said } = await finished();
  expect({ code, differences: report.differences, violations: report.violations, said }).toMatchObject({
    code: 0,
    differences: 0,
    violations: 0,
  });
  expect(report.orders).toBe(INVOICES);
  expect(report.placed).toBeLessThan(INVOICES);
  expect(report.skipped).toEqual({ postage: 15, cancellation: 6, below_a_penny: 5, no_customer: 1 });
  expect(report.lines + 15 + 6 + 5 + 1).toBe(report.rows);
  const [doubled] = await sql<{ count: string }>(
    'SELECT count(*) FROM (SELECT reference FROM orders.customer_order GROUP BY reference HAVING count(*) > 1) AS twice',
  );
  expect(Number(doubled!.count)).toBe(0);
}, 240_000);

it('places nothing when everything stands, and tells a planted difference', async () => {
  const again = await finished();
  expect(again).toMatchObject({ code: 0, report: { orders: INVOICES, placed: 0, differences: 0 } });

  await sql(
    `UPDATE orders.line SET quantity = quantity + 1 WHERE (order_id, position) = (SELECT order_id, position FROM orders.line LIMIT 1)`,
  );
  const planted = await finished();
  expect(planted.code).toBe(1);
  expect(planted.report.differences).toBe(1);
  expect(planted.stderr).toMatch(/Difference: units of SKU \S+: the file has \d+, the shop \d+/);
}, 240_000);
