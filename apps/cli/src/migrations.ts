/** Collects the migrations of all libraries through their `/migrations` doors. */
import { migrationNames, type MigrationClass } from '#libs/platform/migrations';

/** The migrations of one library, or why they could not be loaded (for the testing kit, which then goes on without it). */
export interface LibraryMigrations {
  readonly library: string;
  readonly migrations: readonly MigrationClass[];
  readonly failure?: unknown;
}

/** Each library that owns a schema, with the way to its migrations; platform first, its extensions are used by the others. */
const doors: readonly (readonly [library: string, open: () => Promise<Record<string, unknown>>])[] = [
  ['platform', () => import('#libs/platform/migrations')],
  ['identity', () => import('#libs/identity/migrations')],
  ['merchant', () => import('#libs/merchant/migrations')],
  ['catalog', () => import('#libs/catalog/migrations')],
  ['inventory', () => import('#libs/inventory/migrations')],
  ['promotion', () => import('#libs/promotion/migrations')],
  ['cart', () => import('#libs/cart/migrations')],
  ['wallet-credit', () => import('#libs/wallet-credit/migrations')],
  ['loyalty', () => import('#libs/loyalty/migrations')],
  ['wallet-saga', () => import('#libs/wallet-saga/migrations')],
  ['payment', () => import('#libs/payment/migrations')],
  ['order', () => import('#libs/order/migrations')],
  ['notification', () => import('#libs/notification/migrations')],
  ['fulfilment', () => import('#libs/fulfilment/migrations')],
];

/** All migrations, for `npm run migrate` and the start. @throws Error when a library's cannot be loaded */
export async function loadMigrations(): Promise<readonly MigrationClass[]> {
  const libraries = await loadLibraryMigrations();
  const broken = libraries.find((library) => library.failure !== undefined);
  if (broken) throw new Error(`The migrations of libs/${broken.library} cannot be loaded.`, { cause: broken.failure });
  return libraries.flatMap((library) => library.migrations);
}

/** The names of all migrations in the order they apply: what a database must have for this code. */
export async function loadMigrationNames(): Promise<readonly string[]> {
  return migrationNames(await loadMigrations());
}

/** As {@link loadMigrations}, library by library, with failures as data. */
export async function loadLibraryMigrations(): Promise<readonly LibraryMigrations[]> {
  return Promise.all(
    doors.map(async ([library, open]) => {
      try {
        const door = await open();
        return { library, migrations: migrationsIn(library, door) };
      } catch (failure) {
        return { library, migrations: [], failure };
      }
    }),
  );
}

/** A door exports `<library>Migrations` in camel case. */
function migrationsIn(library: string, door: Record<string, unknown>): readonly MigrationClass[] {
  const name = `${library.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Migrations`;
  const list = door[name];
  if (!Array.isArray(list) || list.length === 0)
    throw new Error(`libs/${library}/src/migrations.ts must export a non-empty array ${name}`);
  return list as readonly MigrationClass[];
}
