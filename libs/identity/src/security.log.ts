/** What a security officer wants to find again, as structured log lines. No secret, no token, no e-mail address ever goes in. */
import { Injectable, Logger } from '@nestjs/common';

/** The events by name. `address` is the client's network address. */
export type SecurityEvent =
  | { readonly event: 'login_refused'; readonly accountId: string | null; readonly address: string }
  | { readonly event: 'attempts_limited'; readonly limit: string; readonly address: string }
  | { readonly event: 'refresh_reused'; readonly sessionId: string; readonly address: string }
  | { readonly event: 'password_changed'; readonly accountId: string; readonly sessionsEnded: number }
  | { readonly event: 'password_change_refused' | 'step_up_refused'; readonly accountId: string }
  | { readonly event: 'staff_created'; readonly accountId: string; readonly role: string; readonly by: string }
  | { readonly event: 'account_appointed'; readonly accountId: string; readonly merchantId: string }
  | { readonly event: 'account_disabled' | 'account_enabled'; readonly accountId: string; readonly by: string }
  | { readonly event: 'api_key_created' | 'api_key_revoked'; readonly keyId: string; readonly by: string }
  | { readonly event: 'revocations_unheard'; readonly reason: string };

const NOTEWORTHY: ReadonlySet<SecurityEvent['event']> = new Set([
  'login_refused',
  'attempts_limited',
  'refresh_reused',
  'password_change_refused',
  'step_up_refused',
  'revocations_unheard',
]);

@Injectable()
export class SecurityLog {
  private readonly logger = new Logger('identity');

  /** Writes one event. */
  record(event: SecurityEvent): void {
    if (NOTEWORTHY.has(event.event)) this.logger.warn(event);
    else this.logger.log(event);
  }
}
