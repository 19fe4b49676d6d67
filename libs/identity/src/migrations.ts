/** Identity's door for the command line: its migrations, in order. */
import { IdentityCreate1763700000100 } from './db/migrations/1763700000100-identity-create.js';

import { IdentityPasswordChangedAt1763700001390 } from './db/migrations/1763700001390-password-changed-at.js';

export const identityMigrations = [IdentityCreate1763700000100, IdentityPasswordChangedAt1763700001390];
