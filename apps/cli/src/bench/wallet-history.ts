/** Wallets with a past, made by a few statements: the ledger's sums are true, the transfers behind the entries are shared by several. */
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** Entries that one transfer stands behind: of as many accounts, so that a page's entries are of different transfers. */
const ENTRIES_PER_TRANSFER = 20;
/** So many statements of so many entries: one of ten millions would keep all its locks and memory to the end. */
const ENTRIES_PER_STATEMENT = 1_000_000;

/** Adds entries to the credit accounts of these owners until all together have `entries` of them, evenly; answers how many were added. */
export async function fillEntries(client: Client, owners: readonly string[], entries: number): Promise<number> {
  let added = 0;
  for (;;) {
    const perAccount = Math.min(
      Math.floor(entries / owners.length),
      (await entriesEach(client, owners)) + ENTRIES_PER_STATEMENT / owners.length,
    );
    const inserted = await addEntries(client, owners, perAccount);
    if (inserted === 0) return added;
    added += inserted;
  }
}

async function entriesEach(client: Client, owners: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ least: string }>(
    `SELECT min(entry_seq) AS least FROM wallet.account WHERE owner_id = ANY ($1::uuid[]) AND asset = 'credit'`,
    [owners],
  );
  return Number(rows[0]!.least);
}

/**
 * Up to `perAccount` entries each: one unit in, one unit out, so that balances stay what they are after an even number. They are written
 * in the order of their time, as they would have come: an account's entries are far apart on disk.
 */
async function addEntries(client: Client, owners: readonly string[], perAccount: number): Promise<number> {
  const transferOf = `md5($3 || ((n - 1) * $4 + mine.place) / ${ENTRIES_PER_TRANSFER})::uuid`;
  const { rows } = await client.query<{ entries: string }>(
    `WITH mine AS (
       SELECT id, balance, entry_seq, row_number() OVER (ORDER BY id) - 1 AS place
       FROM wallet.account WHERE owner_id = ANY ($1::uuid[]) AND asset = 'credit'
     ), span AS (
       SELECT min(entry_seq) AS before, min(entry_seq) + ($2::bigint - min(entry_seq)) / 2 * 2 AS upto FROM mine
     ), booked AS (
       INSERT INTO wallet.transfer (id, kind, reference, made_at)
       SELECT md5($3 || t)::uuid, CASE WHEN hashint8(t) % 10 = 0 THEN 'order_payment' ELSE 'bench' END, md5($3 || t)::uuid, now()
       FROM span, generate_series(before * $4 / ${ENTRIES_PER_TRANSFER}, upto * $4 / ${ENTRIES_PER_TRANSFER}) AS t
       WHERE upto > before
     ), moved AS (
       UPDATE wallet.account AS a SET entry_seq = span.upto FROM mine, span WHERE a.id = mine.id
     ), filled AS (
       INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, made_at)
       SELECT mine.id, n, ${transferOf}, CASE (n - before) % 2 WHEN 1 THEN 1 ELSE -1 END, mine.balance + (n - before) % 2,
         now() - interval '1 day' + n * interval '1 millisecond'
       FROM span, generate_series(span.before + 1, span.upto) AS n, mine
       RETURNING 1
     )
     SELECT count(*) AS entries FROM filled`,
    [owners, perAccount, randomUUID(), owners.length],
  );
  return Number(rows[0]!.entries);
}

/** So many lots a statement: a sweep begins with the first ones while the rest are made. */
const LOTS_PER_STATEMENT = 100_000;

/** Gives so many lots that have just run out to these owners, evenly, with the balance and the entry that each stands for. */
export async function fillDueLots(
  client: Client,
  owners: readonly string[],
  lots: number,
  atOnce: number = LOTS_PER_STATEMENT,
): Promise<void> {
  for (let made = 0; made < lots; made += atOnce) await addDueLots(client, owners, Math.min(atOnce, lots - made));
}

/** The accounts are locked first: who sweeps meanwhile changes the balances and numbers that the new lots go on from. */
async function addDueLots(client: Client, owners: readonly string[], lots: number): Promise<void> {
  await client.query(
    `WITH mine AS (
       SELECT id, balance, entry_seq, row_number() OVER (ORDER BY id) AS place
       FROM (SELECT * FROM wallet.account WHERE owner_id = ANY ($1::uuid[]) AND asset = 'credit' ORDER BY id FOR NO KEY UPDATE) AS locked
     ), granted AS MATERIALIZED (
       SELECT mine.id AS account_id, mine.balance, mine.entry_seq, n, gen_random_uuid() AS id, gen_random_uuid() AS transfer_id
       FROM mine, generate_series(1, ceil($2::numeric / $3)::int) AS n
       WHERE (n - 1) * $3 + mine.place <= $2
     ), booked AS (
       INSERT INTO wallet.transfer (id, kind, reference, made_at) SELECT transfer_id, 'bench_lot', id, now() FROM granted
     ), filled AS (
       INSERT INTO wallet.entry (account_id, seq, transfer_id, amount, balance_after, made_at)
       SELECT account_id, entry_seq + n, transfer_id, 10, balance + 10 * n, now() FROM granted
     ), due AS (
       INSERT INTO wallet.lot (id, account_id, source, granted, remaining, expires_at, granted_at)
       SELECT id, account_id, 'promotion', 10, 10, now() - n * interval '1 second', now() - interval '1 year' FROM granted
     )
     UPDATE wallet.account AS a SET balance = a.balance + 10 * g.lots, entry_seq = a.entry_seq + g.lots
     FROM (SELECT account_id, count(*) AS lots FROM granted GROUP BY account_id) AS g
     WHERE a.id = g.account_id`,
    [owners, lots, owners.length],
  );
}
