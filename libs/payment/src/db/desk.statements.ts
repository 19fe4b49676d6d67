/** SQL of what operators do about payments by hand. */
import { statement } from '#libs/platform';
import type { AlarmCode, ObservationSource } from '../payment.types.js';

/** An alarm as operators see it. */
export interface AlarmRow {
  readonly id: string;
  readonly provider: string;
  readonly paymentId: string | null;
  readonly code: AlarmCode;
  readonly detail: string;
  readonly eventId: string | null;
  readonly source: ObservationSource;
  readonly times: number;
  readonly raisedAt: Date;
  readonly lastAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly resolution: string | null;
}

const ALARM_COLUMNS = `id, provider, payment_id AS "paymentId", code, detail, event_id AS "eventId", source, times,
    raised_at AS "raisedAt", last_at AS "lastAt", resolved_at AS "resolvedAt", resolved_by AS "resolvedBy", resolution`;

/** Of two operators one finds it open. */
export const resolveAlarm = statement<AlarmRow>(
  'payment.resolve_alarm',
  `
  UPDATE payment.alarm SET resolved_at = $4, resolved_by = $2, resolution = $3
  WHERE id = $1 AND resolved_at IS NULL
  RETURNING ${ALARM_COLUMNS}`,
);

export const findAlarm = statement<AlarmRow>(
  'payment.find_alarm',
  `SELECT ${ALARM_COLUMNS} FROM payment.alarm WHERE id = $1`,
);

/** Money that went back without the gateway; the amount was taken off the payment before. */
export const insertOutsideRefund = statement<never>(
  'payment.insert_outside_refund',
  `
  INSERT INTO payment.refund (id, payment_id, amount_minor, state, provider_reference, reason, went, created_at, updated_at)
  VALUES ($1, $2, $3, 'succeeded', $4, $5, 'outside', $6, $6)`,
);
