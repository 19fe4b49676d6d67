/** SQL of debits at once, and of what customers owe. The account's lock guards all of it. */
import { statement } from '#libs/platform';

/** A debit leaves a captured hold behind: every consumption of a lot can be recomputed from holds. */
export const writeCapturedHolds = statement<never>(
  'wallet.write_captured_holds',
  `
  INSERT INTO wallet.hold (reference, account_id, amount, captured, state, lot_ids, lot_amounts, held_at)
  SELECT reference, account_id, amount, amount, 'captured', lot_ids::uuid[], lot_amounts::bigint[], $6
  FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[]) AS h (reference, account_id, amount, lot_ids, lot_amounts)`,
);

export const readDeficits = statement<{ accountId: number; owed: number }>(
  'wallet.read_deficits',
  `SELECT account_id AS "accountId", owed FROM wallet.deficit WHERE account_id = ANY ($1::bigint[]) AND owed > 0`,
);

export const writeDeficits = statement<never>(
  'wallet.write_deficits',
  `
  INSERT INTO wallet.deficit (account_id, owed)
  SELECT * FROM unnest($1::bigint[], $2::bigint[])
  ON CONFLICT (account_id) DO UPDATE SET owed = excluded.owed`,
);

export const deficitsOfOwner = statement<{ asset: 'credit' | 'points'; owed: number }>(
  'wallet.deficits_of_owner',
  `
  SELECT a.asset, d.owed FROM wallet.account AS a JOIN wallet.deficit AS d ON d.account_id = a.id
  WHERE a.owner_id = $1 AND d.owed > 0`,
);
