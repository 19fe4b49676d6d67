/** Lists whose order is that of their ids: UUIDv7, newest first. */
import { isUuid } from '#libs/platform';
import { decodeCursor, invalidCursor } from '#libs/platform/http';

/** The id that the last page ended with; `null` for the first page. @throws Problem 400 INVALID_CURSOR */
export function beforeId(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidCursor();
  return id;
}
