/** Identity's door for the command line: its migrations, in order. */
import { IdentityCreate1763700000100 } from './db/migrations/1763700000100-identity-create.js';

export const identityMigrations = [IdentityCreate1763700000100];
