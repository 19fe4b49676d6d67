/** The ledger: transfers, entries, accounts, and the approval behind credit given by hand. */
import type { Invariant } from './invariant.js';

export const ledgerInvariants: readonly Invariant[] = [
  {
    name: 'ledger.transfer_sums_to_zero',
    sentence: "a transfer's entries sum to 0 per asset, ≥ 2 accounts",
    sql: `
SELECT e.transfer_id, a.asset, sum(e.amount) AS sum, min(e.account_id) AS account_id
FROM wallet.entry AS e
JOIN wallet.account AS a ON a.id = e.account_id
GROUP BY e.transfer_id, a.asset
HAVING sum(e.amount) <> 0 OR min(e.account_id) = max(e.account_id)
UNION ALL
SELECT t.id, NULL, 0, NULL
FROM wallet.transfer AS t
WHERE NOT EXISTS (SELECT FROM wallet.entry AS e WHERE e.transfer_id = t.id)`,
  },
  {
    name: 'ledger.asset_sums_to_zero',
    sentence: 'all accounts of an asset sum to 0',
    sql: `
SELECT asset, sum(balance) AS sum
FROM wallet.account
GROUP BY asset
HAVING sum(balance) <> 0`,
  },
  {
    name: 'ledger.balance_is_sum_of_entries',
    sentence: 'balance = Σ entries',
    sql: `
SELECT a.id AS account_id, a.owner_id, a.asset, a.balance, coalesce(e.sum, 0) AS entries
FROM wallet.account AS a
LEFT JOIN (SELECT account_id, sum(amount) AS sum FROM wallet.entry GROUP BY account_id) AS e ON e.account_id = a.id
WHERE a.balance <> coalesce(e.sum, 0)`,
  },
  {
    name: 'ledger.balance_after_is_running_sum',
    sentence: '`balance_after` is the running sum',
    sql: `
SELECT account_id, seq, amount, balance_after, running_sum
FROM (
  SELECT account_id, seq, amount, balance_after,
    sum(amount) OVER (PARTITION BY account_id ORDER BY seq ROWS UNBOUNDED PRECEDING) AS running_sum
  FROM wallet.entry) AS e
WHERE balance_after <> running_sum`,
  },
  {
    name: 'ledger.entry_seq_gapless',
    sentence: '`account_seq` is 1…n',
    sql: `
WITH numbered AS (
  SELECT account_id, seq, row_number() OVER (PARTITION BY account_id ORDER BY seq) AS place FROM wallet.entry)
SELECT account_id, seq, place FROM numbered WHERE seq <> place
UNION ALL
SELECT a.id, a.entry_seq, coalesce(e.entries, 0)
FROM wallet.account AS a
LEFT JOIN (SELECT account_id, count(*) AS entries FROM wallet.entry GROUP BY account_id) AS e ON e.account_id = a.id
WHERE a.entry_seq <> coalesce(e.entries, 0)`,
  },
  {
    name: 'ledger.balance_covers_held',
    sentence: "balance − held ≥ 0 (or the account's floor)",
    sql: `
SELECT id AS account_id, owner_id, asset, balance, held
FROM wallet.account
WHERE held < 0 OR (role = 'customer' AND balance - held < 0)`,
  },
  {
    name: 'ledger.one_transfer_per_event',
    sentence: 'one transfer per business event (kind, reference)',
    sql: `
SELECT kind, reference, count(*) AS transfers
FROM wallet.transfer
GROUP BY kind, reference
HAVING count(*) > 1`,
  },
  {
    name: 'ledger.entry_has_its_transfer_and_account',
    sentence: 'an entry names a transfer and an account that are there',
    sql: `
SELECT e.account_id, e.seq, e.transfer_id
FROM wallet.entry AS e
WHERE NOT EXISTS (SELECT FROM wallet.transfer AS t WHERE t.id = e.transfer_id)
   OR NOT EXISTS (SELECT FROM wallet.account AS a WHERE a.id = e.account_id)`,
  },
  {
    name: 'ledger.entry_has_its_order',
    sentence: "an entry that names an order names one that is there, its customer's",
    sql: `
SELECT e.account_id, e.seq, e.order_id, o.customer_id, a.owner_id
FROM wallet.entry AS e
JOIN wallet.account AS a ON a.id = e.account_id
LEFT JOIN orders.customer_order AS o ON o.id = e.order_id
WHERE e.order_id IS NOT NULL AND (o.id IS NULL OR (a.role = 'customer' AND a.owner_id <> o.customer_id))`,
  },
  {
    name: 'ledger.manual_grant_is_approved',
    sentence: 'a manual adjustment has an approval by someone else',
    sql: `
SELECT t.id AS transfer_id, g.id AS grant_id, g.state, g.proposed_by, g.decided_by, g.amount, e.amount AS booked
FROM wallet.transfer AS t
JOIN (wallet.entry AS e JOIN wallet.account AS a ON a.id = e.account_id AND a.role = 'customer') ON e.transfer_id = t.id
LEFT JOIN wallet.credit_grant AS g ON g.id = t.reference
WHERE t.kind = 'manual_grant'
  AND (g.id IS NULL OR g.state <> 'approved' OR g.decided_by IS NULL OR g.decided_by = g.proposed_by
    OR g.amount <> e.amount OR g.owner_id <> a.owner_id OR g.asset <> a.asset)
UNION ALL
SELECT NULL, g.id, g.state, g.proposed_by, g.decided_by, g.amount, NULL
FROM wallet.credit_grant AS g
WHERE g.state = 'approved'
  AND NOT EXISTS (SELECT FROM wallet.transfer AS t WHERE t.reference = g.id AND t.kind = 'manual_grant')`,
  },
];
