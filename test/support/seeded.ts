/** Numbers drawn by a seed (mulberry32): the same seed gives the same run. */
export class Seeded {
  private state: number;

  constructor(readonly seed: number) {
    this.state = seed | 0;
  }

  /** A seed of the environment variable, or a new one. */
  static of(variable: string): Seeded {
    const given = process.env[variable];
    return new Seeded(given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given));
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new RangeError('nothing to pick from');
    return values[this.below(values.length)]!;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}
