/** SQL of withdrawals. Lock order: sagas, withdrawals, wallets. */
import { statement } from '#libs/platform';
import type { WithdrawalRow } from '../withdrawal/withdrawal.types.js';

const WITHDRAWAL = `w.id, w.customer_id AS "customerId", w.amount_minor AS "amountMinor", w.fee_minor AS "feeMinor", w.net_minor AS "netMinor",
    w.currency, w.provider, w.destination, w.state, w.requested_at AS "requestedAt", w.decide_by AS "decideBy",
    w.decided_by AS "decidedBy", w.decided_at AS "decidedAt", w.decision_note AS "decisionNote", w.ended_at AS "endedAt",
    w.ended_because AS "endedBecause", w.payout_state AS "payoutState", w.payout_reference AS "payoutReference",
    w.payout_reason AS "payoutReason", w.payout_asks AS "payoutAsks", w.transfer_id AS "transferId", w.recovery_id AS "recoveryId",
    w.recovered_minor AS "recoveredMinor", w.event_seq AS "eventSeq"`;

export const insertWithdrawals = statement<WithdrawalRow>(
  'transfer.insert_withdrawals',
  `
  INSERT INTO transfer.withdrawal AS w
    (id, customer_id, amount_minor, fee_minor, net_minor, currency, origins, provider, destination, decide_by, state, requested_at)
  SELECT id, customer_id, amount_minor, fee_minor, net_minor, currency, origins::text[], provider, destination, decide_by, 'requested', $11
  FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[])
    AS n (id, customer_id, amount_minor, fee_minor, net_minor, currency, origins, provider, destination, decide_by)
  ON CONFLICT ON CONSTRAINT withdrawal_pkey DO NOTHING
  RETURNING ${WITHDRAWAL}`,
);

export const findApproved = statement<{ id: string }>(
  'transfer.find_approved_withdrawals',
  `SELECT id FROM transfer.withdrawal WHERE id = ANY ($1::uuid[]) AND state = 'approved'`,
);

export const approveWithdrawal = statement<WithdrawalRow>(
  'transfer.approve_withdrawal',
  `
  UPDATE transfer.withdrawal AS w
  SET state = 'approved', decided_by = $2, decided_at = $3, decision_note = $4, event_seq = w.event_seq + 1
  WHERE w.id = $1 AND w.state = 'requested'
  RETURNING ${WITHDRAWAL}`,
);

/** Written beside the rejection that the saga's undo has just made. */
export const noteRejection = statement<never>(
  'transfer.note_rejection',
  `
  UPDATE transfer.withdrawal SET decided_by = $2, decided_at = $3, decision_note = $4
  WHERE id = $1 AND state = 'rejected' AND decided_by IS NULL`,
);

/** What has been approved fails, what has not is rejected. Ended ones are left alone. */
export const endWithdrawals = statement<WithdrawalRow>(
  'transfer.end_withdrawals',
  `
  UPDATE transfer.withdrawal AS w
  SET state = CASE w.state WHEN 'approved' THEN 'failed' ELSE 'rejected' END, ended_at = $3, ended_because = v.because,
    event_seq = w.event_seq + 1
  FROM unnest($1::uuid[], $2::text[]) AS v (id, because)
  WHERE w.id = v.id AND w.state IN ('requested', 'approved')
  RETURNING ${WITHDRAWAL}`,
);

export const settleWithdrawals = statement<WithdrawalRow>(
  'transfer.settle_withdrawals',
  `
  UPDATE transfer.withdrawal AS w
  SET state = 'paid_out', ended_at = $3, transfer_id = v.transfer_id, event_seq = w.event_seq + 1
  FROM unnest($1::uuid[], $2::uuid[]) AS v (id, transfer_id)
  WHERE w.id = v.id AND w.state = 'approved'
  RETURNING ${WITHDRAWAL}`,
);

/** Money that left although everything had been given back: paid out after all, with what its customer bore of it. */
export const recoverWithdrawals = statement<WithdrawalRow>(
  'transfer.recover_withdrawals',
  `
  UPDATE transfer.withdrawal AS w
  SET state = 'paid_out', transfer_id = v.transfer_id, recovery_id = v.recovery_id, recovered_minor = v.recovered,
    event_seq = w.event_seq + 1
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) AS v (id, transfer_id, recovery_id, recovered)
  WHERE w.id = v.id AND w.state = 'failed'
  RETURNING ${WITHDRAWAL}`,
);

export const lockWithdrawals = statement<WithdrawalRow>(
  'transfer.lock_withdrawals',
  `SELECT ${WITHDRAWAL} FROM transfer.withdrawal AS w WHERE w.id = ANY ($1::uuid[]) ORDER BY w.id FOR UPDATE`,
);

export const readWithdrawals = statement<WithdrawalRow>(
  'transfer.read_withdrawals',
  `SELECT ${WITHDRAWAL} FROM transfer.withdrawal AS w WHERE w.id = ANY ($1::uuid[])`,
);

export const climbPayouts = statement<never>(
  'transfer.climb_payouts',
  `
  UPDATE transfer.withdrawal AS w
  SET payout_state = v.state, payout_reference = coalesce(w.payout_reference, v.reference), payout_reason = v.reason
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS v (id, state, reference, reason)
  WHERE w.id = v.id`,
);

export const countAsks = statement<never>(
  'transfer.count_payout_asks',
  `UPDATE transfer.withdrawal SET payout_asks = payout_asks + 1 WHERE id = ANY ($1::uuid[])`,
);

export const insertAlarms = statement<never>(
  'transfer.insert_payout_alarms',
  `
  INSERT INTO transfer.payout_alarm (id, provider, withdrawal_id, code, detail, raised_at)
  SELECT *, $6::timestamptz FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[])
  ON CONFLICT ON CONSTRAINT payout_alarm_once DO NOTHING`,
);

export const listWithdrawals = statement<WithdrawalRow>(
  'transfer.list_withdrawals',
  `
  SELECT ${WITHDRAWAL} FROM transfer.withdrawal AS w
  WHERE ($1::uuid IS NULL OR w.customer_id = $1) AND ($2::uuid IS NULL OR w.id < $2) AND ($3::text IS NULL OR w.state = $3)
  ORDER BY w.id DESC LIMIT $4`,
);

export interface PayoutAlarmRow {
  readonly id: string;
  readonly provider: string;
  readonly withdrawalId: string | null;
  readonly code: string;
  readonly detail: string;
  readonly raisedAt: Date;
}

export const listAlarms = statement<PayoutAlarmRow>(
  'transfer.list_payout_alarms',
  `
  SELECT id, provider, withdrawal_id AS "withdrawalId", code, detail, raised_at AS "raisedAt"
  FROM transfer.payout_alarm WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
);

/** Stores a callback once; no row changed means that it is here already. A rival that is storing it is waited for. */
export const insertEvent = statement<never>(
  'transfer.insert_payout_event',
  `
  INSERT INTO transfer.payout_event (provider, event_id, type, payload, outcome, received_at)
  VALUES ($1, $2, $3, $4, 'received', $5)
  ON CONFLICT ON CONSTRAINT payout_event_pkey DO NOTHING`,
);

export const noteEvent = statement<never>(
  'transfer.note_payout_event',
  `UPDATE transfer.payout_event SET outcome = $3 WHERE provider = $1 AND event_id = $2`,
);

export const forgetEvents = statement<never>(
  'transfer.forget_payout_events',
  `
  DELETE FROM transfer.payout_event
  WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM transfer.payout_event WHERE received_at < $1 ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED))`,
);

/** Our line in a provider's books. `inFlight`: a call may be under way, so it may still come right. */
export interface OurPayoutRow {
  readonly id: string;
  readonly paidMinor: number;
  readonly currency: string;
  readonly inFlight: boolean;
}

export const readPayoutBooks = statement<OurPayoutRow>(
  'transfer.read_payout_books',
  `
  SELECT id, CASE WHEN state = 'paid_out' THEN net_minor ELSE 0 END AS "paidMinor", currency, state = 'approved' AS "inFlight"
  FROM transfer.withdrawal
  WHERE provider = $1 AND (state IN ('paid_out', 'approved') OR id = ANY ($2::uuid[]))`,
);
