import { type CsvStyle, PLAIN_CSV, type TableSpec, WHOLE } from '@ballast/results-model';
import { type Batch, OWN_TASK, type ReaderName } from '../batch.ts';
import { DEFAULT_ORCAFLEX, DEFAULTS } from '../defaults.ts';
import type { BatchFile } from '../schema/batch-schema.ts';
import { withDerived } from './derived-columns.ts';
import { taskSettings, withTask } from './task-settings.ts';

/** Fills in the defaults that depend on the reader and freezes the value at every depth. */
export function toBatch(file: BatchFile): Batch {
  const reader = file.task === null ? file.reader : OWN_TASK;
  return frozen({
    version: file.version,
    name: file.batch,
    reader,
    task: taskSettings(file.task),
    inputs: {
      directory: file.inputs.directory,
      include: [...(file.inputs.include ?? DEFAULTS.include[reader])],
      exclude: [...file.inputs.exclude],
    },
    output: file.output,
    tablesFolder: file.tablesFolder,
    resources: withTask(file.resources, file.task),
    report: { title: file.title, client: file.client, logo: file.logo, notes: file.notes },
    orcaflex: reader === 'orcaflex' ? (file.orcaflex ?? DEFAULT_ORCAFLEX) : null,
    cases: file.cases === null ? null : { file: file.cases.file, pattern: file.cases.pattern },
    names: file.names,
    channels: file.channels,
    tables: withDerived(
      file.tables.map((table) =>
        withFormats(withNames(withChannels(ofReader(table, reader), file.cases), file.names), file),
      ),
      file.channels,
    ),
  });
}

/** A table of tasks is written as a wide table without columns. */
function ofReader(table: TableSpec, reader: ReaderName): TableSpec {
  return reader === OWN_TASK ? { ...table, layout: 'task' } : table;
}

/** What is as it is by default stays away: batches keep the text, and so the hash, that they had before there was a choice. */
function withFormats({ formats, ...table }: TableSpec, file: BatchFile): TableSpec {
  const own = formats ?? file.formats ?? ['csv'];
  const { csv } = file;
  return {
    ...table,
    ...(own.join() === 'csv' ? {} : { formats: own }),
    ...(csv === undefined || isPlain(csv) ? {} : { csv }),
  };
}

function isPlain(csv: CsvStyle): boolean {
  return JSON.stringify(csv) === JSON.stringify(PLAIN_CSV);
}

/** Every table over load cases knows the properties that come from channels. */
function withChannels(table: TableSpec, cases: BatchFile['cases']): TableSpec {
  if (table.cases === undefined || cases === null) return table;
  const channels = cases.channels.map(({ name, variable, statistic }) => ({
    name,
    statistic,
    column: { ...CHANNEL, variable, statistics: [statistic] },
  }));
  return { ...table, cases: { ...table.cases, channels } };
}

/** Every table over runs knows how to read their names. */
function withNames(table: TableSpec, names: BatchFile['names']): TableSpec {
  if (table.runs === undefined || names === null) return table;
  return { ...table, runs: { ...table.runs, names } };
}

const CHANNEL = {
  kind: 'series',
  object: null,
  at: null,
  period: WHOLE,
  label: null,
  transform: null,
} as const;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
