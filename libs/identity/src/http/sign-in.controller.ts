import { Body, Controller, Delete, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import { Access, Caller, Operation, OptionalIdempotencyKey, Public, type Principal } from '#libs/platform/http';
import { GuestService } from '../guest.service.js';
import { IdentityService } from '../identity.service.js';
import { SessionService } from '../session.service.js';
import {
  GuestDto,
  LoginDto,
  NewGuestDto,
  PasswordChangeDto,
  PasswordChangedDto,
  RefreshDto,
  RegistrationDto,
  SignedInDto,
  signedInDto,
  TokensDto,
  tokensDto,
} from './session.dto.js';

@ApiTags('identity')
@Controller('v1')
export class SignInController {
  constructor(
    private readonly identity: IdentityService,
    private readonly sessions: SessionService,
    private readonly guests: GuestService,
  ) {}

  @Public()
  @Post('customers')
  @Operation({
    id: 'registerCustomer',
    summary: 'Register and be signed in',
    description: 'A repetition under the same Idempotency-Key signs in anew: tokens are kept nowhere.',
    answer: { status: 201, type: SignedInDto },
    problems: [
      'EMAIL_TAKEN',
      'EMAIL_NOT_ACCEPTED',
      'PASSWORD_NOT_ACCEPTED',
      'REFERRAL_CODE_UNKNOWN',
      'GUEST_TOKEN_REFUSED',
      'TOO_MANY_ATTEMPTS',
    ],
    idempotent: 'honoured',
  })
  async register(
    @Body() body: RegistrationDto,
    @Ip() address: string,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<SignedInDto>> {
    const registered = await this.identity.register(body, address, key);
    return Answer.of(201, signedInDto(registered), registered.replayed ? { 'Idempotency-Replayed': 'true' } : {});
  }

  @Public()
  @Post('sessions')
  @Operation({
    id: 'logIn',
    summary: 'Log in with e-mail address and password',
    description:
      'Unknown address, wrong password and disabled account are answered alike. Every login opens a session.',
    answer: { status: 201, type: SignedInDto },
    problems: ['LOGIN_REFUSED', 'GUEST_TOKEN_REFUSED', 'TOO_MANY_ATTEMPTS'],
  })
  async logIn(@Body() body: LoginDto, @Ip() address: string): Promise<SignedInDto> {
    return signedInDto(await this.sessions.logIn(body, address));
  }

  @Public()
  @Post('sessions/refresh')
  @Operation({
    id: 'refreshSession',
    summary: 'Exchange a refresh token for a new pair of tokens',
    description:
      'Each refresh token is good for one exchange; using one again ends its session, for whoever holds its tokens.',
    answer: { status: 200, type: TokensDto },
    problems: ['REFRESH_REFUSED', 'REFRESH_UNDER_WAY', 'TOO_MANY_ATTEMPTS'],
  })
  async refresh(@Body() body: RefreshDto, @Ip() address: string): Promise<TokensDto> {
    return tokensDto(await this.sessions.refresh(body.refreshToken, address));
  }

  @Access('customer', 'merchant', 'operator', 'admin')
  @Delete('sessions/current')
  @Operation({ id: 'logOut', summary: 'End this session', answer: { status: 204 } })
  async logOut(@Caller() caller: Principal): Promise<void> {
    await this.sessions.logOut(caller.sessionId!);
  }

  @Access('customer', 'merchant', 'operator', 'admin')
  @Post('password-changes')
  @Operation({
    id: 'changePassword',
    summary: 'Change the password; all other sessions end',
    answer: { status: 201, type: PasswordChangedDto },
    problems: ['CURRENT_PASSWORD_WRONG', 'PASSWORD_NOT_ACCEPTED', 'TOO_MANY_ATTEMPTS'],
  })
  async changePassword(@Caller() caller: Principal, @Body() body: PasswordChangeDto): Promise<PasswordChangedDto> {
    const sessionsEnded = await this.sessions.changePassword(
      { accountId: caller.id, sessionId: caller.sessionId! },
      { current: body.currentPassword, wanted: body.newPassword },
    );
    return { sessionsEnded };
  }

  @Public()
  @Post('guests')
  @Operation({
    id: 'welcomeGuest',
    summary: 'Get a guest token for a device',
    description: 'The same device gets the same guest, whose cart is kept. A guest has a cart and nothing else.',
    answer: { status: 201, type: GuestDto },
    problems: ['TOO_MANY_ATTEMPTS'],
  })
  async welcome(@Body() body: NewGuestDto, @Ip() address: string): Promise<GuestDto> {
    const { guestId, guestToken, expiresAt } = await this.guests.welcome(body.deviceId, address);
    return { guestId, guestToken, expiresAt: expiresAt.toISOString() };
  }
}
