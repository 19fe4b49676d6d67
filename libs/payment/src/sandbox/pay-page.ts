/** The hosted pay page: where a customer of the demo shop chooses a test card. Plain HTML, no script. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { authorise, TEST_CARDS } from './books.rules.js';
import type { GatewayPlugin } from './gateway.js';
import type { SandboxPayment } from './wire.js';

/** Registers `/pay/:id`. Public, like a real hosted page: whoever knows the link may pay. */
export async function payPageRoutes(server: FastifyInstance, { context }: GatewayPlugin): Promise<void> {
  const { books, sender } = context;
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  server.get<{ Params: { id: string } }>('/pay/:id', (request, reply) => {
    const payment = books.payment(request.params.id);
    if (payment === undefined) return page(reply, 404, '<p>There is no such payment.</p>');
    return page(reply, 200, form(payment));
  });
  server.post<{ Params: { id: string }; Body: { card?: string } }>('/pay/:id', async (request, reply) => {
    const payment = books.payment(request.params.id);
    const card = request.body?.card;
    if (payment === undefined || typeof card !== 'string') return page(reply, 404, '<p>There is no such payment.</p>');
    const outcome = await books.once({ key: `page_${randomUUID()}`, operation: request.url, body: { card } }, () =>
      authorise(books.payment(payment.id)!, card),
    );
    if (outcome.kind !== 'differs') sender.send(outcome.events);
    const now = books.payment(payment.id)!;
    if (now.returnUrl !== null && now.status !== 'declined') return reply.redirect(now.returnUrl, 303);
    return page(reply, 200, form(now));
  });
}

function form(payment: SandboxPayment): string {
  const amount = `${(payment.amount / 100).toFixed(2)} ${payment.currency}`;
  const state = payment.declineReason === null ? payment.status : `${payment.status}: ${payment.declineReason}`;
  const cards = Object.entries(TEST_CARDS).map(
    ([card, what]) => `<p><button name="card" value="${escaped(card)}">${escaped(card)}</button> ${escaped(what)}</p>`,
  );
  const open = payment.status === 'pending' || payment.status === 'declined';
  return `<p>Payment ${escaped(payment.reference)}: <strong>${amount}</strong> (${escaped(state)})</p>
${open ? `<form method="post">${cards.join('')}</form>` : '<p>Nothing is left to do here.</p>'}`;
}

function page(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Sandbox gateway</title>
<style>body{font:16px system-ui;max-width:40rem;margin:3rem auto}button{font:inherit}</style>
<h1>Sandbox gateway</h1>${body}</html>`);
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
