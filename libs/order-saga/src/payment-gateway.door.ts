/** The gateways there are, and the way to them. */
import { Injectable } from '@nestjs/common';
import { PaymentGateway, PaymentProviders } from '#libs/payment';

@Injectable()
export class PaymentGatewayDoor {
  constructor(
    readonly gateway: PaymentGateway,
    private readonly providers: PaymentProviders,
  ) {}

  get names(): readonly string[] {
    return this.providers.names;
  }
}
