import { type Milliseconds, milliseconds } from '@ballast/resource-model';
import type { ReaderName } from './batch.ts';

interface Defaults {
  /** Share of the machine's memory that all workers together may take. */
  readonly memoryShare: number;
  readonly timeout: Milliseconds;
  readonly hungAfter: Milliseconds;
  readonly licencePatience: Milliseconds;
  readonly unavailableInput: Milliseconds;
  /** Patterns of a reader's inputs. */
  readonly include: Readonly<Record<ReaderName, readonly string[]>>;
}

/** What holds unless a batch file says otherwise. The schema fills it in; commands that need no batch file use it as well. */
export const DEFAULTS: Defaults = {
  memoryShare: 0.75,
  timeout: milliseconds(3_600_000),
  hungAfter: milliseconds(120_000),
  licencePatience: milliseconds(3_600_000),
  unavailableInput: milliseconds(120_000),
  include: { openfast: ['**/*.outb', '**/*.out'], orcaflex: ['**/*.sim'] },
};
