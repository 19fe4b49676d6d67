/** What those who keep the category tree send over HTTP. */
import { Integer, Text, Uuid } from '#libs/platform/http';
import { LINE } from './shared.dto.js';

const optional = { optional: true } as const;
const SLUG = { max: 60, pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, example: 'kitchen' };
const CATEGORY_NAME = { max: 80, pattern: LINE, example: 'Kitchen' };
const POSITION = { min: 0, max: 100_000, example: 0, description: 'Among its siblings, lower first' };

export class NewCategoryDto {
  @Uuid({ ...optional, nullable: true, description: 'Absent or null: at the root' })
  parentId?: string | null;

  @Text(SLUG)
  slug!: string;

  @Text(CATEGORY_NAME)
  name!: string;

  @Integer({ ...POSITION, default: 0 })
  position: number = 0;
}

export class EditCategoryDto {
  @Uuid({ ...optional, nullable: true, description: 'null: to the root' })
  parentId?: string | null;

  @Text({ ...SLUG, ...optional })
  slug?: string;

  @Text({ ...CATEGORY_NAME, ...optional })
  name?: string;

  @Integer({ ...POSITION, ...optional })
  position?: number;
}
