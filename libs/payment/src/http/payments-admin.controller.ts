/** Payments for operators: lists to search, the webhook inbox, alarms. Reading only; acts are in payment-desk.controller.ts. */
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#libs/platform';
import {
  Access,
  decodeCursor,
  idCursor,
  invalidCursor,
  isMoment,
  Operation,
  pageFrom,
  type CursorValue,
  type Page,
} from '#libs/platform/http';
import { PaymentAlarmEntity, PaymentEntity, WebhookEventEntity } from '../db/payment.entities.js';
import {
  AdminPaymentDto,
  adminPaymentDto,
  AdminPaymentPage,
  PaymentAlarmDto,
  paymentAlarmDto,
  PaymentAlarmPage,
  PaymentAlarmQuery,
  PaymentSearchQuery,
  WebhookEventDto,
  webhookEventDto,
  WebhookEventPage,
  WebhookEventQuery,
} from './admin.dto.js';

@ApiTags('payment administration')
@Access('operator', 'admin', 'service', { scope: 'payments:read' })
@Controller('v1/admin')
export class PaymentsAdminController {
  constructor(private readonly database: Database) {}

  @Get('payments')
  @Operation({ id: 'listPayments', summary: 'Payments, newest first', answer: { status: 200, type: AdminPaymentPage } })
  async payments(@Query() query: PaymentSearchQuery): Promise<Page<AdminPaymentDto>> {
    const { limit, state, provider, orderId, customerId, reference } = query;
    const search = this.database
      .repository(PaymentEntity)
      .createQueryBuilder('p')
      .orderBy('p.id', 'DESC')
      .take(limit + 1);
    if (state !== undefined) search.andWhere('p.state = :state', { state });
    if (provider !== undefined) search.andWhere('p.provider = :provider', { provider });
    if (orderId !== undefined) search.andWhere('p.order_id = :orderId', { orderId });
    if (customerId !== undefined) search.andWhere('p.customer_id = :customerId', { customerId });
    if (reference !== undefined) search.andWhere('p.provider_reference = :reference', { reference });
    if (query.cursor !== undefined) search.andWhere('p.id < :before', { before: idCursor(query.cursor) });
    return pageFrom(await search.getMany(), limit, { cursor: (last) => [last.id], item: adminPaymentDto });
  }

  @Get('webhook-events')
  @Operation({
    id: 'listWebhookEvents',
    summary: 'Events received from payment gateways, newest first',
    answer: { status: 200, type: WebhookEventPage },
  })
  async events(@Query() query: WebhookEventQuery): Promise<Page<WebhookEventDto>> {
    const { limit, state, provider } = query;
    const search = this.database
      .repository(WebhookEventEntity)
      .createQueryBuilder('e')
      .orderBy('e.receivedAt', 'DESC')
      .addOrderBy('e.provider', 'DESC')
      .addOrderBy('e.eventId', 'DESC')
      .take(limit + 1);
    if (state !== undefined) search.andWhere('e.state = :state', { state });
    if (provider !== undefined) search.andWhere('e.provider = :provider', { provider });
    if (query.cursor !== undefined) {
      const [at, ofProvider, eventId] = eventIn(query.cursor);
      search.andWhere('(e.received_at, e.provider, e.event_id) < (:at, :ofProvider, :eventId)', {
        at,
        ofProvider,
        eventId,
      });
    }
    const cursor = (last: WebhookEventEntity): CursorValue[] => [
      last.receivedAt.getTime(),
      last.provider,
      last.eventId,
    ];
    return pageFrom(await search.getMany(), limit, { cursor, item: webhookEventDto });
  }

  @Get('payment-alarms')
  @Operation({
    id: 'listPaymentAlarms',
    summary: 'What gateways told us that does not fit, newest first',
    answer: { status: 200, type: PaymentAlarmPage },
  })
  async alarms(@Query() { limit, cursor, state, code, paymentId }: PaymentAlarmQuery): Promise<Page<PaymentAlarmDto>> {
    const search = this.database
      .repository(PaymentAlarmEntity)
      .createQueryBuilder('a')
      .orderBy('a.id', 'DESC')
      .take(limit + 1);
    if (state !== undefined) search.andWhere(`a.resolved_at IS ${state === 'open' ? '' : 'NOT '}NULL`);
    if (code !== undefined) search.andWhere('a.code = :code', { code });
    if (paymentId !== undefined) search.andWhere('a.payment_id = :paymentId', { paymentId });
    if (cursor !== undefined) search.andWhere('a.id < :before', { before: idCursor(cursor) });
    return pageFrom(await search.getMany(), limit, { cursor: (last) => [last.id], item: paymentAlarmDto });
  }
}

function eventIn(cursor: string): [Date, string, string] {
  const [ms, provider, eventId] = decodeCursor(cursor, 3);
  if (!isMoment(ms) || typeof provider !== 'string' || typeof eventId !== 'string') throw invalidCursor();
  return [new Date(ms), provider, eventId];
}
