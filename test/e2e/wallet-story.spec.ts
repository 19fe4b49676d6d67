/** The story of docs/wallet-ledger.md, carried out in a shop over HTTP: every number of its table is what the ledger says. */
import { readFileSync } from 'node:fs';
import { IdentityService } from '#libs/identity';
import { LoyaltySettings } from '#libs/loyalty';
import { formatMinor, uuid7, type Minor } from '#libs/platform';
import { ExpiryService, HOUSE_ACCOUNTS, RefundService, WalletService, type HouseAccount } from '#libs/wallet-credit';
import { expectCleanAudit } from '../support/audit.js';
import { HttpClient, type Answered } from '../support/http-client.js';
import { ADDRESS, Customer, Shop } from '../support/shop.js';
import { decide, giftAct, requested, sent, walletOf } from '../support/transfers.js';

const DAY_MS = 86_400_000;

let shop: Shop;
beforeAll(async () => {
  // What the sweep has not booked yet is a line of the story: nothing happens by itself.
  shop = await Shop.open({ config: { workerInApi: false } });
  await shop.sell([{ sku: 'LAMP', priceMinor: 12_000 }]);
});
afterAll(() => shop?.close());

type Row = Readonly<Record<string, string>>;

/** The rows of the page's table, by its head. */
function toldRows(): readonly Row[] {
  const page = readFileSync('docs/wallet-ledger.md', 'utf8');
  const table = page.split('<!-- story:start -->')[1]!.split('<!-- story:end -->')[0]!;
  const cells = table
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [head, ...rows] = cells;
  return rows.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i]!])));
}

const signed = (amount: Minor): string => (amount < 0 ? `−${formatMinor(-amount)}` : `+${formatMinor(amount)}`);

/** The people of the story; whoever acts on a later day has logged in again. */
class Cast {
  private constructor(readonly people: Record<'ada' | 'ben' | 'one' | 'other', Customer>) {}

  static async gather(): Promise<Cast> {
    const [ada, ben] = await shop.customers(2);
    return new Cast({ ada: ada!, ben: ben!, one: await shop.staff('operator'), other: await shop.staff('operator') });
  }

  async goOnAtDay(day: number): Promise<void> {
    shop.moveClock(day * DAY_MS);
    const everybody = Object.entries(this.people) as [keyof Cast['people'], Customer][];
    const tokens = await shop.database.transaction((tx) =>
      shop.get(IdentityService).issueAccessTokens(
        tx,
        everybody.map(([, { id }]) => id),
      ),
    );
    for (const [i, [name, { id, http }]] of everybody.entries())
      this.people[name] = new Customer(id, new HttpClient(http.url, tokens[i]!));
  }
}

/** What has been written since the step before: at most one transfer, told as the page tells it, and Ada's numbers. */
class Telling {
  private readonly told = new Set<string>();

  constructor(private readonly cast: Cast) {}

  async next(): Promise<Row> {
    const { ada, ben } = this.cast.people;
    const transfers = await shop.database.query<{ id: string; kind: string }>(`SELECT id, kind FROM wallet.transfer`);
    const fresh = transfers.filter(({ id }) => !this.told.has(id));
    expect(fresh.length).toBeLessThanOrEqual(1);
    const [transfer] = fresh;
    if (transfer !== undefined) this.told.add(transfer.id);
    const sides = await shop.database.query<{ ownerId: string; amount: number }>(
      `SELECT a.owner_id AS "ownerId", e.amount FROM wallet.entry AS e JOIN wallet.account AS a ON a.id = e.account_id
       WHERE e.transfer_id = $1 ORDER BY e.amount DESC`,
      [transfer?.id ?? null],
    );
    const houses = Object.keys(HOUSE_ACCOUNTS) as HouseAccount[];
    const nameOf = (id: string): string =>
      id === ben.id ? 'Ben' : houses.find((name) => HOUSE_ACCOUNTS[name] === id)!;
    const hers = sides.find(({ ownerId }) => ownerId === ada.id);
    const others = sides.filter((side) => side !== hers);
    const wallet = await ada.http.get<{ credit: { balance: number; held: number; available: number } }>('/v1/wallet');
    const { balance, held, available } = wallet.body.credit;
    return {
      kind: transfer === undefined ? '' : `\`${transfer.kind}\``,
      Ada: hers === undefined ? '' : signed(hers.amount),
      'the other side': others.map(({ ownerId, amount }) => `${nameOf(ownerId)} ${signed(amount)}`).join(', '),
      ...{ "Ada's balance": formatMinor(balance), held: formatMinor(held), available: formatMinor(available) },
    };
  }
}

function expectStatus(status: number, answer: Answered<unknown>): void {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
}

/** What happens at each step, by the step's name on the page. */
function stepsOf(cast: Cast): Readonly<Record<string, () => Promise<unknown>>> {
  const given = (kind: string, amount: number, days: number) =>
    shop.database.transaction((tx) =>
      shop.get(WalletService).grant(tx, [
        {
          ...{ transferId: uuid7(), lotId: uuid7(), ownerId: cast.people.ada.id, asset: 'credit', amount },
          ...{ source: 'promotion', from: 'promotions', kind, reference: uuid7(), actor: null, reason: null },
          expiresAt: new Date(tx.now.getTime() + days * DAY_MS),
        },
      ]),
    );
  // Orders are refunded by no route yet: this is the verb that their refunds will call.
  const refunded = async (amount: number): Promise<void> => {
    const { ada, one } = cast.people;
    const outcomes = await shop.database.transaction((tx) =>
      shop.get(RefundService).refund(
        tx,
        [
          {
            ...{ refundId: uuid7(), reference: order, ownerId: ada.id, asset: 'credit', amount, transferId: uuid7() },
            ...{ kind: 'order_refund', from: 'sales', orderId: order, actor: one.id, reason: null },
          },
        ],
        { graceDays: shop.get(LoyaltySettings).refundedLotGraceDays },
      ),
    );
    expect(outcomes).toMatchObject([{ kind: 'refunded' }]);
  };
  let order = '';
  let gift = '';
  let withdrawal = '';
  const gives = async (amount: number): Promise<void> =>
    void (gift = await sent(cast.people.ada, cast.people.ben, amount));
  const asks = async (amount: number): Promise<void> => void (withdrawal = await requested(cast.people.ada, amount));
  return {
    grant: () => given('welcome', 3_000, 30),
    manual: async () => {
      const { ada, one, other } = cast.people;
      const wish = { ownerId: ada.id, asset: 'credit', amount: 7_000, reason: 'goodwill' };
      const proposed = await one.http.post<{ id: string }>('/v1/admin/credit-grants', wish);
      expectStatus(200, await other.http.post(`/v1/admin/credit-grants/${proposed.body.id}/approval`));
    },
    hold: async () => {
      const credit = { use: 'exact', amount: 4_500 };
      const wish = { sku: 'LAMP', quantity: 1, shippingAddress: ADDRESS, credit };
      const placed = await cast.people.ada.http.post<{ id: string; state: string }>('/v1/orders', wish);
      expect(placed.body.state).toBe('awaiting_payment');
      order = placed.body.id;
    },
    spend: async () => {
      const { http } = cast.people.ada;
      const opened = await http.post<{ id: string }>(`/v1/orders/${order}/payments`, {});
      await http.post(`/v1/payments/${opened.body.id}/confirmation`, { instrument: 'tok_ok' });
      await shop.runner.drain();
    },
    extra: () => given('campaign', 500, 10),
    warn: async () => {
      await cast.goOnAtDay(4);
      expect(await shop.get(ExpiryService).warn()).toBe(1);
    },
    'run out': () => cast.goOnAtDay(11),
    expire: async () => {
      while ((await shop.get(ExpiryService).sweep()).lookedAt > 0);
    },
    refund: () => refunded(1_000),
    late: async () => {
      await cast.goOnAtDay(35);
      await refunded(1_000);
    },
    gift: () => gives(2_000),
    claim: async () => expectStatus(200, await giftAct(cast.people.ben, gift, 'claim')),
    'gift 2': () => gives(1_000),
    cancel: async () => expectStatus(200, await giftAct(cast.people.ada, gift, 'cancellation')),
    ask: () => asks(4_500),
    'pay out': async () => {
      expectStatus(200, await decide(cast.people.one, withdrawal, 'approval'));
      await shop.runner.drain();
    },
    'ask 2': () => asks(1_000),
    reject: async () => expectStatus(200, await decide(cast.people.one, withdrawal, 'rejection')),
  };
}

it('is true, row by row', async () => {
  const cast = await Cast.gather();
  const steps = stepsOf(cast);
  const telling = new Telling(cast);
  const rows = toldRows();
  expect(rows.map(({ step }) => step)).toEqual(Object.keys(steps));
  for (const { step, 'what happens': _, ...told } of rows) {
    await steps[step!]!();
    expect({ step, ...(await telling.next()) }).toEqual({ step, ...told });
  }
  const { ada, ben } = cast.people;
  const { lots: hers } = await walletOf(shop, ada.id);
  expect(hers.map(({ source, remaining, expires }) => [source, remaining, expires])).toEqual([['manual', 1_000, null]]);
  const { lots: his } = await walletOf(shop, ben.id);
  expect(his.map(({ source, remaining, expires }) => [source, remaining, expires === null])).toEqual([
    ['promotion', 500, false],
    ['manual', 1_500, true],
  ]);
  expect(Math.round((Date.parse(his[0]!.expires!) - Date.now()) / DAY_MS)).toBe(35 + 30);
  shop.moveClock(0);
  await expectCleanAudit(shop);
});
