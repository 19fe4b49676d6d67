/** What a validator answers, and how much it tells. */
import type { FieldFault } from './platform-problems.js';

/** The value as its handler gets it, or why it does not fit. */
export type Verdict = { readonly fit: object } | { readonly faults: readonly FieldFault[] };

/** The most faults that one answer lists. */
export const FAULTS_REPORTED_MAX = 50;

/** Beyond this many values in a body only its first fault is told: telling all of a hostile body costs more than reading it. */
const VALUES_FULLY_REPORTED_MAX = 2_000;

/** True for a value of which only the first fault is told. */
export function isLarge(value: unknown): boolean {
  let seen = 0;
  const visit = (at: unknown): boolean => {
    if (++seen > VALUES_FULLY_REPORTED_MAX) return true;
    return typeof at === 'object' && at !== null && Object.values(at).some(visit);
  };
  return visit(value);
}
