import type { Batch } from '../batch.ts';
import { DEFAULT_ORCAFLEX, DEFAULTS } from '../defaults.ts';
import type { BatchFile } from '../schema/batch-schema.ts';

/** Fills in the defaults that depend on the reader and freezes the value at every depth. */
export function toBatch(file: BatchFile): Batch {
  return frozen({
    version: file.version,
    name: file.batch,
    reader: file.reader,
    inputs: {
      directory: file.inputs.directory,
      include: [...(file.inputs.include ?? DEFAULTS.include[file.reader])],
      exclude: [...file.inputs.exclude],
    },
    output: file.output,
    tablesFolder: file.tablesFolder,
    resources: file.resources,
    orcaflex: file.reader === 'orcaflex' ? (file.orcaflex ?? DEFAULT_ORCAFLEX) : null,
    tables: file.tables,
  });
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
