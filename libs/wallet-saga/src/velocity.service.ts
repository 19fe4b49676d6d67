/**
 * The fraud brakes: how often and how much an owner gifts, withdraws and gets refunded to credit in any 24 hours. What was given back
 * later still counts: a brake is about attempts. Called under the lock of the owners' wallets, so that a hundred at once are counted.
 */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, statement, textArray, type Tx } from '#libs/platform';
import { TransferSettings } from './transfer.settings.js';
import {
  brakeFor,
  VELOCITY_WINDOW_MS,
  type VelocityAct,
  type VelocityOutcome,
  type VelocityUse,
  type VelocityUsed,
} from './velocity.rules.js';

export type { VelocityAct, VelocityOutcome, VelocityUse } from './velocity.rules.js';

interface UsedRow extends VelocityUsed {
  ownerId: string;
  act: VelocityAct;
  /** Those of the asked references that have been counted before. */
  known: string[];
}

const readUsed = statement<UsedRow>(
  'transfer.read_velocity',
  `
  SELECT q.owner_id AS "ownerId", q.act, count(u.reference)::bigint AS uses, coalesce(sum(u.amount_minor), 0)::bigint AS "amountMinor",
    min(u.used_at) AS "oldestAt", coalesce(array_agg(u.reference) FILTER (WHERE u.reference = ANY ($4::uuid[])), '{}') AS known
  FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS d (owner_id, act)) AS q
  LEFT JOIN transfer.velocity_use AS u ON u.owner_id = q.owner_id AND u.act = q.act AND u.used_at > $3
  GROUP BY q.owner_id, q.act`,
);

const insertUses = statement<never>(
  'transfer.insert_velocity_uses',
  `
  INSERT INTO transfer.velocity_use (act, reference, owner_id, amount_minor, used_at)
  SELECT *, $5::timestamptz FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::bigint[])
  ON CONFLICT ON CONSTRAINT velocity_use_pkey DO NOTHING`,
);

const forgetUses = statement<never>(
  'transfer.forget_velocity_uses',
  `
  DELETE FROM transfer.velocity_use
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM transfer.velocity_use WHERE used_at < $1 ORDER BY used_at LIMIT $2 FOR UPDATE SKIP LOCKED))`,
);

/** Uses are kept longer than any window, for whoever looks into a fraud. */
const KEPT_DAYS = 30;

@Injectable()
export class VelocityBrakes {
  constructor(
    private readonly database: Database,
    private readonly settings: TransferSettings,
  ) {}

  /**
   * Counts each use, unless a limit stands in its way. Requests are served in array order; a (reference, act) known before is let
   * through and not counted again. The caller holds the locks of the owners' wallets: whoever moves their credit has them.
   */
  async take(tx: Tx, uses: readonly VelocityUse[]): Promise<readonly VelocityOutcome[]> {
    if (uses.length === 0) return [];
    const rows = await tx.run(readUsed, [
      plainArray(uses.map((use) => use.ownerId)),
      textArray(uses.map((use) => use.act)),
      new Date(tx.now.getTime() - VELOCITY_WINDOW_MS),
      plainArray(uses.map((use) => use.reference)),
    ]);
    const usedBy = new Map(rows.map((row) => [`${row.ownerId}/${row.act}`, row]));
    const counted: VelocityUse[] = [];
    const outcomes = uses.map((use): VelocityOutcome => {
      const used = usedBy.get(`${use.ownerId}/${use.act}`)!;
      if (used.known.includes(use.reference)) return { kind: 'let_through' };
      const outcome = brakeFor(use, used, { limit: this.settings.limits[use.act], now: tx.now });
      if (outcome.kind === 'limited') return outcome;
      used.uses += 1;
      used.amountMinor += use.amountMinor;
      counted.push(use);
      return outcome;
    });
    if (counted.length > 0)
      await tx.change(insertUses, [
        textArray(counted.map((use) => use.act)),
        plainArray(counted.map((use) => use.reference)),
        plainArray(counted.map((use) => use.ownerId)),
        plainArray(counted.map((use) => use.amountMinor)),
        tx.now,
      ]);
    return outcomes;
  }

  /** What is left of an owner's limit now. A plain read. */
  async remaining(ownerId: string, act: VelocityAct): Promise<{ readonly uses: number; readonly amountMinor: number }> {
    const since = new Date((await this.database.now()).getTime() - VELOCITY_WINDOW_MS);
    const [used] = await this.database.run(readUsed, [plainArray([ownerId]), textArray([act]), since, '{}']);
    const limit = this.settings.limits[act];
    return {
      uses: Math.max(0, limit.usesMax - used!.uses),
      amountMinor: Math.max(0, limit.minorMax - used!.amountMinor),
    };
  }

  /** Forgets uses of long ago, at most `limit`; answers how many. */
  sweep(limit: number): Promise<number> {
    return this.database.transaction((tx) =>
      tx.change(forgetUses, [new Date(tx.now.getTime() - KEPT_DAYS * VELOCITY_WINDOW_MS), limit]),
    );
  }
}
