import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answer } from '#libs/platform';
import {
  Access,
  Caller,
  Operation,
  OptionalIdempotencyKey,
  pageFrom,
  PageQuery,
  type Page,
  type Principal,
  idCursor,
} from '#libs/platform/http';
import { ApiKeyService } from '../api-key.service.js';
import { ApiKeyDto, apiKeyDto, ApiKeyPage, CreatedApiKeyDto, NewApiKeyDto } from './api-key.dto.js';

@ApiTags('identity administration')
@Access('admin')
@Controller('v1/admin/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeyService) {}

  @Post()
  @Operation({
    id: 'createApiKey',
    summary: 'Make an API key for a service; it is shown once',
    answer: { status: 201, type: CreatedApiKeyDto },
    problems: ['EXPIRY_PASSED'],
    idempotent: 'honoured',
  })
  async create(
    @Caller() caller: Principal,
    @Body() body: NewApiKeyDto,
    @OptionalIdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<Answer<CreatedApiKeyDto>> {
    const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt);
    const wanted = { name: body.name, scopes: body.scopes, expiresAt };
    const { row, key, replayed } = await this.keys.create(wanted, caller, idempotencyKey);
    return Answer.of(201, { ...apiKeyDto(row), key }, replayed ? { 'Idempotency-Replayed': 'true' } : {});
  }

  @Get()
  @Operation({ id: 'listApiKeys', summary: 'API keys, newest first', answer: { status: 200, type: ApiKeyPage } })
  async list(@Query() query: PageQuery): Promise<Page<ApiKeyDto>> {
    const rows = await this.keys.list(query.limit, idCursor(query.cursor));
    return pageFrom(rows, query.limit, { cursor: (last) => [last.id], item: apiKeyDto });
  }

  @Delete(':id')
  @Operation({ id: 'revokeApiKey', summary: 'Refuse an API key from now on', answer: { status: 200, type: ApiKeyDto } })
  async revoke(@Caller() caller: Principal, @Param('id') id: string): Promise<ApiKeyDto> {
    return apiKeyDto(await this.keys.revoke(id, caller));
  }
}
