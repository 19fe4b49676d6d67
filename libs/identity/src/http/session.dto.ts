/** What signing in looks like over HTTP. */
import { Email, FreeForm, Integer, Nested, OneOf, Text, Time, Uuid } from '#libs/platform/http';
import type { SessionTokens, SignedIn } from '../session.service.js';
import { AccountDto, accountDto, DisplayName, NewPassword, PresentPassword } from './account.dto.js';

const TOKEN_CHARS_MAX = 200;
const GUEST_TOKEN = {
  optional: true,
  max: TOKEN_CHARS_MAX,
  description: "The cart of this guest becomes the customer's, in the same transaction",
  example: 'cwg_019a5d2e7c407d618f3a2b9c4e5f6a7b.tdz1mo.pQ3rXb1YV0m2uJ8s9wK4tG7hL6nD5cF0aE1iR2oZxW8',
};

export class RegistrationDto {
  @Email()
  email!: string;

  @NewPassword()
  password!: string;

  @DisplayName()
  displayName!: string;

  @Text({ optional: true, max: 20, description: 'Of the customer who recommended the shop', example: '7K3MQ0ZT' })
  referralCode?: string;

  @Text(GUEST_TOKEN)
  guestToken?: string;
}

export class LoginDto {
  @Email()
  email!: string;

  @PresentPassword()
  password!: string;

  @Text(GUEST_TOKEN)
  guestToken?: string;
}

export class RefreshDto {
  @Text({ max: TOKEN_CHARS_MAX, example: 'cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E' })
  refreshToken!: string;
}

export class TokensDto {
  @Text({
    description: 'Send as `Authorization: Bearer …`',
    example: 'cwa_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E',
  })
  accessToken!: string;

  @OneOf(['Bearer'])
  tokenType!: 'Bearer';

  @Time()
  accessExpiresAt!: string;

  @Text({ description: 'Good for one exchange', example: 'cwr_Zk3m0bqQ0y1w8u5nA7xS2dF4gH6jK9lP1oI3uY5tR7E' })
  refreshToken!: string;

  @Time()
  refreshExpiresAt!: string;

  @Uuid()
  sessionId!: string;
}

export class SignedInDto extends TokensDto {
  @Nested(() => AccountDto)
  account!: AccountDto;

  @FreeForm({ nullable: true, description: "What became of the guest's cart; null without a guest", example: null })
  cartMerge!: unknown;
}

export class PasswordChangeDto {
  @PresentPassword()
  currentPassword!: string;

  @NewPassword()
  newPassword!: string;
}

export class PasswordChangedDto {
  @Integer({ min: 0, description: 'Other sessions of the account that were ended' })
  sessionsEnded!: number;
}

export class NewGuestDto {
  @Text({
    min: 16,
    max: 128,
    pattern: /^[A-Za-z0-9._:-]+$/,
    description: 'Made up at random by the device and kept there: who knows it is this guest',
    example: 'b7c2f1de-9a04-4c53-8a6e-3f1d2c5b7a90',
  })
  deviceId!: string;
}

export class GuestDto {
  @Uuid()
  guestId!: string;

  @Text({ max: TOKEN_CHARS_MAX, description: 'Send as `Authorization: Bearer …`', example: GUEST_TOKEN.example })
  guestToken!: string;

  @Time()
  expiresAt!: string;
}

export function tokensDto(tokens: SessionTokens): TokensDto {
  const { accessToken, accessExpiresAt, refreshToken, refreshExpiresAt, sessionId } = tokens;
  return {
    accessToken,
    tokenType: 'Bearer',
    accessExpiresAt: accessExpiresAt.toISOString(),
    refreshToken,
    refreshExpiresAt: refreshExpiresAt.toISOString(),
    sessionId,
  };
}

export function signedInDto({ tokens, account, cartMerge }: SignedIn): SignedInDto {
  return { ...tokensDto(tokens), account: accountDto(account), cartMerge };
}
