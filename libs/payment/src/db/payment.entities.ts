/** Payments, events and alarms as TypeORM sees them: for administration's filtered lists only. Nothing is ever saved through them. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AlarmCode, GatewayAct, ObservationSource, PaymentState } from '../payment.types.js';

@Entity({ schema: 'payment', name: 'payment' })
export class PaymentEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'customer_id' })
  customerId!: string;

  @Column('text')
  provider!: string;

  @Column('text', { name: 'provider_reference', nullable: true })
  providerReference!: string | null;

  @Column('text')
  currency!: string;

  @Column('bigint', { name: 'amount_minor' })
  amountMinor!: number;

  @Column('bigint', { name: 'captured_minor' })
  capturedMinor!: number;

  @Column('bigint', { name: 'refunded_minor' })
  refundedMinor!: number;

  @Column('text')
  state!: PaymentState;

  @Column('text', { name: 'failure_reason', nullable: true })
  failureReason!: string | null;

  @Column('text', { nullable: true })
  calling!: GatewayAct | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}

export type WebhookEventState = 'received' | 'processed' | 'refused' | 'alarmed';

@Entity({ schema: 'payment', name: 'webhook_event' })
export class WebhookEventEntity {
  @PrimaryColumn('text')
  provider!: string;

  @PrimaryColumn('text', { name: 'event_id' })
  eventId!: string;

  @Column('text')
  type!: string;

  @Column('text', { select: false })
  payload?: string;

  @Column('smallint', { name: 'secret_index' })
  secretIndex!: number;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('text')
  state!: WebhookEventState;

  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('integer')
  attempts!: number;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}

@Entity({ schema: 'payment', name: 'alarm' })
export class PaymentAlarmEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  provider!: string;

  @Column('uuid', { name: 'payment_id', nullable: true })
  paymentId!: string | null;

  @Column('text')
  code!: AlarmCode;

  @Column('text')
  detail!: string;

  @Column('text', { name: 'event_id', nullable: true })
  eventId!: string | null;

  @Column('text')
  source!: ObservationSource;

  @Column('integer')
  times!: number;

  @Column('timestamptz', { name: 'raised_at' })
  raisedAt!: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt!: Date;

  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;

  @Column('uuid', { name: 'resolved_by', nullable: true })
  resolvedBy!: string | null;

  @Column('text', { nullable: true })
  resolution!: string | null;
}

/** For `TypeOrmModule.forFeature` and the testing kit. */
export const paymentEntities = [PaymentEntity, WebhookEventEntity, PaymentAlarmEntity];
