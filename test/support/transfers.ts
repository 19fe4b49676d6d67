/** What tests of gifts and withdrawals have in common: credit with a history, wallets as rows say them, and decisions of operators. */
import { uuid7 } from '#libs/platform';
import { WalletService, type GrantCredit } from '#libs/wallet-credit';
import type { Answered } from './http-client.js';
import type { Customer, Shop } from './shop.js';

/** A gift, a withdrawal, or a problem. */
export interface TransferBody {
  readonly id: string;
  readonly state: string;
  readonly code?: string;
  readonly [member: string]: unknown;
}

/** Grants one lot of credit. */
export async function grantLot(
  shop: Shop,
  ownerId: string,
  lot: { readonly amount: number; readonly source?: GrantCredit['source']; readonly expiresAt?: Date | null },
): Promise<void> {
  await shop.database.transaction((tx) =>
    shop.get(WalletService).grant(tx, [
      {
        transferId: uuid7(),
        lotId: uuid7(),
        ownerId,
        asset: 'credit',
        amount: lot.amount,
        source: lot.source ?? 'opening',
        from: 'promotions',
        kind: 'test_credit',
        reference: uuid7(),
        expiresAt: lot.expiresAt ?? null,
        actor: null,
        reason: 'test',
      },
    ]),
  );
}

/** A wallet's credit and its lots that have a rest, earliest expiry first. */
export async function walletOf(
  shop: Shop,
  ownerId: string,
): Promise<{
  balance: number;
  held: number;
  lots: readonly { source: string; remaining: number; expires: string | null }[];
}> {
  const [row] = await shop.test.database.query<{
    balance: number;
    held: number;
    lots: { source: string; remaining: number; expires: string | null }[];
  }>(
    `SELECT coalesce(sum(a.balance), 0)::bigint AS balance, coalesce(sum(a.held), 0)::bigint AS held,
       (SELECT coalesce(json_agg(json_build_object('source', coalesce(g.origin, l.source), 'remaining', l.remaining, 'expires', l.expires_at)
                                 ORDER BY l.expires_at NULLS LAST, l.id), '[]'::json)
        FROM wallet.account AS b JOIN wallet.lot AS l ON l.account_id = b.id AND l.has_rest
        LEFT JOIN wallet.gifted_lot AS g ON g.lot_id = l.id
        WHERE b.owner_id = $1 AND b.asset = 'credit') AS lots
     FROM wallet.account AS a WHERE a.owner_id = $1 AND a.asset = 'credit'`,
    [ownerId],
  );
  return row!;
}

/** Balance and held alone. */
export async function purse(shop: Shop, ownerId: string): Promise<readonly [balance: number, held: number]> {
  const { balance, held } = await walletOf(shop, ownerId);
  return [balance, held];
}

export function send(
  from: Customer,
  to: Customer | string,
  amount: number,
  more: object = {},
): Promise<Answered<TransferBody>> {
  const addressee = typeof to === 'string' ? { email: to } : { customerId: to.id };
  return from.http.post<TransferBody>('/v1/gifts', { ...addressee, amount, ...more });
}

/** Sends a gift and answers its id. */
export async function sent(from: Customer, to: Customer | string, amount: number): Promise<string> {
  const answer = await send(from, to, amount);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id;
}

export function giftAct(
  who: Customer,
  giftId: string,
  act: 'claim' | 'declination' | 'cancellation',
  headers: Record<string, string> = {},
): Promise<Answered<TransferBody>> {
  return who.http.post<TransferBody>(`/v1/gifts/${giftId}/${act}`, {}, headers);
}

export function withdraw(
  who: Customer,
  amount: number,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<Answered<TransferBody>> {
  return who.http.post<TransferBody>('/v1/withdrawals', { amount, destination: 'acct_ok', ...more }, headers);
}

/** Asks for a withdrawal and answers its id. */
export async function requested(who: Customer, amount: number, destination = 'acct_ok'): Promise<string> {
  const answer = await withdraw(who, amount, { destination });
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id;
}

export function decide(
  operator: Customer,
  withdrawalId: string,
  act: 'approval' | 'rejection',
): Promise<Answered<TransferBody>> {
  const body = act === 'approval' ? { note: 'checked' } : { reason: 'not your account' };
  return operator.http.post<TransferBody>(`/v1/admin/withdrawals/${withdrawalId}/${act}`, body);
}

export async function stateOf(who: Customer, withdrawalId: string): Promise<string> {
  return (await who.http.get<TransferBody>(`/v1/withdrawals/${withdrawalId}`)).body.state;
}
