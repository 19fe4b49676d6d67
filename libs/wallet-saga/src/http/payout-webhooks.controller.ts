/** Where payout providers send their callbacks. Public: the signature over the raw bytes is the credential. */
import { Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OneOf, Operation, platformProblems, Public } from '#libs/platform/http';
import { transferProblems } from '../wallet-saga.errors.js';
import { PayoutInbox } from '../withdrawal/payout-inbox.service.js';

class PayoutReceiptDto {
  @OneOf(['taken', 'duplicate'], { description: 'Do not send it again' }) outcome!: 'taken' | 'duplicate';
}

@ApiTags('webhooks')
@Controller('v1/webhooks/payouts')
export class PayoutWebhooksController {
  constructor(private readonly inbox: PayoutInbox) {}

  @Public()
  @Post(':provider')
  @Operation({
    id: 'receivePayoutWebhook',
    summary: 'For payout providers: deliver an event',
    description: 'Any JSON body, signed by the provider in the header `webhook-signature` over its raw bytes.',
    answer: { status: 200, type: PayoutReceiptDto },
    problems: ['WEBHOOK_SIGNATURE_INVALID', 'WEBHOOK_MALFORMED'],
  })
  async receive(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest & { rawBody?: Buffer },
  ): Promise<PayoutReceiptDto> {
    const receipt = await this.inbox.receive(provider, request.rawBody ?? Buffer.alloc(0), request.headers);
    switch (receipt.kind) {
      case 'unknown_provider':
        throw platformProblems.NOT_FOUND('there is no such provider');
      case 'forged':
      case 'stale':
        throw transferProblems.WEBHOOK_SIGNATURE_INVALID(receipt.why);
      case 'malformed':
        throw transferProblems.WEBHOOK_MALFORMED(receipt.why);
      default:
        return { outcome: receipt.kind };
    }
  }
}
