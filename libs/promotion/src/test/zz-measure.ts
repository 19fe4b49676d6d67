import { bestCombination } from '../pricing/best-combination.rules.js';
import type { Rival } from '../pricing/competition.rules.js';
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = seeded(7);
for (const [nLines, k, pct, dens] of [
  [10, 3, 1, 0.5],
  [20, 3, 1, 0.7],
  [20, 4, 2, 0.5],
  [30, 4, 1, 0.5],
  [60, 4, 1, 0.5],
  [60, 6, 1, 0.5],
  [60, 6, 0, 0.5],
  [60, 6, 3, 0.5],
  [120, 6, 1, 0.3],
  [120, 8, 2, 0.3],
  [120, 10, 2, 0.2],
] as const) {
  let proven = 0;
  const times: number[] = [];
  const R = 60;
  for (let round = 0; round < R; round++) {
    const total = nLines * 4700;
    const rivals: Rival[] = Array.from({ length: k }, (_, index) => {
      const f1 = Math.round((total * (0.05 + random() * 0.3)) / 1000) * 1000,
        percent = index < pct;
      const r = 0.04 + random() * 0.1;
      return {
        percent,
        steps: [
          { fromMinor: f1, gives: percent ? Math.round(r * 100) * 100 : Math.round((f1 * r) / 100) * 100 },
          {
            fromMinor: f1 * 2,
            gives: percent ? Math.round(r * 100) * 100 + 200 : Math.round((2.4 * f1 * r) / 100) * 100,
          },
        ],
      };
    });
    const amounts = Array.from({ length: nLines }, () => 199 + Math.floor(random() * 9_000)).sort((a, b) => b - a);
    const candidates = amounts
      .map(() => rivals.map((_, i) => i).filter(() => random() < dens))
      .map((c) => (c.length ? c : [0]));
    const t = performance.now();
    const b = bestCombination(rivals, amounts, candidates);
    times.push(performance.now() - t);
    if (b.proven) proven++;
  }
  times.sort((a, b) => a - b);
  console.log(
    { nLines, k, pct, dens },
    `proven ${proven}/${R}`,
    `median ${times[R >> 1]!.toFixed(3)} p95 ${times[Math.floor(R * 0.95)]!.toFixed(3)} max ${times.at(-1)!.toFixed(2)} ms`,
  );
}
