/** What a customer could withdraw now, and at what fee: for a form that does not have to guess. */
import { Injectable } from '@nestjs/common';
import { WithdrawableLots } from '#libs/wallet-credit';
import { TransferSettings } from '../transfer.settings.js';
import { VelocityBrakes } from '../velocity.service.js';

/** Amounts in minor units. */
export interface Terms {
  readonly currency: string;
  readonly available: number;
  readonly minimum: number;
  readonly feeBps: number;
  readonly remainingAmount: number;
  readonly remainingCount: number;
  readonly frozen: boolean;
}

@Injectable()
export class WithdrawalTerms {
  constructor(
    private readonly lots: WithdrawableLots,
    private readonly brakes: VelocityBrakes,
    private readonly settings: TransferSettings,
  ) {}

  async of(customerId: string): Promise<Terms> {
    const { withdrawableOrigins, withdrawalMinorMin: minimum, withdrawalFeeBps: feeBps, currency } = this.settings;
    const [{ available, isFrozen: frozen }, left] = await Promise.all([
      this.lots.available(customerId, withdrawableOrigins),
      this.brakes.remaining(customerId, 'withdrawal'),
    ]);
    return {
      ...{ currency, available, minimum, feeBps, frozen },
      remainingAmount: left.amountMinor,
      remainingCount: left.uses,
    };
  }
}
