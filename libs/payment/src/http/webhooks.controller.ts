/** Where gateways send their events. Public: the signature over the raw bytes is the credential. */
import { Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OneOf, Operation, platformProblems, Public, Unlimited } from '#libs/platform/http';
import { paymentProblems } from '../payment.errors.js';
import { WebhookInbox } from '../webhook-inbox.service.js';

export class WebhookReceiptDto {
  @OneOf(['taken', 'duplicate', 'waiting'], {
    description: 'waiting: stored, and recorded when its payment is known. Do not send it again',
  })
  outcome!: 'taken' | 'duplicate' | 'waiting';
}

@ApiTags('webhooks')
@Controller('v1/webhooks/payments')
export class PaymentWebhooksController {
  constructor(private readonly inbox: WebhookInbox) {}

  @Public()
  @Unlimited()
  @Post(':provider')
  @Operation({
    id: 'receivePaymentWebhook',
    summary: 'For payment gateways: deliver an event',
    description:
      'Any JSON body, signed by the provider in headers (`webhook-signature`, `stripe-signature`) over its raw bytes.',
    answer: { status: 200, type: WebhookReceiptDto },
    problems: ['WEBHOOK_SIGNATURE_INVALID', 'WEBHOOK_MALFORMED'],
  })
  async receive(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest & { rawBody?: Buffer },
  ): Promise<WebhookReceiptDto> {
    const outcome = await this.inbox.receive(provider, request.rawBody ?? Buffer.alloc(0), request.headers);
    switch (outcome.kind) {
      case 'unknown_provider':
        throw platformProblems.NOT_FOUND('there is no such provider');
      case 'forged':
      case 'stale':
        throw paymentProblems.WEBHOOK_SIGNATURE_INVALID(outcome.why);
      case 'malformed':
        throw paymentProblems.WEBHOOK_MALFORMED(outcome.why);
      default:
        return { outcome: outcome.kind };
    }
  }
}
