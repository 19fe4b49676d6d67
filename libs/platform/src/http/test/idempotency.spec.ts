/** One key, one effect, one answer: on real PostgreSQL, with rivals, refusals, crashes and batches. */
import { randomUUID } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { plantFault } from '../../testing/fault-points.js';
import { AmbiguousOutcome } from '../../db/outcome.js';
import type { Tx } from '../../db/tx.js';
import { Idempotency, repeated, requestHash, type StoredAnswer } from '../idempotency.js';
import { Problem } from '../problem.js';

let kit: TestDatabase;
let idempotency: Idempotency;
beforeAll(async () => {
  kit = await openTestDatabase();
  idempotency = new Idempotency(kit.database);
  await kit.database.query('CREATE TABLE effect (id uuid PRIMARY KEY, note text NOT NULL)');
});
afterAll(() => kit.close());

const principal = { id: '019a0000-0000-7000-8000-000000000001' };
const call = (key: string | undefined, body: unknown = { a: 1 }, id = principal.id) => ({
  principal: { id },
  key,
  operation: 'test',
  body,
});

async function leaveEffect(tx: Tx, note: string): Promise<void> {
  await tx.query('INSERT INTO effect (id, note) VALUES ($1, $2)', [randomUUID(), note]);
}

async function effects(note: string): Promise<number> {
  const [row] = await kit.database.query<{ n: number }>('SELECT count(*)::int AS n FROM effect WHERE note = $1', [
    note,
  ]);
  return row!.n;
}

const refusal = (code = 'TOO_LITTLE'): Problem =>
  new Problem({ status: 422, code, title: 'Too little', detail: 'there is too little', members: { available: 3 } });

describe('once', () => {
  it('acts once and repeats the answer, byte for byte', async () => {
    const act = async (tx: Tx) => {
      await leaveEffect(tx, 'twice');
      return { status: 201, body: { z: 1, at: new Date(0), list: [1, 2] } };
    };
    const first = await idempotency.once(call('twice'), act);
    const second = await idempotency.once(call('twice'), act);
    expect([first.replayed, second.replayed, second.status]).toEqual([false, true, 201]);
    expect(second.text).toBe(JSON.stringify(first.body));
    expect(await effects('twice')).toBe(1);
  });

  it('refuses the key for another body, another operation; not for another caller', async () => {
    const act = async (tx: Tx) => {
      await leaveEffect(tx, 'scope');
      return { status: 200, body: {} };
    };
    await idempotency.once(call('scope'), act);
    await expect(idempotency.once(call('scope', { a: 2 }), act)).rejects.toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    await expect(idempotency.once({ ...call('scope'), operation: 'other' }, act)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    const other = await idempotency.once(call('scope', { a: 1 }, '019a0000-0000-7000-8000-000000000002'), act);
    expect(other.replayed).toBe(false);
    expect(await effects('scope')).toBe(2);
  });

  it('lets 50 rivals wait for one and gives all the same answer', async () => {
    let acts = 0;
    const act = async (tx: Tx) => {
      acts += 1;
      await leaveEffect(tx, 'rivals');
      return { status: 201, body: { id: randomUUID() } };
    };
    const answers = await Promise.all(Array.from({ length: 50 }, () => idempotency.once(call('rivals'), act)));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect([acts, await effects('rivals')]).toEqual([1, 1]);
  });

  it('remembers a refusal, without its effects', async () => {
    let acts = 0;
    const act = async (tx: Tx): Promise<never> => {
      acts += 1;
      await leaveEffect(tx, 'refused');
      throw refusal();
    };
    await expect(idempotency.once(call('refused'), act)).rejects.toMatchObject({ code: 'TOO_LITTLE', headers: {} });
    await expect(idempotency.once(call('refused'), act)).rejects.toMatchObject({
      status: 422,
      code: 'TOO_LITTLE',
      title: 'Too little',
      detail: 'there is too little',
      members: { available: 3 },
      headers: { 'Idempotency-Replayed': 'true' },
    });
    expect([acts, await effects('refused')]).toEqual([1, 0]);
  });

  it.each([401, 429, 500, 503])('forgets a %d', async (status) => {
    const key = `forgets ${status}`;
    const fail = async (): Promise<never> => {
      throw new Problem({ status, code: 'NOT_NOW', title: 'Not now', detail: 'not now' });
    };
    await expect(idempotency.once(call(key), fail)).rejects.toMatchObject({ status });
    expect((await idempotency.once(call(key), async () => ({ status: 200, body: {} }))).replayed).toBe(false);
  });

  it('forgets a crash', async () => {
    const crash = async (tx: Tx): Promise<never> => {
      await leaveEffect(tx, 'crash');
      throw new Error('a bug');
    };
    await expect(idempotency.once(call('crash'), crash)).rejects.toThrow('a bug');
    expect(await effects('crash')).toBe(0);
    expect((await idempotency.once(call('crash'), async () => ({ status: 200, body: {} }))).replayed).toBe(false);
  });

  it('after a lost acknowledgement of the commit, the same key tells what became of it', async () => {
    const act = async (tx: Tx) => {
      await leaveEffect(tx, 'ambiguous');
      return { status: 201, body: { id: 1 } };
    };
    const undo = plantFault('db.after_commit', () => {
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
    });
    try {
      await expect(idempotency.once(call('ambiguous'), act)).rejects.toBeInstanceOf(AmbiguousOutcome);
    } finally {
      undo();
    }
    const answer = await idempotency.once(call('ambiguous'), act);
    expect([answer.replayed, answer.body, await effects('ambiguous')]).toEqual([true, { id: 1 }, 1]);
  });

  it('simply acts where no key was sent', async () => {
    const act = async (tx: Tx) => {
      await leaveEffect(tx, 'keyless');
      return { status: 200, body: {} };
    };
    await idempotency.once(call(undefined), act);
    await idempotency.once(call(undefined), act);
    expect(await effects('keyless')).toBe(2);
  });

  it('gives one answer when a refused act meets a rival that succeeds in between', async () => {
    const refused = idempotency.once(call('between'), async () => {
      throw refusal();
    });
    const answers = await Promise.allSettled([
      refused,
      idempotency.once(call('between'), async () => ({ status: 200, body: { ok: true } })),
    ]);
    const later = await idempotency
      .once(call('between'), async () => ({ status: 200, body: { ok: false } }))
      .catch((error: Problem) => error.code);
    const [first, second] = answers;
    if (typeof later === 'string') expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    else expect([first.status, second.status, later.body]).toEqual(['fulfilled', 'fulfilled', { ok: true }]);
  });
});

describe('batches', () => {
  const stored = (key: string, body = '{}', status = 201): StoredAnswer => ({
    principalId: principal.id,
    key,
    requestHash: requestHash('test', { a: 1 }),
    status,
    body,
  });

  it('keeps and finds answers in the order of the calls', async () => {
    await kit.database.transaction((tx) =>
      idempotency.storeAnswers(tx, [stored('b2', '{"n":"\\"2\\""}'), stored('b1', '{"n":1}')]),
    );
    const found = await kit.database.transaction((tx) =>
      idempotency.findAnswers(tx, [
        stored('b1'),
        stored('none'),
        { ...stored('b2'), requestHash: requestHash('test', { a: 2 }) },
        stored('b2'),
      ]),
    );
    expect(found).toEqual([
      { status: 201, body: '{"n":1}' },
      undefined,
      'reused',
      { status: 201, body: '{"n":"\\"2\\""}' },
    ]);
    expect(repeated({ status: 201, body: '{"n":1}' })).toMatchObject({ replayed: true, text: '{"n":1}' });
  });

  it("runs again when a rival kept one of the keys first, and finds the rival's answer", async () => {
    let runs = 0;
    const found = await kit.database.transaction(async (tx) => {
      runs += 1;
      const [kept] = await idempotency.findAnswers(tx, [stored('rival')]);
      if (kept !== undefined) return kept;
      await kit.database.transaction((rival) => idempotency.storeAnswers(rival, [stored('rival', '{"by":"rival"}')]));
      await idempotency.storeAnswers(tx, [stored('rival', '{"by":"us"}')]);
      return undefined;
    });
    expect([runs, found]).toEqual([2, { status: 201, body: '{"by":"rival"}' }]);
  });

  it('does not deadlock when two batches hold the same keys in opposite order', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `cross ${index}`);
    const run = (order: readonly string[]) =>
      kit.database.transaction(async (tx) => {
        const found = await idempotency.findAnswers(
          tx,
          order.map((key) => stored(key)),
        );
        const fresh = order.filter((_, index) => found[index] === undefined);
        await idempotency.storeAnswers(
          tx,
          fresh.map((key) => stored(key)),
        );
        return fresh.length;
      });
    const counts = await Promise.all([run(keys), run([...keys].reverse()), run(keys)]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(40);
  });
});

describe('sweep', () => {
  it('forgets keys after 48 hours, in bounded steps, and no younger ones', async () => {
    const swept = await openTestDatabase();
    try {
      const keys = new Idempotency(swept.database);
      const act = async () => ({ status: 200, body: {} });
      for (const key of ['1', '2', '3']) await keys.once(call(key), act);
      swept.database.clockOffsetMs = 47 * 3_600_000;
      await keys.once(call('young'), act);
      expect(await keys.sweep(10)).toBe(0);
      swept.database.clockOffsetMs = 49 * 3_600_000;
      expect(await keys.sweep(2)).toBe(2);
      expect(await keys.sweep(2)).toBe(1);
      expect((await keys.once(call('young'), act)).replayed).toBe(true);
    } finally {
      await swept.close();
    }
  });
});
