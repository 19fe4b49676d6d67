/** Reorder's controller; opened by apps/api only. */
import { Module } from '@nestjs/common';
import { ReorderController } from './http/reorder.controller.js';
import { ReorderModule } from './reorder.module.js';

@Module({ imports: [ReorderModule], controllers: [ReorderController] })
export class ReorderHttpModule {}
