/** In which order a batch of requests may be served so that one statement serves as many as possible. */
import type { TakeOut, TakeOutOutcome } from './cart.types.js';

/**
 * Requests that share no line form a wave and are served by one statement; a request that names a line of an earlier one waits
 * for it, since requests are served in array order. Nearly always there is one wave.
 */
export class TakeOutPlan {
  private readonly settled: (TakeOutOutcome | undefined)[];
  private readonly taken = new Set<string>();
  private readonly stale = new Set<string>();

  constructor(private readonly requests: readonly TakeOut[]) {
    this.settled = requests.map(({ lines }) => {
      if (new Set(lines.map((line) => line.lineId)).size !== lines.length)
        throw new Error('a request to take out lines names one twice');
      return lines.length === 0 ? 'taken' : undefined;
    });
  }

  /** The places of the requests to serve next; empty when all are settled. */
  nextWave(): readonly number[] {
    const wave: number[] = [];
    const claimed = new Set<string>();
    this.requests.forEach(({ ownerId, lines }, place) => {
      if (this.settled[place] !== undefined) return;
      if (lines.some((line) => this.taken.has(line.lineId) || this.stale.has(keyOf(ownerId, line)))) {
        this.settled[place] = 'changed';
        return;
      }
      if (!lines.some((line) => claimed.has(line.lineId))) wave.push(place);
      for (const line of lines) claimed.add(line.lineId);
    });
    return wave;
  }

  /** Records what the statement said of a wave: the lines that were not as the requests knew them. */
  settle(wave: readonly number[], missing: readonly { readonly request: number; readonly lineId: string }[]): void {
    const refused = new Set<number>();
    for (const { request, lineId } of missing) {
      refused.add(request);
      const { ownerId, lines } = this.requests[request]!;
      this.stale.add(
        keyOf(
          ownerId,
          lines.find((line) => line.lineId === lineId)!,
        ),
      );
    }
    for (const place of wave) {
      this.settled[place] = refused.has(place) ? 'changed' : 'taken';
      if (!refused.has(place)) for (const line of this.requests[place]!.lines) this.taken.add(line.lineId);
    }
  }

  /** One outcome per request. @throws Error while a request is not settled. */
  outcomes(): readonly TakeOutOutcome[] {
    return this.settled.map((outcome) => {
      if (outcome === undefined) throw new Error('a request to take out lines was not served');
      return outcome;
    });
  }
}

function keyOf(ownerId: string, line: { readonly lineId: string; readonly version: number }): string {
  return `${ownerId}:${line.lineId}:${line.version}`;
}
