/** What counts as text: PostgreSQL cannot keep NUL, and a lone surrogate has no UTF-8 form. Both are refused at the door. */

const NOT_TEXT = /[\0\p{Surrogate}]/u;

/** True when the string has neither NUL nor a lone surrogate. */
export function isText(value: string): boolean {
  return !NOT_TEXT.test(value);
}
