/** The one body parser: strict UTF-8 JSON, uncompressed, bounded. Everything else is 415, 413 or 400 in problem+json. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { platformProblems } from './platform-problems.js';
import { parseStrictJson, UnacceptableJson } from './strict-json.js';

/** A request that keeps the bytes of its body: webhook signatures are computed over them. */
export type RawBodyRequest = FastifyRequest & { rawBody: Buffer | undefined };

const PLAIN = 'application/json';
/** RFC 8259 knows no charset parameter; UTF-8 is what it would say. Other parameters have no meaning for us. */
const ACCEPTABLE = /^application\/json\s*(?:;\s*charset\s*=\s*(?:"utf-8"|utf-8)\s*)?;?\s*$/i;

/** Replaces Fastify's parsers by the strict one. */
export function installBodyParser(fastify: FastifyInstance, options: { readonly bodyBytesMax: number }): void {
  fastify.removeAllContentTypeParsers();
  fastify.decorateRequest('rawBody', undefined);
  fastify.addContentTypeParser(PLAIN, { parseAs: 'buffer', bodyLimit: options.bodyBytesMax }, (request, body, done) => {
    try {
      refuseOtherCodings(request);
      (request as RawBodyRequest).rawBody = body as Buffer;
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(
        error instanceof UnacceptableJson ? platformProblems.MALFORMED_BODY(error.message) : (error as Error),
        undefined,
      );
    }
  });
}

function refuseOtherCodings({ headers }: FastifyRequest): void {
  const type = headers['content-type'];
  if (type !== PLAIN && !ACCEPTABLE.test(type ?? ''))
    throw platformProblems.UNSUPPORTED_MEDIA_TYPE('send application/json in UTF-8');
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding !== 'identity')
    throw platformProblems.UNSUPPORTED_MEDIA_TYPE('send the body uncompressed');
}
