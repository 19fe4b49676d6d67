/**
 * Named places where a test may plant a fault: an error, a pause or a kill. In production nothing is planted and a point costs
 * one check of an empty map. `CARTWRIGHT_FAULT=point:kill` plants one from outside, for chaos runs of real processes.
 */

type Fault = () => void;

const planted = new Map<string, Fault>();
const fromEnvironment = process.env['CARTWRIGHT_FAULT'];
if (fromEnvironment !== undefined && process.env['NODE_ENV'] !== 'production') {
  for (const entry of fromEnvironment.split(',')) {
    const [point = '', nth = '1'] = entry.split(':kill');
    let left = Number(nth || '1');
    planted.set(point, () => {
      if (--left === 0) process.kill(process.pid, 'SIGKILL');
    });
  }
}

/** Marks a place in the code. Runs what a test has planted there. */
export function reached(point: string): void {
  if (planted.size > 0) planted.get(point)?.();
}

/** Plants a fault at a point; the returned function takes it away again. For tests only. */
export function plantFault(point: string, fault: Fault): () => void {
  planted.set(point, fault);
  return () => planted.delete(point);
}
