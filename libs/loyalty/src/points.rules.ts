/** What points are worth in credit. Pure. */
import type { LoyaltySettings } from './loyalty.settings.js';

/** Why points cannot be converted. */
export type ConversionFault = 'MULTIPLE' | 'MINIMUM';

/** The credit that so many points are worth, or why they cannot be converted. */
export function creditOfPoints(
  points: number,
  settings: Pick<LoyaltySettings, 'pointsStep' | 'pointsStepCreditMinor' | 'pointsConversionMin'>,
): number | ConversionFault {
  if (points < settings.pointsConversionMin) return 'MINIMUM';
  if (points % settings.pointsStep !== 0) return 'MULTIPLE';
  return (points / settings.pointsStep) * settings.pointsStepCreditMinor;
}
