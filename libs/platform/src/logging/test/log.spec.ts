/** The canary: none of these texts may ever be found in a log line, wherever they were put. */
import { createLog } from '../log.js';
import { NestLogger } from '../nest-logger.js';
import { redactText } from '../redact.js';

const CANARIES = [
  'ada.lovelace@example.com',
  'hunter2',
  'cw_sk_live_abcdefghijklmnop',
  'sk_test_51Habcdefghij',
  'eyJhbGciOiJIUzI1NiJ9.payload.signature',
  '+44 20 7946 0000',
  '12 St James Square',
];

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ logLevel: 'trace' }, { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

const [email, password, apiKey, stripeKey, token, phone, street] = CANARIES as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const written: readonly [string, (log: ReturnType<typeof createLog>) => void][] = [
  [
    'headers',
    (log) => log.info({ headers: { authorization: `Bearer ${token}`, 'x-api-key': apiKey, cookie: token } }, 'request'),
  ],
  [
    'a body',
    (log) =>
      log.info(
        { body: { email, password, newPassword: password, card: { number: '4242', cvc: '123' }, accessToken: token } },
        'x',
      ),
  ],
  ['deep in arrays', (log) => log.info({ list: [[{ user: { phone, street, recipient: 'Ada' } }], `to ${email}`] })],
  ['a message', (log) => log.warn(`login of ${email} with Bearer ${token} and ${apiKey} failed`)],
  ['a message with placeholders', (log) => log.warn('login of %s with %s', email, stripeKey)],
  [
    'an error',
    (log) => log.error({ err: new Error(`no account ${email}`, { cause: new Error(`Bearer ${token}`) }) }, 'x'),
  ],
  ['a bare error', (log) => log.error(new Error(`no account ${email}`))],
  [
    'a database error',
    (log) =>
      log.error({
        err: Object.assign(new Error('duplicate key'), { detail: `Key (email)=(${email}) exists`, code: '23505' }),
      }),
  ],
  ['an address', (log) => log.info({ url: `postgres://shop:${password}@db/shop`, link: `/reset?token=${token}&x=1` })],
  ['a child log', (log) => log.child({ userEmail: email, note: email }).info('x')],
  ['Nest', (log) => new NestLogger(log).error(`mail to ${email} failed`, `Error: ${email}\n  at x`, 'Mailer')],
  ['Nest with an error', (log) => new NestLogger(log).error(new Error(email), 'Mailer')],
];

it.each(written)('%s carries no canary', (_, write) => {
  const text = logged(write);
  expect(text).not.toBe('');
  for (const canary of CANARIES) expect(text).not.toContain(canary);
});

it('keeps what helps', () => {
  const line = JSON.parse(
    logged((log) =>
      log.error(
        { requestId: 'r-1', err: Object.assign(new Error('duplicate'), { code: '23505' }), amountMinor: 5 },
        'failed',
      ),
    ),
  ) as object;
  expect(line).toMatchObject({
    level: 'error',
    requestId: 'r-1',
    amountMinor: 5,
    msg: 'failed',
    err: { message: 'duplicate', code: '23505' },
  });
});

it('is not slowed down by a hostile text', () => {
  const started = performance.now();
  redactText('a@'.repeat(50_000));
  redactText(`://${'x:'.repeat(50_000)}`);
  redactText('?token'.repeat(50_000));
  expect(performance.now() - started).toBeLessThan(500);
});
