/** Identity's door: accounts, sessions, guests and keys. A leaf: it knows no other library but platform. */
export { IdentityModule } from './identity.module.js';
export { IdentityService, type ReferralObserver } from './identity.service.js';
export { StaffService } from './staff.service.js';
export { IdentitySettings, type IdentityLimits, type IdentityOverrides, type RateLimit } from './identity.settings.js';
export { SessionAuthenticator } from './session.authenticator.js';
export { StepUpService, type StepUp } from './step-up.service.js';
export { GuestAdopter } from './guest.service.js';
export { SecurityLog, type SecurityEvent } from './security.log.js';
export { normalisedEmail, type AccountRole, type StaffRole } from './identity.rules.js';
export type { AppointOutcome, CreateAccountOutcome, NewAccount } from './account.types.js';
export type { AccountRow as Account } from './db/account.statements.js';
