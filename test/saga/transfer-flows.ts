/** One gift and one withdrawal as a cell drives them over HTTP, and the whole picture of what became of each. */
import { randomUUID } from 'node:crypto';
import type { Answered } from '../support/http-client.js';
import type { Customer, Shop } from '../support/shop.js';
import { purse, type TransferBody } from '../support/transfers.js';
import type { TransferCell, TransferStory } from './transfer-cells.js';

const DAY_MS = 86_400_000;
export const CREDIT_MINOR = 10_000;
const GIFT_MINOR = 3_000;
const WITHDRAWN_MINOR = 4_000;

/** One request; the same key on every try. */
export type Request = () => Promise<Answered<TransferBody>>;

/** What a cell drives. */
export interface TransferFlow {
  readonly id: string | undefined;
  /** The requests of its story, one after the other. */
  requests(): readonly Request[];
  /** How long nobody does anything after them. */
  readonly idleMs: number;
  /** What happens outside while the workers work; asked after each round. */
  outside(round: number): Promise<void>;
  picture(): Promise<object>;
  expected(ends: TransferCell['ends']): object;
}

abstract class KeyedFlow {
  id: string | undefined;
  private readonly key = randomUUID();

  constructor(
    protected readonly shop: Shop,
    protected readonly story: TransferStory,
  ) {}

  protected post(who: Customer, path: () => string, body: object, name: string): Request {
    return async () => {
      const answer = await who.http.post<TransferBody>(path(), body, { 'idempotency-key': `${this.key}-${name}` });
      if (answer.status === 201) this.id = answer.body.id;
      return answer;
    };
  }

  protected async row(table: 'gift' | 'withdrawal', columns: string): Promise<object> {
    const rows = await this.shop.test.database.query<object>(
      `SELECT t.state, ${columns}, s.state AS saga,
         (SELECT count(*) FROM wallet.transfer AS m WHERE m.reference = t.id) AS transfers,
         (SELECT count(*) FROM transfer.velocity_use AS u WHERE u.reference = t.id) AS uses
       FROM transfer.${table} AS t LEFT JOIN platform.saga AS s ON s.id = t.id WHERE t.id = $1`,
      [this.id ?? null],
    );
    return rows[0] ?? {};
  }
}

export class GiftFlow extends KeyedFlow implements TransferFlow {
  constructor(
    shop: Shop,
    story: TransferStory,
    private readonly people: { readonly sender: Customer; readonly receiver: Customer },
  ) {
    super(shop, story);
  }

  get idleMs(): number {
    return this.story === 'lapsed' ? 7 * DAY_MS + 1_000 : 0;
  }

  requests(): readonly Request[] {
    const { sender, receiver } = this.people;
    const sending = this.post(sender, () => '/v1/gifts', { customerId: receiver.id, amount: GIFT_MINOR }, 'send');
    const act = (who: Customer, name: string): Request =>
      this.post(who, () => `/v1/gifts/${this.id}/${name}`, {}, name);
    switch (this.story) {
      case 'claimed':
        return [sending, act(receiver, 'claim')];
      case 'cancelled':
        return [sending, act(sender, 'cancellation')];
      case 'declined':
        return [sending, act(receiver, 'declination')];
      default:
        return [sending];
    }
  }

  async outside(): Promise<void> {}

  async picture(): Promise<object> {
    const { sender, receiver } = this.people;
    return {
      ...(await this.row('gift', 'claimed_minor AS claimed, returned_minor AS returned')),
      purses: [await purse(this.shop, sender.id), await purse(this.shop, receiver.id)],
    };
  }

  expected(ends: TransferCell['ends']): object {
    const untouched = {
      purses: [
        [CREDIT_MINOR, 0],
        [0, 0],
      ],
    };
    if (ends === 'refused') return untouched;
    const common = { state: ends, transfers: 2, uses: 1 };
    if (ends !== 'claimed') return { ...untouched, ...common, saga: 'undone', claimed: 0, returned: GIFT_MINOR };
    const purses = [
      [CREDIT_MINOR - GIFT_MINOR, 0],
      [GIFT_MINOR, 0],
    ];
    return { ...common, purses, saga: 'done', claimed: GIFT_MINOR, returned: 0 };
  }
}

const ACCOUNTS: Readonly<Partial<Record<TransferStory, string>>> = {
  paid_later: 'acct_slow',
  failed_later: 'acct_slow',
  refused_outside: 'acct_refused',
};

export class WithdrawalFlow extends KeyedFlow implements TransferFlow {
  constructor(
    shop: Shop,
    story: TransferStory,
    private readonly people: { readonly customer: Customer; readonly operator: Customer },
  ) {
    super(shop, story);
  }

  get idleMs(): number {
    return this.story === 'undecided' ? 14 * DAY_MS + 1_000 : 0;
  }

  requests(): readonly Request[] {
    const { customer, operator } = this.people;
    const wish = { amount: WITHDRAWN_MINOR, destination: ACCOUNTS[this.story] ?? 'acct_ok' };
    const asking = this.post(customer, () => '/v1/withdrawals', wish, 'ask');
    const decide = (act: string, body: object): Request =>
      this.post(operator, () => `/v1/admin/withdrawals/${this.id}/${act}`, body, act);
    if (this.story === 'undecided') return [asking];
    if (this.story === 'rejected') return [asking, decide('rejection', { reason: 'not today' })];
    return [asking, decide('approval', {})];
  }

  /** A slow payout is decided after a while; nobody is told, so it has to be asked about. */
  async outside(round: number): Promise<void> {
    if (round !== 3 || (this.story !== 'paid_later' && this.story !== 'failed_later')) return;
    await this.shop.payoutControl.settle(this.id!, this.story === 'paid_later' ? 'paid' : 'failed');
  }

  async picture(): Promise<object> {
    const theirs = (await this.shop.payoutControl.books()).filter(({ reference }) => reference === this.id);
    return {
      ...(await this.row('withdrawal', 'payout_state AS payout')),
      purse: await purse(this.shop, this.people.customer.id),
      theirs: theirs.map(({ amount, status }) => [amount, status]),
    };
  }

  expected(ends: TransferCell['ends']): object {
    const untouched = { purse: [CREDIT_MINOR, 0], theirs: [] };
    const back = { ...untouched, saga: 'undone', transfers: 0, uses: 1 };
    switch (ends) {
      case 'refused':
        return untouched;
      case 'rejected':
      case 'undecided':
        return { ...back, state: 'rejected', payout: 'none' };
      case 'refused_outside':
        return { ...back, state: 'failed', payout: 'failed' };
      case 'failed_later':
        return { ...back, state: 'failed', payout: 'failed', theirs: [[3_800, 'failed']] };
      default:
        return {
          ...{ state: 'paid_out', saga: 'done', payout: 'paid', transfers: 1, uses: 1 },
          ...{ purse: [CREDIT_MINOR - WITHDRAWN_MINOR, 0], theirs: [[3_800, 'paid']] },
        };
    }
  }
}
