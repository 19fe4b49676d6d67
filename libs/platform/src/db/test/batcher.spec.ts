/** Group commit: who shares a batch, who fails alone, and what happens when the queue is full. */
import { Batcher, Overloaded } from '../batcher.js';

/** A run that ends when the test says so. */
function gated(): { batches: number[][]; release: () => void; run: (calls: readonly number[]) => Promise<number[]> } {
  const batches: number[][] = [];
  const waiting: (() => void)[] = [];
  return {
    batches,
    release: () => waiting.shift()?.(),
    run: async (calls) => {
      batches.push([...calls]);
      await new Promise<void>((resolve) => waiting.push(resolve));
      return calls.map((call) => call * 10);
    },
  };
}

const LIMITS = { name: 'test', batchSizeMax: 10, queueLengthMax: 100, lanes: 1 };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a batcher', () => {
  it('runs a lone call alone and collects what comes meanwhile', async () => {
    const gate = gated();
    const batcher = new Batcher({ ...LIMITS, run: gate.run });
    const first = batcher.submit(1);
    await turn();
    const others = [2, 3, 4].map((call) => batcher.submit(call));
    gate.release();
    expect(await first).toBe(10);
    await turn();
    gate.release();
    expect(await Promise.all(others)).toEqual([20, 30, 40]);
    expect(gate.batches).toEqual([[1], [2, 3, 4]]);
  });

  it('keeps to its size and its queue', async () => {
    const gate = gated();
    const batcher = new Batcher({ ...LIMITS, batchSizeMax: 2, queueLengthMax: 3, run: gate.run });
    const first = batcher.submit(0);
    await turn();
    const waiting = [1, 2, 3].map((call) => batcher.submit(call));
    await expect(batcher.submit(4)).rejects.toBeInstanceOf(Overloaded);
    for (let i = 0; i < 3; i++) {
      gate.release();
      await turn();
      await turn();
    }
    expect(await Promise.all([first, ...waiting])).toEqual([0, 10, 20, 30]);
    expect(gate.batches).toEqual([[0], [1, 2], [3]]);
  });

  it('opens a further lane only for enough calls, and leaves none behind', async () => {
    const gate = gated();
    const batcher = new Batcher({ ...LIMITS, lanes: 2, furtherLaneCallsMin: 3, run: gate.run });
    const calls = [batcher.submit(0)];
    await turn();
    calls.push(batcher.submit(1), batcher.submit(2));
    await turn();
    expect(gate.batches).toEqual([[0]]);
    calls.push(batcher.submit(3), batcher.submit(4));
    await turn();
    expect(gate.batches).toEqual([[0], [1, 2, 3, 4]]);
    calls.push(batcher.submit(5));
    gate.release();
    await turn();
    expect(gate.batches).toHaveLength(2);
    gate.release();
    await turn();
    await turn();
    gate.release();
    expect(await Promise.all(calls)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(gate.batches).toEqual([[0], [1, 2, 3, 4], [5]]);
  });

  it('lets only the culprit of a poisoned batch fail', async () => {
    const seen: number[][] = [];
    const batcher = new Batcher<number, number>({
      ...LIMITS,
      run: async (calls) => {
        seen.push([...calls]);
        if (calls.includes(13)) throw new Error('poison');
        return calls.map((call) => call + 1);
      },
    });
    const answers = await Promise.allSettled([1, 13, 3].map((call) => batcher.submit(call)));
    expect(answers).toMatchObject([{ value: 2 }, { status: 'rejected', reason: { message: 'poison' } }, { value: 4 }]);
    expect(seen).toEqual([[1, 13, 3], [1], [13], [3]]);
  });

  it('fails all at once when the error is about everybody', async () => {
    let runs = 0;
    const batcher = new Batcher<number, number>({
      ...LIMITS,
      isShared: () => true,
      run: async () => {
        runs += 1;
        throw new Error('away');
      },
    });
    const answers = await Promise.allSettled([1, 2].map((call) => batcher.submit(call)));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(runs).toBe(1);
  });

  it('frees its lane while outcomes wait, and is drained only when they are told', async () => {
    let tell = (): void => undefined;
    const seen: number[][] = [];
    const batcher = new Batcher<number, number>({
      ...LIMITS,
      run: async (calls) => {
        seen.push([...calls]);
        if (calls[0] === 1) return { outcomes: new Promise((resolve) => (tell = () => resolve([10]))) };
        return calls.map(() => 20);
      },
    });
    const first = batcher.submit(1);
    await turn();
    expect(await batcher.submit(2)).toBe(20);
    let isDrained = false;
    const drained = batcher.drained().then(() => (isDrained = true));
    await turn();
    expect([seen, isDrained]).toEqual([[[1], [2]], false]);
    tell();
    expect(await first).toBe(10);
    await drained;
  });
});
