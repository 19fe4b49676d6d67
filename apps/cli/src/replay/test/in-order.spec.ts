import fc from 'fast-check';
import { inOrder } from '../in-order.js';

describe('work in order', () => {
  it('begins in the order given, keeps to its bound and never runs two of one owner at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ owner: fc.constantFrom('a', 'b', 'c', 'd', 'e'), turns: fc.nat(5) }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (items, atOnceMax) => {
          const begun: unknown[] = [];
          const running = new Map<string, number>();
          await inOrder(items, {
            atOnceMax,
            ownerOf: (item) => item.owner,
            run: async (item) => {
              begun.push(item);
              expect(running.has(item.owner)).toBe(false);
              running.set(item.owner, 1);
              expect(running.size).toBeLessThanOrEqual(atOnceMax);
              for (let turn = 0; turn < item.turns; turn++) await Promise.resolve();
              running.delete(item.owner);
            },
          });
          expect(begun).toEqual(items);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stops at the first error and lets what is under way end', async () => {
    const ended: number[] = [];
    const work = inOrder([1, 2, 3, 4, 5, 6], {
      atOnceMax: 2,
      ownerOf: String,
      run: async (item) => {
        await Promise.resolve();
        if (item === 2) throw new Error('refused');
        ended.push(item);
      },
    });
    await expect(work).rejects.toThrow('refused');
    expect(ended).toContain(1);
    expect(ended).not.toContain(6);
  });
});
