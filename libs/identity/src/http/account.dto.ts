/** What accounts look like over HTTP. */
import { Email, Integer, OneOf, pageOf, PageQuery, Text, Time, Uuid } from '#libs/platform/http';
import type { AccountRow } from '../db/account.statements.js';
import {
  ACCOUNT_ROLES,
  DISPLAY_NAME_CHARS_MAX,
  PASSWORD_CHARS_MAX,
  PASSWORD_CHARS_MIN,
  STAFF_ROLES,
  type AccountRole,
  type StaffRole,
} from '../identity.rules.js';

/** One line with something to see in it. */
export const ONE_LINE = /^(?=.*\S)\P{Cc}+$/u;
const NAME = { max: DISPLAY_NAME_CHARS_MAX, pattern: ONE_LINE, example: 'Ada Lovelace' };
export const DisplayName = (optional = false): PropertyDecorator => Text({ ...NAME, ...(optional && { optional }) });

/** A password to be set: at least 10 characters, not the e-mail address, not one of the common ones. */
export const NewPassword = (): PropertyDecorator =>
  Text({
    min: PASSWORD_CHARS_MIN,
    max: PASSWORD_CHARS_MAX,
    example: 'correct horse battery',
    description: 'Not the e-mail address and not among the common ones',
  });

/** A password to be checked: whatever is given may be wrong, so it is only bounded. */
export const PresentPassword = (): PropertyDecorator =>
  Text({ max: PASSWORD_CHARS_MAX, example: 'correct horse battery' });

export class AccountDto {
  @Uuid()
  id!: string;

  @Email({ description: 'Lower case' })
  email!: string;

  @OneOf(ACCOUNT_ROLES)
  role!: AccountRole;

  @Uuid({ nullable: true, description: 'For role merchant' })
  merchantId!: string | null;

  @Text({ max: DISPLAY_NAME_CHARS_MAX, example: 'Ada Lovelace' })
  displayName!: string;

  @Text({ max: 8, description: 'Others name it when they register', example: '7K3MQ0ZT' })
  referralCode!: string;

  @OneOf(['active', 'disabled'])
  state!: string;

  @Integer({ min: 1, description: 'Grows with each change' })
  version!: number;

  @Time()
  createdAt!: string;
}

export const AccountPage = pageOf(AccountDto);

export class RenameDto {
  @DisplayName()
  displayName!: string;
}

export class NewStaffDto {
  @Email()
  email!: string;

  @NewPassword()
  password!: string;

  @DisplayName()
  displayName!: string;

  @OneOf(STAFF_ROLES)
  role!: StaffRole;

  @Uuid({ optional: true, description: 'For role merchant, and only for it' })
  merchantId?: string;
}

export class AccountQuery extends PageQuery {
  @OneOf(ACCOUNT_ROLES, { optional: true })
  role?: AccountRole;

  @OneOf(['active', 'disabled'], { optional: true })
  state?: 'active' | 'disabled';

  @Email({ optional: true, description: 'The account of exactly this address' })
  email?: string;
}

/** An account as its owner and administrators see it. */
export function accountDto(row: AccountRow): AccountDto {
  const { id, email, role, merchantId, displayName, referralCode, state, version, createdAt } = row;
  return { id, email, role, merchantId, displayName, referralCode, state, version, createdAt: createdAt.toISOString() };
}
