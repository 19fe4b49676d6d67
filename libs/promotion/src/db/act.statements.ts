/** The SQL of what operators did. A subject's acts are written under the lock of its row. */
import { statement } from '#libs/platform';

export const ACTS = ['created', 'cloned', 'scheduled', 'stopped', 'granted'] as const;
export type ActKind = (typeof ACTS)[number];

export interface ActRow {
  readonly seq: number;
  readonly what: ActKind;
  readonly actor: string | null;
  readonly happenedAt: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/** $1 offer or coupon, $2 which of the two, $3 what, $4 who, $5 when, $6 details. */
export const writeAct = statement<never>(
  'promotion.write_act',
  `
  INSERT INTO promotion.act (subject_id, seq, subject, what, actor, happened_at, details)
  SELECT $1, 1 + coalesce(max(a.seq), 0), $2, $3, $4, $5, $6 FROM promotion.act AS a WHERE a.subject_id = $1`,
);

/** Newest first; $2 is the number of the last one seen, or NULL. */
export const listActs = statement<ActRow>(
  'promotion.list_acts',
  `
  SELECT seq, what, actor, happened_at AS "happenedAt", details FROM promotion.act
  WHERE subject_id = $1 AND subject = $4 AND ($2::int IS NULL OR seq < $2)
  ORDER BY seq DESC
  LIMIT $3`,
);
