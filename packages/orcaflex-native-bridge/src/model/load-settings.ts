import type { OnLicenceNotFound } from '../abi/licence-handler.ts';

/**
 * Where the log is kept while a model is loaded: the library's choice, left in the file and read on demand, in memory,
 * or on disk.
 */
export type Logging = 'default' | 'virtual' | 'memory' | 'disk';

export interface LoadSettings {
  /** Threads of this model alone; a machine carries the number of workers times this number. */
  readonly threadCount: number;
  readonly logging: Logging;
  /** Called with a percentage while the load blocks; false cancels it. */
  readonly onProgress: ((percent: number) => boolean) | null;
  readonly onLicenceNotFound: OnLicenceNotFound | null;
}

export const PLAIN_LOAD: LoadSettings = {
  threadCount: 1,
  logging: 'default',
  onProgress: null,
  onLicenceNotFound: null,
};
