/** Which tier a spend is worth, and what a table of tiers must be like. Pure. */
import type { Standing, Tier } from './loyalty.types.js';

export const TIERS_MAX = 10;
export const MULTIPLIER_BPS_MAX = 100_000;
export const EXTENSION_DAYS_MAX = 3_650;
/** A word that catalog's member prices and member offers can name. */
export const TIER_NAME = /^[a-z][a-z0-9_-]{0,31}$/;

/** The highest tier reached; `undefined` below the first. */
export function tierOf(spendMinor: number, tiers: readonly Tier[]): Tier | undefined {
  let reached: Tier | undefined;
  for (const tier of tiers)
    if (tier.fromMinor <= spendMinor && (reached === undefined || tier.fromMinor > reached.fromMinor)) reached = tier;
  return reached;
}

/** The next tier up, and what is missing to it; `undefined` at the top. */
export function nextTier(
  spendMinor: number,
  tiers: readonly Tier[],
): { readonly name: string; readonly addMinor: number } | undefined {
  const above = tiers.filter((tier) => tier.fromMinor > spendMinor).sort((a, b) => a.fromMinor - b.fromMinor)[0];
  return above === undefined ? undefined : { name: above.name, addMinor: above.fromMinor - spendMinor };
}

/** What is wrong with a table, as sentences; empty when nothing is. */
export function tierTableFaults(tiers: readonly Tier[]): readonly string[] {
  const faults: string[] = [];
  const names = tiers.map((tier) => tier.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) faults.push(`the tier ${twice} is there twice`);
  tiers.forEach((tier, i) => {
    const below = tiers[i - 1];
    if (below !== undefined && tier.fromMinor <= below.fromMinor)
      faults.push(`${tier.name} must begin above ${below.name}: tiers rise from one to the next`);
  });
  return faults;
}

/** What buying knows of a customer without a tier. */
export const NO_STANDING: Standing = { member: null, earningMultiplierBps: 10_000, expiryExtensionDays: 0 };

/** What buying must know of a customer in this tier. */
export function standingIn(tier: Tier | undefined): Standing {
  if (tier === undefined) return NO_STANDING;
  const { name, discountBps, earningMultiplierBps, expiryExtensionDays } = tier;
  return { member: { tier: name, discountBps }, earningMultiplierBps, expiryExtensionDays };
}
