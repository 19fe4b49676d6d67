/** Payments by hand: events tried again, alarms resolved, refunds looked up. Each act is on record with who, when and why. */
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, Idempotency, type Answer } from '#libs/platform';
import { Access, Caller, IdempotencyKey, Operation, OperatorReasonDto, type Principal } from '#libs/platform/http';
import { PaymentDesk } from '../payment-desk.service.js';
import { paymentProblems } from '../payment.errors.js';
import { PaymentService } from '../payment.service.js';
import { WebhookInbox } from '../webhook-inbox.service.js';
import { PaymentAlarmDto, paymentAlarmDto, WebhookEventDto, webhookEventDto } from './admin.dto.js';
import {
  adminRefundDto,
  AdminRefundsDto,
  AlarmParams,
  PaymentIdParams,
  ResolveAlarmDto,
  WebhookEventParams,
} from './desk.dto.js';

@ApiTags('payment administration')
@Access('operator', 'admin')
@Controller('v1/admin')
export class PaymentDeskController {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly inbox: WebhookInbox,
    private readonly desk: PaymentDesk,
    private readonly payments: PaymentService,
  ) {}

  @Post('webhook-events/:provider/:eventId/retries')
  @Operation({
    id: 'retryWebhookEvent',
    summary: 'Try an event again that was refused, alarmed or waits',
    description:
      'It is read and recorded as if it came now; the answer says where it stands after that. An event whose payment is still unknown stays as it was.',
    idempotent: 'required',
    answer: { status: 201, type: WebhookEventDto },
    problems: ['WEBHOOK_EVENT_NOT_FOUND', 'WEBHOOK_EVENT_PROCESSED', 'WEBHOOK_EVENT_UNREADABLE'],
  })
  retry(
    @Caller() caller: Principal,
    @Param() which: WebhookEventParams,
    @IdempotencyKey() key: string,
    @Body() { reason }: OperatorReasonDto,
  ): Promise<Answer<WebhookEventDto>> {
    const { provider, eventId } = which;
    const call = { principal: caller, key, operation: 'retryWebhookEvent', body: { provider, eventId, reason } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.inbox.retryNow(tx, { provider, eventId });
      switch (outcome.kind) {
        case 'missing':
          throw paymentProblems.WEBHOOK_EVENT_NOT_FOUND('there is no such event');
        case 'processed':
          throw paymentProblems.WEBHOOK_EVENT_PROCESSED('recording it again would change nothing');
        case 'unreadable':
          throw paymentProblems.WEBHOOK_EVENT_UNREADABLE(outcome.why);
        case 'tried': {
          const { state, detail } = outcome.event;
          tx.tellOutcome({ state, detail });
          return { status: 201, body: webhookEventDto(outcome.event) };
        }
      }
    });
  }

  @Post('payment-alarms/:alarmId/resolution')
  @Operation({
    id: 'resolvePaymentAlarm',
    summary: 'Resolve an alarm with a note',
    description: 'What raised it raises it again if it is told once more; then it is open again.',
    idempotent: 'required',
    answer: { status: 201, type: PaymentAlarmDto },
    problems: ['PAYMENT_ALARM_NOT_FOUND', 'PAYMENT_ALARM_RESOLVED'],
  })
  resolve(
    @Caller() caller: Principal,
    @Param() { alarmId }: AlarmParams,
    @IdempotencyKey() key: string,
    @Body() { note }: ResolveAlarmDto,
  ): Promise<Answer<PaymentAlarmDto>> {
    const call = { principal: caller, key, operation: 'resolvePaymentAlarm', body: { alarmId, note } };
    return this.idempotency.once(call, async (tx) => {
      const outcome = await this.desk.resolve(tx, alarmId, { actorId: caller.id, note });
      if (outcome.kind === 'missing') throw paymentProblems.PAYMENT_ALARM_NOT_FOUND('there is no such alarm');
      if (outcome.kind === 'resolved')
        throw paymentProblems.PAYMENT_ALARM_RESOLVED('somebody was faster', { resolvedBy: outcome.alarm.resolvedBy });
      const { code, detail } = outcome.alarm;
      tx.tellOutcome({ code, detail });
      return { status: 201, body: paymentAlarmDto(outcome.alarm) };
    });
  }

  @Get('payments/:paymentId/refunds')
  @Operation({
    id: 'listPaymentRefunds',
    summary: 'The refunds of a payment, each attempt by itself',
    answer: { status: 200, type: AdminRefundsDto },
    problems: ['PAYMENT_NOT_FOUND'],
  })
  async refunds(@Param() { paymentId }: PaymentIdParams): Promise<AdminRefundsDto> {
    const [payment] = await this.payments.find(this.database, [paymentId]);
    if (payment === undefined) throw paymentProblems.PAYMENT_NOT_FOUND('there is no such payment');
    return { refunds: (await this.payments.refunds(this.database, [paymentId])).map(adminRefundDto) };
  }
}
