/** The providers that a process offers, from its configuration. */
import type { CartwrightConfig } from '#libs/platform';
import type { PaymentSettings } from '../payment.settings.js';
import { PayoutProviders, type PayoutProvider } from '../payout/payout-provider.js';
import { SandboxPayoutProvider } from '../payout/sandbox-payout.provider.js';
import { PaymentProvider, PaymentProviders } from './payment-provider.js';
import { SandboxProvider } from './sandbox.provider.js';
import { StripeProvider } from './stripe.provider.js';

/** What configuration cannot say; a global module may provide one. */
export class PaymentSetup {
  /** Providers of your own, beside the configured ones. */
  readonly providers: readonly PaymentProvider[] = [];
  /** Payout providers of your own, before the configured ones. */
  readonly payoutProviders: readonly PayoutProvider[] = [];
  readonly settings: Partial<PaymentSettings> = {};

  constructor(setup: Partial<PaymentSetup> = {}) {
    Object.assign(this, setup);
  }
}

/**
 * `sandbox` when its address, key and webhook secret are known, `stripe` when its key is set, then your own. A webhook secret may
 * be a list, `newest,older`, while it is rotated.
 */
export function providersOf(config: CartwrightConfig, own: readonly PaymentProvider[] = []): PaymentProviders {
  const providers: PaymentProvider[] = [];
  const { sandboxGatewayUrl: url, sandboxApiKey: apiKey, stripeSecretKey, stripeApiBase } = config;
  const webhookSecrets = secretsIn(config.sandboxWebhookSecret);
  if (url !== undefined && apiKey !== undefined && webhookSecrets.length > 0)
    providers.push(new SandboxProvider({ url, apiKey, webhookSecrets }));
  if (stripeSecretKey !== undefined) {
    const base = stripeApiBase === undefined ? undefined : new URL(stripeApiBase);
    providers.push(
      new StripeProvider({
        apiKey: stripeSecretKey,
        webhookSecrets: secretsIn(config.stripeWebhookSecret),
        ...(base && { host: base.hostname, protocol: base.protocol === 'http:' ? 'http' : 'https' }),
        ...(base && base.port !== '' && { port: Number(base.port) }),
      }),
    );
  }
  return new PaymentProviders([...providers, ...own]);
}

/** Your own payout providers first, then `sandbox` when its address, key and webhook secret are known. */
export function payoutProvidersOf(config: CartwrightConfig, own: readonly PayoutProvider[] = []): PayoutProviders {
  const { sandboxPayoutsUrl: url, sandboxApiKey: apiKey } = config;
  const webhookSecrets = secretsIn(config.sandboxWebhookSecret);
  const isKnown = url !== undefined && apiKey !== undefined && webhookSecrets.length > 0;
  return new PayoutProviders([
    ...own,
    ...(isKnown ? [new SandboxPayoutProvider({ url, apiKey, webhookSecrets })] : []),
  ]);
}

function secretsIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',').map((secret) => secret.trim());
}
