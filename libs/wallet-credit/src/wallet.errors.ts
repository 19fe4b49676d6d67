/** Refusals of the wallet, by stable code. */
import { defineProblems } from '#libs/platform';

export const walletProblems = defineProblems({
  GRANT_NOT_FOUND: { status: 404, title: 'No such grant' },
  GRANT_DECIDED: { status: 409, title: 'The grant is decided already' },
  GRANT_NEEDS_SECOND_PERSON: { status: 403, title: 'Somebody else must decide' },
  STATEMENT_IS_CSV: { status: 406, title: 'A statement is text/csv' },
});
