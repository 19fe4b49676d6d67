/** The settings of a process, read from the environment once, checked whole: every problem is told at once. */
import {
  Address,
  Choice,
  declaredSettings,
  EXAMPLE_MARK,
  Line,
  Lines,
  readSetting,
  Switch,
  UnfitSetting,
  Whole,
} from './setting.js';
import { TransferConfig } from './transfer-config.js';

/** The environment does not fit. `problems` has one sentence per setting. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the configuration does not fit:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const SECRET = { secret: true, pattern: /^.{32,}$/s } as const;

/** All settings, injectable by this class. Initial values are the defaults. */
export class CartwrightConfig extends TransferConfig {
  @Choice('NODE_ENV', ['development', 'test', 'production'], {
    purpose: 'What kind of process this is; production refuses unsafe settings',
  })
  readonly environment: 'development' | 'test' | 'production' = 'development';

  @Whole('PORT', { max: 65_535, purpose: 'Port of the API; 0 takes a free one' })
  readonly port: number = 3000;

  @Line('HOST', { purpose: 'Address the API listens on' })
  readonly host: string = '0.0.0.0';

  @Whole('WORKER_PORT', { max: 65_535, purpose: 'Port for health and metrics of a separate worker; 0 for none' })
  readonly workerPort: number = 0;

  @Line('CARTWRIGHT_HOME', { purpose: 'Folder for the embedded database and generated secrets' })
  readonly homePath: string = './.cartwright';

  @Address('DATABASE_URL', {
    purpose: 'PostgreSQL 15 or newer, as postgres://user:password@host:5432/name; unset starts the embedded one',
    pattern: /^postgres(ql)?:\/\//,
    production: 'required',
  })
  readonly databaseUrl: string | undefined = undefined;

  @Whole('DATABASE_POOL_SIZE', { min: 2, max: 500, purpose: 'Connections a process holds at most' })
  readonly databasePoolSize: number = 20;

  @Whole('DATABASE_CONNECT_MS_MAX', {
    min: 100,
    max: 60_000,
    purpose: 'Longest wait for a connection before 503, in milliseconds',
  })
  readonly databaseConnectMsMax: number = 5_000;

  @Line('STORE_CURRENCY', { pattern: /^[A-Z]{3}$/, purpose: 'ISO 4217 code of the one currency of this shop' })
  readonly storeCurrency: string = 'USD';

  @Switch('WORKER_IN_API', { purpose: 'Run background work inside the API process' })
  readonly workerInApi: boolean = true;

  @Choice('LOG_LEVEL', ['info', 'trace', 'debug', 'warn', 'error', 'silent'], { purpose: 'debug logs every request' })
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'info';

  @Line('TOKEN_SECRET', {
    ...SECRET,
    production: 'required',
    purpose: 'Signs guest tokens; at least 32 characters; generated and kept in CARTWRIGHT_HOME outside production',
  })
  readonly tokenSecret: string = 'test-token-secret-of-no-real-process';

  @Line('AUDIT_LOG_SECRET', {
    ...SECRET,
    purpose: 'Signs the anchors of the audit log; at least 32 characters; unset, the key follows from TOKEN_SECRET',
  })
  readonly auditLogSecret: string | undefined = undefined;

  @Lines('AUDIT_LOG_FORMER_KEYS', {
    pattern: /^[\w-]{43}$|^$/,
    purpose: 'Public keys of former secrets, as `npm run audit:log` names them: what they signed stays valid',
  })
  readonly auditLogFormerKeys: readonly string[] = [];

  @Line('AUDIT_ANCHOR_FOLDER', {
    purpose: 'Folder outside of the database that keeps a copy of all anchors; default CARTWRIGHT_HOME/audit-anchors',
  })
  readonly auditAnchorFolder: string | undefined = undefined;

  @Whole('AUDIT_ANCHOR_SECONDS', {
    min: 1,
    max: 86_400,
    purpose: 'How long an entry of the audit log waits for an anchor at most',
  })
  readonly auditAnchorSeconds: number = 10;

  @Lines('CORS_ORIGINS', {
    pattern: /^(https?:\/\/[^/]+)?$/,
    purpose: 'Origins of browser apps that may call the API, comma-separated',
  })
  readonly corsOrigins: readonly string[] = [];

  @Lines('TRUSTED_PROXIES', {
    pattern: /^[\d.:a-fA-F/]*$/,
    purpose: 'Addresses or networks of reverse proxies whose X-Forwarded-For is believed',
  })
  readonly trustedProxies: readonly string[] = [];

  @Whole('BODY_BYTES_MAX', { min: 1_024, max: 67_108_864, purpose: 'Largest request body in bytes' })
  readonly bodyBytesMax: number = 1_048_576;

  @Whole('SHUTDOWN_SECONDS_MAX', { min: 1, max: 300, purpose: 'Longest wait for requests under way when stopping' })
  readonly shutdownSecondsMax: number = 10;

  @Whole('CART_LINES_MAX', { min: 1, max: 10_000, purpose: 'Lines in a cart and in an order' })
  readonly cartLinesMax: number = 120;

  @Whole('CART_LINE_QUANTITY_MAX', { min: 1, max: 1_000_000, purpose: 'Units in a line' })
  readonly cartLineQuantityMax: number = 999;

  @Whole('CART_HOLD_MINUTES', {
    min: 1,
    max: 10_080,
    purpose: 'How long a cart line holds stock that is taken at the cart',
  })
  readonly cartHoldMinutes: number = 20;

  @Whole('CART_VIEWS_KEPT_MB', {
    max: 4_096,
    purpose: 'Memory for carts as they were shown last, shown again while nothing has changed; 0 keeps none',
  })
  readonly cartViewsKeptMb: number = 32;

  @Whole('CART_REMINDER_HOURS', {
    min: 1,
    max: 8_760,
    purpose: 'How long a cart is left alone before its owner is reminded',
  })
  readonly cartReminderHours: number = 24;

  @Whole('ORDER_HOLD_MINUTES', {
    min: 1,
    max: 43_200,
    purpose: 'How long an unpaid order holds its stock and can be paid (payBy)',
  })
  readonly orderHoldMinutes: number = 1_440;

  @Whole('RECEIPT_CONFIRM_DAYS', {
    min: 1,
    max: 365,
    purpose: 'Days after delivery until a receipt confirms itself, when its customer has said nothing',
  })
  readonly receiptConfirmDays: number = 7;

  @Choice('ALLOCATION_STRATEGY', ['fewest_parcels', 'priority', 'most_stock'], {
    purpose: 'Which warehouses serve an order line',
  })
  readonly allocationStrategy: 'fewest_parcels' | 'priority' | 'most_stock' = 'fewest_parcels';

  @Choice('SHIPPING_SPLIT', ['proportional', 'equal', 'first'], {
    purpose: 'How the shipping fee is shared among sub-orders',
  })
  readonly shippingSplit: 'proportional' | 'equal' | 'first' = 'proportional';

  @Choice('REFUND_TENDER_POLICY', ['proportional', 'credit_first', 'payment_first'], {
    purpose: 'Where a refund of a mixed payment goes first',
  })
  readonly refundTenderPolicy: 'proportional' | 'credit_first' | 'payment_first' = 'proportional';

  @Whole('WALLET_EXPIRY_WARNING_DAYS', {
    min: 1,
    max: 365,
    purpose: 'How many days before it expires a customer is warned of credit, and how far ahead "expiring soon" looks',
  })
  readonly walletExpiryWarningDays: number = 7;

  @Choice('FLASH_OVER_LIMIT', ['excess_normal', 'whole_line_normal', 'reject'], {
    purpose: 'What units over a flash limit cost',
  })
  readonly flashOverLimit: 'excess_normal' | 'whole_line_normal' | 'reject' = 'excess_normal';

  @Address('SANDBOX_GATEWAY_URL', {
    pattern: /^https?:/,
    purpose: 'Where the sandbox gateway runs; unset starts one beside the API outside production',
  })
  readonly sandboxGatewayUrl: string | undefined = undefined;

  @Address('SANDBOX_PAYOUTS_URL', {
    pattern: /^https?:/,
    purpose: 'Where the sandbox payout service runs; unset starts one beside the sandbox gateway',
  })
  readonly sandboxPayoutsUrl: string | undefined = undefined;

  @Whole('SANDBOX_PAYOUTS_PORT', {
    max: 65_535,
    purpose: 'Port of a sandbox payout service started beside the API; 0 takes a free one',
  })
  readonly sandboxPayoutsPort: number = 0;

  @Whole('SANDBOX_PORT', {
    max: 65_535,
    purpose: 'Port of a sandbox gateway started beside the API; 0 takes a free one',
  })
  readonly sandboxPort: number = 0;

  @Line('SANDBOX_WEBHOOK_SECRET', {
    ...SECRET,
    purpose: "Signs the sandbox gateway's webhooks; at least 32 characters; generated outside production",
  })
  readonly sandboxWebhookSecret: string | undefined = 'test-webhook-secret-of-no-real-process';

  @Line('SANDBOX_API_KEY', {
    ...SECRET,
    purpose: 'The key the shop calls the sandbox gateway with; at least 32 characters; generated outside production',
  })
  readonly sandboxApiKey: string | undefined = 'test-sandbox-api-key-of-no-real-process';

  @Line('STRIPE_SECRET_KEY', { secret: true, purpose: 'Set it to offer the stripe provider' })
  readonly stripeSecretKey: string | undefined = undefined;

  @Line('STRIPE_WEBHOOK_SECRET', { secret: true, purpose: 'Verifies webhooks from Stripe' })
  readonly stripeWebhookSecret: string | undefined = undefined;

  @Address('STRIPE_API_BASE', { pattern: /^https?:/, purpose: "Another address for Stripe's API: tests and proxies" })
  readonly stripeApiBase: string | undefined = undefined;

  @Whole('BATCH_SIZE_MAX', { min: 1, max: 1_000, purpose: 'Orders one transaction carries at most' })
  readonly batchSizeMax: number = 64;

  @Whole('BATCH_QUEUE_MAX', { min: 1, max: 100_000, purpose: 'Orders that may wait for a batch; beyond it 503' })
  readonly batchQueueMax: number = 2_000;

  @Whole('BATCH_LANES', { min: 1, max: 64, purpose: 'Batches of orders under way at once' })
  readonly batchLanes: number = 2;

  @Whole('BATCH_FURTHER_LANE_ORDERS_MIN', {
    min: 1,
    max: 1_000,
    purpose: 'Orders that must wait before a batch starts beside one that is under way',
  })
  readonly batchFurtherLaneOrdersMin: number = 32;

  @Whole('RATE_LOGIN_PER_MINUTE_MAX', {
    min: 1,
    max: 1_000_000,
    purpose: 'Login attempts per minute for an account and for an address',
  })
  readonly rateLoginPerMinuteMax: number = 10;

  @Whole('RATE_REGISTER_PER_HOUR_MAX', {
    min: 1,
    max: 1_000_000,
    purpose:
      'Registrations and guest tokens per hour for an address. 60 is a family, an office or a class at one address and a poor rate for a maker of accounts; raise it where many customers share an address, and set TRUSTED_PROXIES behind a proxy, or all share one',
  })
  readonly rateRegisterPerHourMax: number = 60;

  @Whole('RATE_REQUESTS_PER_MINUTE_MAX', {
    max: 1_000_000_000,
    purpose: 'Requests per minute of one account or guest to one process; beyond it 429; 0 for no limit',
  })
  readonly rateRequestsPerMinuteMax: number = 6_000;

  @Whole('RATE_SERVICE_REQUESTS_PER_MINUTE_MAX', {
    max: 1_000_000_000,
    purpose: 'The same for one service, whose API key carries the work of many; 0 for no limit',
  })
  readonly rateServiceRequestsPerMinuteMax: number = 60_000;

  @Whole('RATE_ADDRESS_REQUESTS_PER_MINUTE_MAX', {
    max: 1_000_000_000,
    purpose:
      'The same for an address, of requests where nobody is logged in or credentials are refused; an IPv6 /64 is one address; 0 for no limit',
  })
  readonly rateAddressRequestsPerMinuteMax: number = 30_000;

  /** @internal Use `of` or `fromEnvironment`; public only because Nest's `app.get(CartwrightConfig)` demands it. */
  constructor(values: Readonly<Record<string, unknown>> = {}) {
    super();
    Object.assign(this, values);
  }

  /** The defaults with some fields replaced: for tests and tools. */
  static of(overrides: Partial<CartwrightConfig> = {}): CartwrightConfig {
    return new CartwrightConfig(overrides);
  }

  /** Reads and checks all settings; an empty text counts as unset. @throws ConfigError naming every problem */
  static fromEnvironment(environment: Readonly<Record<string, string | undefined>>): CartwrightConfig {
    const isProduction = environment['NODE_ENV'] === 'production';
    const values: Record<string, unknown> = {};
    const problems: string[] = [];
    for (const setting of declaredSettings()) {
      const text = environment[setting.variable]?.trim();
      if (text === undefined || text === '') {
        if (isProduction && setting.production === 'required')
          problems.push(`${setting.variable} must be set in production`);
        continue;
      }
      try {
        if (isProduction && setting.secret && text.includes(EXAMPLE_MARK))
          throw new UnfitSetting('still has its example value, which production refuses');
        values[setting.field] = readSetting(setting, text);
      } catch (error) {
        if (!(error instanceof UnfitSetting)) throw error;
        problems.push(
          `${setting.variable} ${error.message}${setting.secret ? '' : ` (it is "${text.replace(/\/\/[^@/]*@/, '//…@')}")`}`,
        );
      }
    }
    if (problems.length > 0) throw new ConfigError(problems);
    return new CartwrightConfig(values);
  }
}
