/** The documentation as a person meets it, in a real browser: every tag is there, a token is entered, and a call is tried out. */
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { Shop, type Customer } from '../support/shop.js';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly tags?: readonly string[] }>>>>;
}

/** Whoever has to install the browser first needs the time. */
const START_MS_MAX = 300_000;
/** A page is slow on a machine that runs other suites beside it; the suite's own limit is a minute a test. */
const STEP_MS_MAX = 50_000;
const BALANCE = 123_450;

let shop: Shop;
let customer: Customer;
let browser: Browser;
let page: Page;
/** What the browser complained of: errors on the console, in scripts, requests that failed or left this server. */
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  shop = await Shop.open();
  customer = await shop.customer(BALANCE);
  page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
  page.setDefaultTimeout(STEP_MS_MAX);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(shop.urls[0]!) || request.url().startsWith('data:');
    if (!isOwn) complaints.push(`left the server: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
}, START_MS_MAX);
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

test('opens under a strict policy and shows every tag of the document', async () => {
  const opened = await page.goto(`${shop.urls[0]}/docs`);
  const policy = opened!.headers()['content-security-policy']!;
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("object-src 'none'");
  expect(policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? '').not.toContain('unsafe');
  await page.locator('.opblock-tag').first().waitFor();

  const document = (await (await fetch(`${shop.urls[0]}/openapi.json`)).json()) as Document;
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const tags = new Set(operations.flatMap((operation) => operation.tags ?? []));
  const shown = await page.locator('.opblock-tag').evaluateAll((nodes) => nodes.map((node) => node.dataset['tag']));
  expect(tags.size).toBeGreaterThan(10);
  expect([...shown].sort()).toEqual([...tags].sort());
  expect(await page.locator('.errors-wrapper').count()).toBe(0);
});

test('enforces the policy: a script that is no file of this server does not run', async () => {
  // As text: what runs in the page has its own globals.
  const ran = await page.evaluate(
    `const script = document.createElement('script');
     script.textContent = 'window.smuggled = true';
     document.head.append(script);
     'smuggled' in window;`,
  );
  expect(ran).toBe(false);
  // The browser says on the console that it refused: the one complaint that belongs here.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('Content Security Policy')]);
});

test('tries out "GET wallet" with a token and shows the balance', async () => {
  await page.locator('.auth-wrapper .authorize').click();
  const dialog = page.locator('.dialog-ux .modal-ux');
  await dialog.locator('input').first().fill(customer.http.token!);
  await dialog.locator('button.authorize').first().click();
  await dialog.locator('button.btn-done').first().click();

  await page.locator('.opblock-tag[data-tag="wallet"]').click();
  const operation = page.locator('.opblock', { has: page.locator('[data-path="/v1/wallet"]') });
  await operation.locator('.opblock-summary-control').click();
  await operation.locator('button.try-out__btn').click();
  await operation.locator('button.execute').click();
  const answer = operation.locator('.live-responses-table .response');
  await answer.locator('.response-col_status').waitFor();
  expect((await answer.locator('.response-col_status').innerText()).trim()).toMatch(/^200/);
  const body = JSON.parse(
    await answer.locator('.response-col_description .highlight-code code').first().innerText(),
  ) as {
    credit: { balance: number; available: number };
  };
  expect(body.credit).toMatchObject({ balance: BALANCE, available: BALANCE });
  expect(complaints).toEqual([]);
});
