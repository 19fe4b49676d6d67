/** Races for gifts and withdrawals (proof.md): a hundred at once, over two APIs; exactly the right ones win, and the books are clean. */
import { randomUUID } from 'node:crypto';
import { SagaRunner } from '#libs/platform/saga';
import { expectCleanAudit } from '../support/audit.js';
import type { Answered } from '../support/http-client.js';
import { ADDRESS, Customer, Shop } from '../support/shop.js';
import {
  decide,
  giftAct,
  grantLot,
  purse,
  requested,
  send,
  sent,
  withdraw,
  type TransferBody,
} from '../support/transfers.js';
import { lasting } from './race-kit.js';

const AT_ONCE = 100;

describe('races for credit that leaves a wallet', () => {
  let shop: Shop;
  let operators: readonly Customer[];
  beforeAll(async () => {
    shop = await Shop.open({
      apis: 2,
      config: { giftsPerDayMax: 1_000, withdrawalsPerDayMax: 1_000, giftMinorPerDayMax: 1_000_000, workerInApi: false },
    });
    await shop.sell([{ sku: 'MUG', priceMinor: 1_000, stock: 1_000 }]);
    operators = await lasting(shop, [await shop.staff('operator'), await shop.staff('operator')]);
  });
  afterAll(() => shop?.close());
  afterEach(async () => {
    await shop.runner.drain();
    shop.moveClock(0);
    await expectCleanAudit(shop);
    const [log] = await shop.test.database.query<{ deadlocks: number }>(
      `SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()`,
    );
    expect(log!.deadlocks).toBe(0);
  });

  const pair = async (credit: number): Promise<[Customer, Customer]> => {
    const [ada] = await lasting(shop, await shop.customers(1, credit));
    const [grace] = await lasting(shop, await shop.customers(1));
    return [ada!, grace!];
  };
  const either = (who: Customer, i: number): Customer => new Customer(who.id, who.http.at(shop.urls[i % 2]!));
  const many = <T>(act: (i: number) => Promise<T>, count = AT_ONCE): Promise<T[]> =>
    Promise.all(Array.from({ length: count }, (_, i) => act(i)));
  const won = (answers: readonly Answered<TransferBody>[]): number =>
    answers.filter(({ status }) => status < 300).length;
  const statuses = (answers: readonly Answered<TransferBody>[]): readonly number[] =>
    [...new Set(answers.map(({ status }) => status))].toSorted();

  it('claim ∥ cancel a gift, fifty each: exactly one side wins, the credit is in one place', async () => {
    const [ada, grace] = await pair(10_000);
    for (let round = 0; round < 5; round++) {
      const id = await sent(ada, grace, 500);
      const before = (await purse(shop, grace.id))[0];
      const answers = await many((i) =>
        i % 2 === 0
          ? giftAct(either(grace, i / 2), id, 'claim')
          : giftAct(either(ada, (i - 1) / 2), id, 'cancellation'),
      );
      expect(statuses(answers)).toEqual([200, 409]);
      const claims = won(answers.filter((_, i) => i % 2 === 0));
      const cancels = won(answers.filter((_, i) => i % 2 === 1));
      // Whoever won may be told so fifty times: an act done is done.
      expect([claims === 0, cancels === 0].filter(Boolean)).toHaveLength(1);
      expect((await purse(shop, grace.id))[0] - before).toBe(claims > 0 ? 500 : 0);
    }
  });

  it('claim ∥ decline ∥ the deadline: exactly one wins', async () => {
    const [ada, grace] = await pair(10_000);
    const ids = await Promise.all(Array.from({ length: 10 }, () => sent(ada, grace, 100)));
    shop.moveClock(7 * 86_400_000 - 40);
    const acts = ids.flatMap((id, i) => [
      giftAct(either(grace, i), id, 'claim'),
      giftAct(either(grace, i + 1), id, 'declination'),
    ]);
    shop.moveClock(7 * 86_400_000 + 40);
    const [, ...answers] = await Promise.all([shop.runner.drain(), ...acts]);
    expect(answers.every(({ status }) => [200, 401, 409].includes(status))).toBe(true);
    await shop.runner.drain();
    const rows = await shop.test.database.query<{ state: string; n: number }>(
      `SELECT CASE state WHEN 'claimed' THEN 'claimed' ELSE 'back' END AS state, count(*) AS n FROM transfer.gift WHERE sender_id = $1 GROUP BY 1`,
      [ada.id],
    );
    const claimed = rows.find((row) => row.state === 'claimed')?.n ?? 0;
    expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(10);
    expect([(await purse(shop, grace.id))[0], (await purse(shop, ada.id))[0]]).toEqual([
      100 * claimed,
      10_000 - 100 * claimed,
    ]);
  });

  it('one claim under one key, a hundred times at once: one answer, one credit', async () => {
    const [ada, grace] = await pair(10_000);
    const id = await sent(ada, grace, 700);
    const key = { 'idempotency-key': randomUUID() };
    const answers = await many((i) => giftAct(either(grace, i), id, 'claim', key));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(await purse(shop, grace.id)).toEqual([700, 0]);
  });

  it('gifts of the whole wallet, a hundred at once: exactly one goes', async () => {
    const [ada, grace] = await pair(10_000);
    const answers = await many((i) => send(either(ada, i), grace, 10_000));
    expect([won(answers), statuses(answers)]).toEqual([1, [201, 422]]);
    expect(await purse(shop, ada.id)).toEqual([0, 0]);
  });

  it('withdraw ∥ spend ∥ gift: never more than there is', async () => {
    const [ada, grace] = await pair(10_000);
    const order = { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS, credit: { use: 'exact', amount: 1_000 } };
    const answers = await many((i) => {
      const who = either(ada, i);
      if (i % 3 === 0) return withdraw(who, 1_000);
      return i % 3 === 1 ? who.http.post<TransferBody>('/v1/orders', order) : send(who, grace, 1_000);
    });
    expect([won(answers), statuses(answers)]).toEqual([10, [201, 422]]);
    const withdrawn = won(answers.filter((_, i) => i % 3 === 0));
    expect(await purse(shop, ada.id)).toEqual([1_000 * withdrawn, 1_000 * withdrawn]);
  });

  it('withdrawals of all that may leave, a hundred at once: exactly one, whatever else is in the wallet', async () => {
    const [ada] = await pair(5_000);
    await grantLot(shop, ada.id, { amount: 100_000, source: 'promotion' });
    const answers = await many((i) => withdraw(either(ada, i), 5_000));
    expect([won(answers), statuses(answers)]).toEqual([1, [201, 422]]);
    expect(await purse(shop, ada.id)).toEqual([105_000, 5_000]);
  });

  it('approve ∥ reject, fifty each: exactly one decision', async () => {
    for (let round = 0; round < 4; round++) {
      const [ada] = await pair(5_000);
      const id = await requested(ada, 4_000);
      const answers = await many((i) =>
        decide(either(operators[i % 2]!, i), id, i % 2 === 0 ? 'approval' : 'rejection'),
      );
      expect([won(answers), statuses(answers)]).toEqual([1, [200, 409]]);
      await shop.runner.drain();
      const isPaid = won(answers.filter((_, i) => i % 2 === 0)) === 1;
      expect(await purse(shop, ada.id)).toEqual([isPaid ? 1_000 : 5_000, 0]);
      const paid = (await shop.payoutControl.books()).filter(({ reference }) => reference === id);
      expect(paid).toHaveLength(isPaid ? 1 : 0);
    }
  });

  it('the brake of a day, a hundred at once: exactly as many as it lets through', async () => {
    const [ada, grace] = await pair(2_000_000);
    const answers = await many((i) => send(either(ada, i), grace, 100_000));
    expect([won(answers), statuses(answers)]).toEqual([10, [201, 422]]);
    expect(await purse(shop, ada.id)).toEqual([1_000_000, 0]);
  });

  it('callbacks ∥ the answer ∥ two workers: paid once', async () => {
    const [ada] = await pair(50_000);
    const ids = await Promise.all(Array.from({ length: 20 }, () => requested(ada, 1_000, 'acct_slow')));
    await Promise.all(ids.map((id, i) => decide(operators[i % 2]!, id, 'approval')));
    await shop.runner.drain();
    await Promise.all([
      ...ids.map((id) => shop.payoutControl.settle(id, 'paid')),
      ...Array.from({ length: 5 }, () => shop.payoutControl.replay()),
      shop.runner.drain(),
      shop.apps[1]!.get(SagaRunner, { strict: false }).drain(),
    ]);
    await shop.payoutControl.flush();
    shop.moveClock(60_000);
    await shop.runner.drain();
    expect(await purse(shop, ada.id)).toEqual([30_000, 0]);
    expect(await shop.payoutControl.replay()).toMatchObject({ failed: 0 });
  });

  it('cross gifts between two, a hundred at once: no deadlock, nothing lost', async () => {
    const [ada, grace] = await lasting(shop, await shop.customers(2, 10_000));
    const answers = await many((i) =>
      i % 2 === 0 ? send(either(ada!, i), grace!, 100) : send(either(grace!, i), ada!, 100),
    );
    expect(won(answers)).toBe(AT_ONCE);
    await Promise.all(answers.map(({ body }, i) => giftAct(either(i % 2 === 0 ? grace! : ada!, i), body.id, 'claim')));
    expect([await purse(shop, ada!.id), await purse(shop, grace!.id)]).toEqual([
      [10_000, 0],
      [10_000, 0],
    ]);
  });
});
