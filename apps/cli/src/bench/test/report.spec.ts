import { jsonText, tableText } from '../report.js';
import { median, rounded } from '../statistics.js';

describe('the report', () => {
  it('takes the middle of the rounds, and nothing when a round could not be measured', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([1, undefined])).toBeUndefined();
    expect(median([])).toBeUndefined();
  });

  it('rounds to what a measurement is worth', () => {
    expect([1.23456, 123.456, 0.0123456, 0, undefined, NaN].map((value) => rounded(value))).toEqual([
      1.23,
      123,
      0.0123,
      0,
      null,
      null,
    ]);
  });

  it('says of each goal whether it was reached', () => {
    const figures = [
      { name: 'ratio', value: 1.4, unit: '×', target: { atLeast: 1 } },
      { name: 'p99', value: 250, unit: 'ms', target: { atMost: 200 } },
      { name: 'CPU', value: undefined, unit: 'ms', target: { atMost: 1 } },
    ];
    expect(tableText('orders', figures)).toBe(
      '\norders\n  ratio       1.4 ×   (at least 1: reached)\n  p99         250 ms   (at most 200: MISSED)\n  CPU         n/a ms\n',
    );
  });

  it('prints one object with a key a section and the server beside them', () => {
    const text = jsonText(new Map([['orders', { json: { uniform: { ratio: 1.4 } }, figures: [] }]]), { rssMb: 180 });
    expect(JSON.parse(text)).toEqual({ orders: { uniform: { ratio: 1.4 } }, server: { rssMb: 180 } });
  });
});
