/** Accounts as TypeORM sees them: for administration's lists and single reads. */
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountRole } from '../identity.rules.js';

export type AccountState = 'active' | 'disabled';

@Entity({ schema: 'identity', name: 'account' })
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  /** PHC text of argon2id; null for an account nobody can log in to with a password. */
  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash?: string | null;

  /** Counts password changes (not rehashes): a login is good only for the password it checked. */
  @Column('integer', { name: 'password_version' })
  passwordVersion!: number;

  @Column('text')
  role!: AccountRole;

  @Column('uuid', { name: 'merchant_id', nullable: true })
  merchantId!: string | null;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  @Column('text', { name: 'referral_code' })
  referralCode!: string;

  @Column('uuid', { name: 'referred_by', nullable: true })
  referredBy!: string | null;

  @Column('text')
  state!: AccountState;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
