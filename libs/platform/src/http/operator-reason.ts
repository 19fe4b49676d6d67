/** Why an operator does something by hand: sent with the act, and kept with it in the audit log. */
import { Text } from './fields.js';

/** The longest reason that is taken. */
const REASON_LENGTH_MAX = 500;

/** One line with something to see in it. */
export class OperatorReasonDto {
  @Text({
    min: 1,
    max: REASON_LENGTH_MAX,
    pattern: /^(?=.*\S)\P{Cc}+$/u,
    description: 'Why; kept with who and when',
    example: 'The gateway was away; it answers again',
  })
  reason!: string;
}
