/** The requests that misuse HTTP itself: other methods, other spellings of the address, bytes that no client would send. */
import type { Case } from './judge.js';
import type { FuzzedOperation } from './operations.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'LINK', 'PURGE'];

/** Methods this very path does not know are found by asking without credentials: nothing may come of it either way. */
export function methodCases(operation: FuzzedOperation, good: Case): Case[] {
  return METHODS.filter((method) => method !== operation.method).map((method) => ({
    name: `method ${method}`,
    method,
    path: good.path,
    headers: {},
    verdict: operation.isPublic ? 'any' : 'refuse',
    also: [400, 401, 404, 405],
  }));
}

/** Other spellings of the address, without credentials: none of them may get around the guard. */
export function addressCases({ isPublic, isSafe }: FuzzedOperation, good: Case): Case[] {
  if (isPublic && !isSafe) return [];
  const { authorization: _, ...headers } = good.headers;
  const [path = '', query = ''] = good.path.split('?');
  const rest = query === '' ? '' : `?${query}`;
  const spellings = [
    `${path}/`,
    `/${path}`,
    path.toUpperCase(),
    path.replace('/v1/', '/v1/./'),
    path.replace('/v1/', '/v1/x/../'),
    path.replace('/v1/', '/v1/%2e%2e/v1/'),
    path.replace('/v1/', '/v1%2f'),
    `${path}.json`,
    `${path};a=b`,
    `${path}%20`,
    `${path}%00`,
    `${path}#x`,
    path.replaceAll('/', '\\'),
    `http://evil.example${path}`,
    `${path}%3f`,
    path.replace('v1', '%76%31'),
  ];
  return spellings.map((spelling) => ({
    ...good,
    headers,
    name: `address ${spelling.slice(0, 60)}`,
    path: spelling + rest,
    verdict: isPublic ? 'any' : 'refuse',
    also: [401, 404],
  }));
}

/** What no HTTP client would send. */
export function byteCases({ method, path, headers }: Case): Case[] {
  const authorization =
    typeof headers['authorization'] === 'string' ? [`Authorization: ${headers['authorization']}`] : [];
  const bytes = (name: string, line: string, fields: readonly string[], rest = '', mayHangUp = false): Case => ({
    name: `bytes: ${name}`,
    method,
    path,
    headers: {},
    bytes: Buffer.from([line, ...fields, ...authorization, 'Connection: close', '', rest].join('\r\n'), 'latin1'),
    verdict: 'refuse',
    also: [400, 404, 505],
    mayHangUp,
  });
  const line = `${method} ${path} HTTP/1.1`;
  const host = 'Host: localhost';
  const json = 'Content-Type: application/json';
  return [
    bytes('no Host', line, []),
    bytes('two Hosts', line, [host, 'Host: evil.example', 'X-Bad\u0000: 1']),
    bytes('HTTP/9.9', `${method} ${path} HTTP/9.9`, [host]),
    bytes('a space in the address', `${method} ${path} x HTTP/1.1`, [host]),
    bytes('unknown method', `GETT ${path} HTTP/1.1`, [host]),
    bytes('length and chunks', line, [host, json, 'Content-Length: 4', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    bytes('two lengths', line, [host, json, 'Content-Length: 2', 'Content-Length: 20'], '{}'),
    bytes('negative length', line, [host, json, 'Content-Length: -1'], '{}'),
    bytes('bad chunk', line, [host, json, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
    bytes('coding unknown', line, [host, json, 'Transfer-Encoding: x'], '{}'),
    bytes('header without a name', line, [host, ': x']),
    bytes('folded header', line, [host, 'X-A: 1', ' Authorization: Bearer x\u0001']),
    bytes('bare CR', line, [host, 'X-A: 1\rX-B: 2']),
    bytes('CRLF in the address', `${method} ${path}%0d%0aSet-Cookie:a=b\u0001 HTTP/1.1`, [host]),
    bytes('not HTTP', '\u0016\u0003\u0001', [], '', true),
  ];
}
