/** The catalog's version: one row that every write raises first, once a transaction, and that tells snapshots when to look. */
import { Injectable } from '@nestjs/common';
import { Database, raiseSnapshotVersion, type Tx } from '#libs/platform';

/** The channel on which a commit is announced. */
export const CATALOG_CHANGED = 'catalog_changed';
/** The name of its version row. */
export const CATALOG = 'catalog';

@Injectable()
export class CatalogVersion {
  private readonly raised = new WeakMap<Tx, Promise<number>>();

  constructor(private readonly database: Database) {}

  /**
   * The version that this transaction's rows are stamped with. The first call locks the row until the commit, so writers of
   * the catalog come one after another, and what a writer has checked stays true until it has written.
   */
  raise(tx: Tx): Promise<number> {
    let version = this.raised.get(tx);
    if (version === undefined) {
      version = raiseSnapshotVersion(tx, CATALOG);
      this.raised.set(tx, version);
      tx.afterCommit(() => this.announce());
    }
    return version;
  }

  private announce(): void {
    // A hint: when it is lost, the listeners' poll finds the change.
    this.database.query(`NOTIFY ${CATALOG_CHANGED}`).catch(() => undefined);
  }
}
