import { contentTextOf, readContent, reasonOf } from '../content.rules.js';

const sent = { reason: 'a complaint', amount: 500 };

it('reads what it wrote: what was sent, and what came of it', () => {
  const outcome = { before: { endsAt: null }, after: { endsAt: '2026-12-01T00:00:00.000Z' } };
  const content = readContent(contentTextOf({ content: () => JSON.stringify(sent), outcome }));
  expect(content).toEqual({ sent, outcome });
  expect(readContent(contentTextOf({ content: () => 'null', outcome: null }))).toEqual({ sent: null, outcome: null });
});

it('reads the first entries, which were what was sent alone', () => {
  const old: readonly unknown[] = [sent, null, [sent], 'text', { characters: 20_000, sha256: 'ab' }];
  expect(old.map((body) => readContent(JSON.stringify(body)))).toEqual(
    old.map((body) => ({ sent: body, outcome: null })),
  );
});

it('finds why in a reason or a note, where there is one', () => {
  const reasonIn = (body: unknown) => reasonOf({ sent: body, outcome: null });
  expect([sent, { note: 'mended' }, { reason: 7 }, {}, null, [], 'reason'].map(reasonIn)).toEqual([
    ...['a complaint', 'mended'],
    ...[null, null, null, null, null],
  ]);
});
