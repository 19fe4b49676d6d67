import { greedyCombination } from '../pricing/approximate-combination.rules.js';
import { searchExactly } from '../pricing/exact-combination.rules.js';
import type { Rival } from '../pricing/competition.rules.js';
import { CoverSearch, valueMaxOf } from '../pricing/cover-search.rules.js';
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const random = seeded(11);
const orig = CoverSearch.prototype.run;
let log: string[] = [];
CoverSearch.prototype.run = function (this: any) {
  const n0 = this.budget.nodesLeft;
  const v0 = this.best.valueMinor;
  const r = orig.call(this);
  log.push(
    `  target ${this.target.steps} max ${valueMaxOf(this.target, this.target.ratedMax, this.budget)} nodes ${n0 - this.budget.nodesLeft} best ${v0}->${this.best.valueMinor} free ${this.free.length}`,
  );
  return r;
};
for (let round = 0; round < 12; round++) {
  const nLines = 60,
    k = 4,
    pct = 1,
    dens = 0.5,
    total = nLines * 4700;
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
  const masks = candidates.map((c) => c.reduce((m, r) => m | (1 << r), 0));
  const best = greedyCombination({ rivals, amounts, candidates });
  log = [];
  const g = best.valueMinor;
  const proven = searchExactly({ rivals, amounts, masks }, best, { nodesLeft: 20000, coarseBelow: 15000 });
  console.log(
    proven,
    'greedy',
    g,
    'best',
    best.valueMinor,
    JSON.stringify(rivals.map((r) => r.steps.map((s) => s.fromMinor + ':' + s.gives).join(' '))),
  );
  if (!proven) console.log(log.join('\n'));
}
