/** Requests that Node's HTTP parser gives up on never reach the framework: they get their problem+json from here. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { uuid7 } from '../id/uuid7.js';
import { platformProblems } from './platform-problems.js';
import { PROBLEM_CONTENT_TYPE, problemText } from './problem-of.js';
import type { Problem } from './problem.js';

/** For Fastify's `clientErrorHandler`. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const problem = problemOfParserError(error.code);
    const requestId = uuid7();
    const body = problemText(problem, requestId);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      `Content-Type: ${PROBLEM_CONTENT_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
      'Connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
  socket.destroySoon();
}

function problemOfParserError(code: string | undefined): Problem {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return platformProblems.REQUEST_TIMEOUT('the request did not arrive in time');
    case 'HPE_HEADER_OVERFLOW':
      return platformProblems.HEADERS_TOO_LARGE('all headers and the address together may have 16 kB');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return platformProblems.BODY_TOO_LARGE('the chunk extensions are too large');
    default:
      return platformProblems.MALFORMED_REQUEST('this is not HTTP/1.1');
  }
}
