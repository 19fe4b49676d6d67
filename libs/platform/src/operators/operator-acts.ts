/** What operators did by hand, to what, and why: rows that are only ever added, each in the transaction of the act itself. */
import { Injectable } from '@nestjs/common';
import { Database } from '../db/database.js';
import { statement } from '../db/statement.js';
import type { Tx } from '../db/tx.js';
import { uuid7 } from '../id/uuid7.js';

/** The longest reason that is kept. */
export const REASON_LENGTH_MAX = 500;

/** An act to be put on record. */
export interface NewOperatorAct {
  readonly actorId: string;
  /** The operation's id, e.g. `resumeSaga`. */
  readonly act: string;
  /** What was acted on: an id, or several joined by a slash. */
  readonly subject: string;
  readonly reason: string;
  /** What came of it, for people. */
  readonly outcome?: string;
}

/** An act on record. */
export interface OperatorAct {
  readonly id: string;
  readonly actorId: string;
  readonly act: string;
  readonly subject: string;
  readonly reason: string;
  readonly outcome: string | null;
  readonly actedAt: Date;
}

const insertAct = statement<never>(
  'platform.insert_operator_act',
  `
  INSERT INTO platform.operator_act (id, actor_id, act, subject, reason, outcome, acted_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

const listActs = statement<OperatorAct>(
  'platform.list_operator_acts',
  `
  SELECT id, actor_id AS "actorId", act, subject, reason, outcome, acted_at AS "actedAt"
  FROM platform.operator_act
  WHERE ($1::text IS NULL OR subject = $1) AND ($2::uuid IS NULL OR id < $2)
  ORDER BY id DESC
  LIMIT $3`,
);

@Injectable()
export class OperatorActs {
  constructor(private readonly database: Database) {}

  /** Puts an act on record, in its own transaction. */
  async record(tx: Tx, { actorId, act, subject, reason, outcome }: NewOperatorAct): Promise<void> {
    await tx.change(insertAct, [uuid7(), actorId, act, subject, reason, outcome ?? null, tx.now]);
  }

  /** Acts, newest first; `before` is the last id of the page before. */
  list(filter: {
    readonly subject?: string;
    readonly before?: string;
    readonly limit: number;
  }): Promise<OperatorAct[]> {
    return this.database.run(listActs, [filter.subject ?? null, filter.before ?? null, filter.limit]);
  }
}
