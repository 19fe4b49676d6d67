/** Answers that never come: the sockets of timed-out calls are held open until the caller gives up or the gateway closes. */
import type { FastifyReply } from 'fastify';

const DRIP_INTERVAL_MS = 200;

export class HeldAnswers {
  private readonly replies = new Set<FastifyReply>();

  /** Takes the reply away from the framework and never answers. */
  hold(reply: FastifyReply): void {
    reply.hijack();
    this.replies.add(reply);
    reply.raw.once('close', () => this.replies.delete(reply));
  }

  /** Answers one byte at a time, slower than any patience. */
  drip(reply: FastifyReply, body: string): void {
    this.hold(reply);
    reply.raw.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < body.length) reply.raw.write(body[sent++]);
      else reply.raw.end();
    }, DRIP_INTERVAL_MS);
    reply.raw.once('close', () => clearInterval(timer));
  }

  destroyAll(): void {
    for (const reply of this.replies) reply.raw.destroy();
  }
}
