import { scramProof } from '../pgwire.js';
import { runReference } from '../reference-driver.js';
import { pgbenchScript, REFERENCE_ROWS, REFERENCE_SCHEMA } from '../reference.sql.js';
import { openBenchDatabase, type BenchDatabase } from './bench-database.js';

describe('the reference', () => {
  let bench: BenchDatabase;
  beforeAll(async () => {
    bench = await openBenchDatabase();
  });
  afterAll(() => bench?.close());
  beforeEach(() => bench.client.query(REFERENCE_SCHEMA));

  const numbers = async (): Promise<Record<string, number>> => {
    const { rows } = await bench.client.query<Record<string, string>>(`
      SELECT (SELECT count(*) FROM bench_reference.orders) AS orders, (SELECT count(*) FROM bench_reference.line) AS lines,
             (SELECT count(*) FROM bench_reference.ledger) AS entries, (SELECT coalesce(sum(amount), 0) FROM bench_reference.ledger) AS zero,
             (SELECT count(*) FROM bench_reference.outbox) AS events,
             (SELECT sum(1000000000 - n) FROM bench_reference.stock) AS units,
             (SELECT sum(1000000000000 - balance) FROM bench_reference.wallet) AS paid`);
    return Object.fromEntries(Object.entries(rows[0]!).map(([name, value]) => [name, Number(value)]));
  };

  it.each([
    ['handWritten', false, 1],
    ['handWritten', true, 2],
    ['function', false, 1],
    ['function', true, 1],
  ] as const)('writes what an order needs, %s, hot: %s', async (kind, hot, statementsPerRoundTrip) => {
    const run = {
      kind,
      hot,
      statementsPerRoundTrip,
      url: bench.test.url,
      connections: 4,
      seconds: 0.3,
      firstOrder: 1_000,
    };
    const { orders } = await runReference(run, async () => undefined);
    expect(orders).toBeGreaterThan(0);
    expect(await numbers()).toEqual({
      orders,
      lines: 3 * orders,
      entries: 2 * orders,
      zero: 0,
      events: orders,
      units: 3 * orders,
      paid: 500 * orders,
    });
  });

  it('tells when the server refuses a transaction', async () => {
    await bench.client.query('UPDATE bench_reference.stock SET n = 0');
    const run = {
      kind: 'function',
      hot: false,
      url: bench.test.url,
      connections: 2,
      seconds: 0.2,
      firstOrder: 1,
    } as const;
    await expect(runReference(run, async () => undefined)).rejects.toThrow('short');
  });

  it('writes the same statements as a pgbench script, with sorted SKUs', () => {
    const script = pgbenchScript({ kind: 'handWritten', hot: true });
    expect(script.match(/^UPDATE bench_reference\.stock/gm)).toHaveLength(3);
    expect(script.match(/^INSERT INTO bench_reference\.(ledger|orders|line|outbox)/gm)).toHaveLength(7);
    expect(script).toContain(`random(1, ${REFERENCE_ROWS})`);
    expect(script).not.toMatch(/\$\d/);
    expect(pgbenchScript({ kind: 'function', hot: false })).toContain('place(:order, :customer, :a, :b, :c)');
  });

  it('proves a password as RFC 7677 does in its example', () => {
    const { proof } = scramProof(
      'pencil',
      'n=user,r=rOprNGfwEbeRWgbNEkqO',
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    );
    expect(proof).toBe('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=');
  });
});
