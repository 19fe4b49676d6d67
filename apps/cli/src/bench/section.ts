/** What a section of the bench is. */
import type { Stage } from './stage.js';

/** How thorough a run is. */
export interface BenchPlan {
  /** The whole bench stays under a minute. */
  readonly quick: boolean;
  /** Insists on a driver for the reference. */
  readonly referenceDriver?: 'pgbench' | 'own';
}

/** A number of the table for people. `target` says what it should be. */
export interface BenchFigure {
  readonly name: string;
  readonly value: number | undefined;
  readonly unit: string;
  readonly target?: { readonly atLeast?: number; readonly atMost?: number };
}

/** What a section found: `json` under its name in the JSON object, `figures` for people. */
export interface SectionReport {
  readonly json: Readonly<Record<string, unknown>>;
  readonly figures: readonly BenchFigure[];
}

/** One subject of the bench. */
export interface BenchSection {
  readonly name: string;
  readonly about: string;
  /** Runs when no section is asked for by name. */
  readonly byDefault: boolean;
  run(stage: Stage, plan: BenchPlan): Promise<SectionReport>;
}
