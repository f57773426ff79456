import { type Milliseconds, milliseconds } from '@ballast/resource-model';
import { type OrcaflexSettings, READERS, type ReaderName } from './batch.ts';

interface Defaults {
  /** Share of the machine's memory that all workers together may use. */
  readonly memoryShare: number;
  readonly timeout: Milliseconds;
  readonly hungAfter: Milliseconds;
  readonly licencePatience: Milliseconds;
  readonly unavailableInput: Milliseconds;
  /** Input patterns of each reader. */
  readonly include: Readonly<Record<ReaderName, readonly string[]>>;
}

/** Values that a batch file need not set. The schema fills them in; commands without a batch file use them too. */
export const DEFAULTS: Defaults = {
  memoryShare: 0.75,
  timeout: milliseconds(3_600_000),
  hungAfter: milliseconds(120_000),
  licencePatience: milliseconds(3_600_000),
  unavailableInput: milliseconds(120_000),
  include: {
    openfast: ['**/*.outb', '**/*.out'],
    orcaflex: ['**/*.sim'],
    one: ['**/*Report.txt', '**/*Report_[0-9][0-9][0-9][0-9].txt'],
    'own-task': ['**/*'],
  },
};

/** Patterns of the files of every reader; a task of the user's own takes any file. */
export const READER_PATTERNS: readonly string[] = READERS.flatMap((reader) => DEFAULTS.include[reader]);

export const DEFAULT_ORCAFLEX: OrcaflexSettings = {
  library: null,
  logging: 'default',
  version: null,
  licences: { scope: 'machine', patience: DEFAULTS.licencePatience, seats: 'auto' },
};
