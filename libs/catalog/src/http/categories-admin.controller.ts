import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, Idempotency, uuid7, type Answer, type Tx } from '#libs/platform';
import {
  Access,
  Caller,
  created,
  IfMatch,
  Operation,
  OptionalIdempotencyKey,
  platformProblems,
  staleVersion,
  VERSION_PROBLEMS,
  Versioned,
  versioned,
  type Principal,
} from '#libs/platform/http';
import { catalogProblems } from '../catalog.errors.js';
import type { Category } from '../catalog.types.js';
import { CategoryService, type CategoryOutcome } from '../category.service.js';
import { CategoryDto, categoryDto } from './browse.dto.js';
import { EditCategoryDto, NewCategoryDto } from './category.dto.js';

@ApiTags('catalog administration')
@Access('operator', 'admin')
@Controller('v1/admin/categories')
export class CategoriesAdminController {
  constructor(
    private readonly database: Database,
    private readonly categories: CategoryService,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    id: 'createCategory',
    summary: 'Add a category',
    answer: { status: 201, type: CategoryDto },
    problems: ['CATEGORY_INVALID'],
    idempotent: 'honoured',
  })
  create(
    @Caller() caller: Principal,
    @Body() body: NewCategoryDto,
    @OptionalIdempotencyKey() key: string | undefined,
  ): Promise<Answer<CategoryDto>> {
    return this.idempotency.once({ principal: caller, key, operation: 'createCategory', body }, async (tx) => {
      const shape = { ...body, parentId: body.parentId ?? null, categoryId: uuid7() };
      return created(categoryDto(written(await this.categories.create(tx, shape))));
    });
  }

  @Versioned()
  @Patch(':id')
  @Operation({
    id: 'editCategory',
    summary: 'Rename or move a category; what is below it follows',
    answer: { status: 200, type: CategoryDto },
    problems: ['CATEGORY_INVALID', ...VERSION_PROBLEMS],
  })
  async edit(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number,
    @Body() body: EditCategoryDto,
  ): Promise<Answer<CategoryDto>> {
    const which = { categoryId: id, version };
    // A refusal must throw in the transaction: the catalog's version is raised already, and goes back with it.
    const category = await this.database.transaction(
      async (tx) => written(await this.categories.edit(tx, which, body)),
      { by: caller },
    );
    return versioned(categoryDto(category));
  }

  @Versioned()
  @Delete(':id')
  @Operation({
    id: 'removeCategory',
    summary: 'Remove a category without children and products',
    answer: { status: 204 },
    problems: ['CATEGORY_IN_USE', ...VERSION_PROBLEMS],
  })
  async remove(@Caller() caller: Principal, @Param('id') id: string, @IfMatch() version: number): Promise<void> {
    const remove = async (tx: Tx): Promise<void> => {
      const outcome = await this.categories.remove(tx, { categoryId: id, version });
      if (outcome === 'unknown') throw platformProblems.NOT_FOUND('there is no such category');
      if (outcome === 'in_use') throw catalogProblems.CATEGORY_IN_USE('move its children and products first');
      if (outcome !== 'removed') throw staleVersion(outcome.stale);
    };
    await this.database.transaction(remove, { by: caller });
  }
}

function written(outcome: CategoryOutcome): Category {
  switch (outcome.kind) {
    case 'written':
      return outcome.category;
    case 'unknown':
      throw platformProblems.NOT_FOUND('there is no such category');
    case 'stale':
      throw staleVersion(outcome.version);
    case 'fault':
      throw catalogProblems.CATEGORY_INVALID(FAULTS[outcome.fault], { fault: outcome.fault });
  }
}

const FAULTS: Readonly<Record<Extract<CategoryOutcome, { kind: 'fault' }>['fault'], string>> = {
  unknown_parent: 'there is no such parent',
  cycle: 'a category cannot be below itself',
  too_deep: 'the tree would be too deep',
  path_taken: 'a sibling has this slug',
  too_many: 'there are too many categories',
  exists: 'the category is there already',
};
