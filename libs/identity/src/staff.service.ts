/** Accounts of staff and the state of all accounts: what administrators do. */
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database, Idempotency, uuid7, type AdminAct, type Tx } from '#libs/platform';
import { platformProblems } from '#libs/platform/http';
import type { AppointOutcome, NewAccount, NewStaff } from './account.types.js';
import { AccountEntity, type AccountState } from './db/account.entity.js';
import { appointAccount, lockAdmins, readAccount, setAccountState, type AccountRow } from './db/account.statements.js';
import { endSessionsOf } from './db/session.statements.js';
import { acceptedEmail, checkPassword, identityProblems } from './identity.errors.js';
import type { AccountRole } from './identity.rules.js';
import { IdentityService } from './identity.service.js';
import { PasswordHasher } from './password.hasher.js';
import { Revocations } from './revocations.js';
import { SecurityLog } from './security.log.js';

/** Who does it; a caller as the guard knows it, so that the act is recorded. */
export interface Actor {
  readonly id: string;
  readonly act?: AdminAct;
}

/** Which accounts to list. */
export interface AccountFilter {
  readonly role?: AccountRole | undefined;
  readonly state?: AccountState | undefined;
  /** Exactly this address, normalised. */
  readonly email?: string | undefined;
  /** The last account of the page before. */
  readonly beforeId?: string | undefined;
}

@Injectable()
export class StaffService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly identity: IdentityService,
    private readonly hasher: PasswordHasher,
    private readonly revocations: Revocations,
    private readonly log: SecurityLog,
  ) {}

  /** Accounts, newest first, one more than `limit` when there are more. */
  async list(limit: number, { role, state, email, beforeId }: AccountFilter): Promise<AccountEntity[]> {
    return this.database.repository(AccountEntity).find({
      where: {
        ...(role !== undefined && { role }),
        ...(state !== undefined && { state }),
        ...(email !== undefined && { email }),
        ...(beforeId !== undefined && { id: LessThan(beforeId) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
  }

  /** Creates an account for staff, by an administrator. @throws Problem 409 EMAIL_TAKEN, 422 EMAIL_NOT_ACCEPTED, PASSWORD_NOT_ACCEPTED */
  async create(
    staff: NewStaff,
    by: Actor,
    key: string | undefined,
  ): Promise<{ account: AccountRow; replayed: boolean }> {
    const { password, displayName, role, merchantId } = staff;
    const email = acceptedEmail(staff.email);
    checkPassword(password, email);
    if ((role === 'merchant') !== (merchantId !== undefined)) {
      throw identityProblems.MERCHANT_ID_MISPLACED(
        role === 'merchant' ? 'merchantId is missing' : `the role is ${role}`,
      );
    }
    const passwordHash = await this.hasher.hash(password, role);
    const answer = await this.idempotency.once(
      { principal: by, key, operation: 'createStaffAccount', body: { email, displayName, role, merchantId } },
      async (tx) => {
        const account: NewAccount = {
          id: uuid7(),
          email,
          role,
          displayName,
          passwordHash,
          ...(merchantId && { merchantId }),
        };
        const [outcome] = await this.identity.createAccounts(tx, [account]);
        if (outcome!.kind !== 'created') throw identityProblems.EMAIL_TAKEN('use another address');
        return { status: 201, body: { id: account.id } };
      },
    );
    const { id } = answer.body;
    if (!answer.replayed) this.log.record({ event: 'staff_created', accountId: id, role, by: by.id });
    return { account: (await this.identity.account(id))!, replayed: answer.replayed };
  }

  /**
   * Gives a customer's account the role `merchant` for one merchant. Its sessions go on, and every process looks up anew what they
   * may: with the commit it is a merchant's account everywhere. An account has one role, so it shops no more. A disabled account is
   * appointed too, and stays disabled.
   */
  async appoint(
    tx: Tx,
    { accountId, merchantId }: { readonly accountId: string; readonly merchantId: string },
  ): Promise<AppointOutcome> {
    if ((await tx.change(appointAccount, [accountId, merchantId])) === 0) {
      const [account] = await tx.run(readAccount, [accountId]);
      if (account === undefined) return 'unknown';
      return account.merchantId === merchantId ? 'exists' : 'taken';
    }
    await this.revocations.announce(tx, { of: 'account', id: accountId });
    tx.afterCommit(() => this.log.record({ event: 'account_appointed', accountId, merchantId }));
    return 'appointed';
  }

  /**
   * Lets an account act again, or stops it: all its sessions end. @throws Problem 404, 409 ACCOUNT_IS_YOUR_OWN
   * The caller is checked under the lock on all administrators, so two who disable each other cannot leave none.
   */
  async setState(id: string, state: 'active' | 'disabled', by: Actor): Promise<AccountRow> {
    if (id === by.id) throw identityProblems.ACCOUNT_IS_YOUR_OWN('ask another administrator');
    const change = async (tx: Tx): Promise<AccountRow> => {
      const admins = await tx.run(lockAdmins);
      if (!admins.some((admin) => admin.id === by.id))
        throw platformProblems.FORBIDDEN('you are no administrator any more');
      const [changed] = await tx.run(setAccountState, [id, state]);
      if (changed === undefined) return foundAccount((await tx.run(readAccount, [id]))[0]);
      if (state === 'disabled') {
        await tx.change(endSessionsOf, [id, null, tx.now, 'account_disabled']);
        await this.revocations.announce(tx, { of: 'account', id });
      }
      tx.afterCommit(() =>
        this.log.record({ event: `account_${state === 'active' ? 'enabled' : 'disabled'}`, accountId: id, by: by.id }),
      );
      return changed;
    };
    return this.database.transaction(change, { by });
  }
}

/** @throws Problem 404 */
function foundAccount(account: AccountRow | undefined): AccountRow {
  if (account === undefined) throw platformProblems.NOT_FOUND('there is no such account');
  return account;
}
