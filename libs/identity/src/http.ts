/** Identity's door for apps/api: its controllers. The services come from the global IdentityModule. */
import { Module } from '@nestjs/common';
import { AccountsController } from './http/accounts.controller.js';
import { ApiKeysController } from './http/api-keys.controller.js';
import { MeController } from './http/me.controller.js';
import { SignInController } from './http/sign-in.controller.js';

@Module({ controllers: [SignInController, MeController, AccountsController, ApiKeysController] })
export class IdentityHttpModule {}
