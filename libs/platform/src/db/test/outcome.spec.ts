/** What went wrong, told apart: PostgreSQL's word, a lost connection, and what a body throws for reasons of its own. */
import { defineProblems } from '../../http/problem.js';
import { openTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { classify, sqlState } from '../outcome.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test?.close());

const problems = defineProblems({ LIMIT: { status: 422, title: 'five capitals, like a state' } });

describe('an error', () => {
  it.each([
    ['40P01', 'retry'],
    ['23505', 'refused'],
    ['57P01', 'unavailable'],
    ['42P01', 'defect'],
  ])('of state %s is %s', (code, outcome) => {
    expect(sqlState({ code })).toBe(code);
    expect(classify({ code }, 'body')).toBe(outcome);
  });

  it('of a broken pipe is a lost connection, though its code is as long as a state', () => {
    expect(sqlState({ code: 'EPIPE' })).toBeUndefined();
    expect(classify({ code: 'EPIPE' }, 'body')).toBe('unavailable');
    expect(classify({ code: 'EPIPE' }, 'commit')).toBe('ambiguous');
  });
});

describe('the count of defects', () => {
  it('leaves out what a body throws and counts what PostgreSQL could not do', async () => {
    const { database } = test;
    const refusal = problems.LIMIT('at most 2');
    await expect(
      database.transaction(async () => {
        throw refusal;
      }),
    ).rejects.toBe(refusal);
    expect(database.defects).toBe(0);
    await expect(database.transaction((tx) => tx.query('SELECT * FROM no_such_table'))).rejects.toThrow(
      'no_such_table',
    );
    expect(database.defects).toBe(1);
  });
});
