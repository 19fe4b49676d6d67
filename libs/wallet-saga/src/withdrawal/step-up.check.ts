/** What must be so before money leaves: it is really the owner, and not just after a change of password. */
import { Injectable } from '@nestjs/common';
import type { Principal } from '#libs/platform/http';
import { TransferSettings } from '../transfer.settings.js';
import { WalletCustomers } from '../wallet-customers.js';
import { transferProblems } from '../wallet-saga.errors.js';

const HOUR_MS = 3_600_000;

/** Made outside a transaction, for a password takes its time; demanded inside one, where a kept answer comes first. */
export interface Proof {
  /** @throws Problem 401 STEP_UP_REQUIRED, STEP_UP_REFUSED, 422 WITHDRAWAL_COOLING_OFF */
  demand(now: Date): void;
}

@Injectable()
export class StepUpCheck {
  constructor(
    private readonly customers: WalletCustomers,
    readonly settings: TransferSettings,
  ) {}

  /** Asks who the caller is. @throws Problem 429 for too many guesses */
  async prove(caller: Principal, password: string | undefined): Promise<Proof> {
    const freshSeconds = this.settings.stepUpMinutes * 60;
    const { verdict, passwordChangedAt } = await this.customers.confirm(caller, { password, freshSeconds });
    const coolingMs = this.settings.withdrawalCoolingHours * HOUR_MS;
    return {
      demand(now) {
        if (verdict === 'needed') throw transferProblems.STEP_UP_REQUIRED('send the password too', { freshSeconds });
        if (verdict === 'wrong') throw transferProblems.STEP_UP_REFUSED('check it and try again');
        const until = passwordChangedAt === null ? undefined : new Date(passwordChangedAt.getTime() + coolingMs);
        if (until !== undefined && until > now)
          throw transferProblems.WITHDRAWAL_COOLING_OFF('wait a little', { until: until.toISOString() });
      },
    };
  }
}
