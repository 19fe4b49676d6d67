/** The judge and the catalogue themselves: each planted fault is found, a right answer passes, and bad values are chosen by the schema. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brokenBodies, brokenWholes } from './bodies.js';
import { faultsOf, type Case } from './judge.js';
import { badValues, encoded, Raw } from './values.js';
import { parsedAnswer, Wire, type WireAnswer } from './wire.js';

const sent: Case = { name: 'x', verdict: 'refuse', method: 'POST', path: '/x', headers: {} };
const expected = { statuses: new Set([201, 400, 422]), secrets: ['Canary'] };
const requestId = 'r-1';

const refusal = (status = 422, more: object = {}, headers: object = {}): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', 'x-request-id': requestId, ...headers },
  text: JSON.stringify({ type: 'about:x', title: 'X', detail: 'x', code: 'X', status, requestId, ...more }),
});

it('lets a right refusal pass', () => {
  expect(faultsOf(sent, refusal(), expected)).toEqual([]);
});

const planted: readonly [fault: string, answer: WireAnswer, of?: Partial<Case>][] = [
  ['server error 500', refusal(500), { only: [500] }],
  ['status 409 is none of the documented', refusal(409)],
  ['status 403 is none of 404', refusal(403), { only: [404] }],
  ['accepted with 201', { status: 201, headers: {}, text: '{}' }],
  ['is application/json, not application/problem+json', refusal(422, {}, { 'content-type': 'application/json' })],
  ['is not JSON', { ...refusal(), text: '<html>' }],
  ['has no code', refusal(422, { code: undefined })],
  ['has no title', refusal(422, { title: '' })],
  ['says status 400 and is 422', refusal(422, { status: 400 })],
  ['requestId is not X-Request-Id', refusal(422, { requestId: 'r-2' })],
  ['tells about the inside: "QueryFailed"', refusal(422, { detail: 'QueryFailedError: x' })],
  ['shows Canary', refusal(422, { detail: 'the order of Canary' })],
  ['sets a cookie', refusal(422, {}, { 'set-cookie': 'a=b' })],
  ['405 without Allow', refusal(405)],
  ['no answer: socket hang up', { status: 0, headers: {}, text: 'socket hang up' }],
];

it.each(planted)('finds: %s', (fault, answer, of = {}) => {
  expect(faultsOf({ ...sent, ...of }, answer, expected)).toEqual([fault]);
});

it('finds a server that fails, over the wire and over a bare socket', async () => {
  const server = createServer((_, response) =>
    response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>no</h1>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wire = new Wire(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const bytes = Buffer.from('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const answers = await wire.sendAll([sent, { ...sent, bytes }]);
  wire.close();
  await new Promise((resolve) => server.close(resolve));
  const faults = [
    'server error 500',
    'status 500 is none of the documented',
    'is text/html, not application/problem+json',
  ];
  expect(answers.map((answer) => faultsOf(sent, answer, expected))).toEqual([faults, faults]);
});

it('reads the first answer of a socket', () => {
  expect(parsedAnswer('HTTP/1.1 400 Bad Request\r\nX-A: b:c\r\n\r\n{}')).toEqual({
    status: 400,
    headers: { 'x-a': 'b:c' },
    text: '{}',
  });
});

it('writes what JSON.stringify would not', () => {
  expect(encoded({ a: [new Raw('1e400')], b: undefined, c: '\ud800' })).toBe('{"a":[1e400],"c":"\\ud800"}');
});

it('chooses values by the schema', () => {
  const names = (schema: Record<string, unknown>, verdict: string): readonly string[] =>
    badValues(schema)
      .filter((value) => value.verdict === verdict)
      .map(({ name }) => name);
  expect(names({ type: 'integer', minimum: 0, maximum: 9 }, 'any')).toEqual([]);
  expect(names({ type: 'integer', minimum: 0, maximum: 9 }, 'refuse')).toEqual(
    expect.arrayContaining([
      '1e21',
      '9007199254740993',
      'fractional',
      'negative',
      'below the least',
      'beyond the most',
      'null',
    ]),
  );
  expect(names({ type: 'string', maxLength: 100 }, 'any')).toEqual(
    expect.arrayContaining(['SQL quote', 'right to left']),
  );
  expect(names({ type: 'string', enum: ['a'] }, 'any')).toEqual([]);
  expect(names({ type: 'string', format: 'date-time', nullable: true }, 'any')).toEqual(['null']);
});

it('breaks every place of a body', () => {
  const line = { type: 'object', required: ['sku'], properties: { sku: { type: 'string', maxLength: 9 } } };
  const document = { components: { schemas: { Line: line } } };
  const schema = {
    type: 'object',
    properties: { lines: { type: 'array', maxItems: 2, items: { $ref: '#/components/schemas/Line' } } },
  };
  const bodies = brokenBodies(document, schema, { lines: [{ sku: 'A' }] });
  const texts = new Map(bodies.map(({ name, body }) => [name, body.toString()]));
  expect(texts.get('body.lines[0].sku: NUL')).toBe('{"lines":[{"sku":"a\\u0000b"}]}');
  expect(texts.get('body.lines[0]: without sku')).toBe('{"lines":[{}]}');
  expect(texts.get('body.lines[0]: every key twice')).toBe('{"lines":[{"sku":"A","sku":"A"}]}');
  expect(texts.get('body.lines: too many')).toBe('{"lines":[0,0,0]}');
  expect(brokenWholes({}).every(({ verdict }) => verdict === 'refuse')).toBe(true);
});
