import type {
  ChannelDefinition,
  CsvStyle,
  NamePattern,
  TableFormat,
  TableSpec,
} from '@ballast/results-model';
import { z } from 'zod';
import { type OrcaflexSettings, READERS, type ReaderName, type Resources } from '../batch.ts';
import { channelsSchema } from './columns/channel-schema.ts';
import { orcaflexSchema } from './columns/orcaflex-schema.ts';
import { safeName, someOf, text } from './fields.ts';
import { resourcesSchema } from './run/resources-schema.ts';
import { type TaskFile, taskSchema } from './run/task-schema.ts';
import { type Cases, casesSchema } from './tables/case-schema.ts';
import { csvSchema, formatsSchema } from './tables/format-schema.ts';
import { namesSchema } from './tables/names-schema.ts';
import { reportFields } from './tables/report-schema.ts';
import { tableSchema } from './tables/table-schema.ts';

/** A batch file whose parts are valid by themselves; defaults that depend on the reader are still missing. */
export interface BatchFile {
  readonly version: 1;
  readonly batch: string;
  readonly reader: ReaderName;
  readonly task: TaskFile | null;
  readonly inputs: {
    readonly directory: string;
    readonly include?: readonly string[] | undefined;
    readonly exclude: readonly string[];
  };
  readonly output: string;
  readonly tablesFolder: string | null;
  readonly title: string | null;
  readonly client: string | null;
  readonly logo: string | null;
  readonly notes: string | null;
  readonly resources: Resources;
  readonly orcaflex: OrcaflexSettings | null;
  readonly cases: Cases | null;
  readonly names: NamePattern | null;
  /** For tables that have none of their own. */
  readonly formats?: readonly TableFormat[] | undefined;
  readonly csv?: CsvStyle | undefined;
  readonly channels: readonly ChannelDefinition[];
  readonly tables: readonly TableSpec[];
}

const PATTERNS = 'a list of patterns';
const pattern = text('a pattern');

const inputs = z
  .strictObject(
    {
      directory: text('the path of a folder').meta({
        description: 'Folder of the input files, relative to the folder of this file.',
      }),
      include: someOf(pattern, PATTERNS)
        .optional()
        .meta({
          description:
            'Patterns of the files to include, relative to the folder; ** matches any number of folders. ' +
            'Default: **/*.outb and **/*.out with reader openfast, **/*.sim with reader orcaflex, **/*Report.txt and those of ' +
            'intervals with reader one.',
          examples: [['**/*.outb', '**/*.out'], ['**/*.sim']],
        }),
      exclude: z.array(pattern, { error: PATTERNS }).default([]).meta({
        description: 'Patterns of the files to exclude, relative to the folder.',
      }),
    },
    { error: 'a mapping with directory, include and exclude' },
  )
  .meta({ description: 'The files of the batch; each is one task.' });

const READER_WORDS = `one of the readers ${READERS.join(', ')}`;

/** The single description of the batch file: it checks files and generates the JSON Schema for editors. */
export const batchFileSchema: z.ZodType<BatchFile> = z
  .strictObject(
    {
      version: z.literal(1, { error: '1, the version of the format' }).meta({
        description: 'Version of this format.',
      }),
      batch: safeName('the name of the batch').meta({
        description: 'Name of the batch, for the journal and the report.',
      }),
      reader: z.enum(READERS, { error: READER_WORDS }).meta({
        description:
          'Reader of the input files: openfast (.outb, .out), orcaflex (.sim) or one (reports of the ONE simulator).',
      }),
      inputs,
      output: text('the path of a folder').meta({
        description: 'Folder for tables, journal and report, relative to the folder of this file.',
      }),
      tablesFolder: text('the path of a folder')
        .nullable()
        .default(null)
        .meta({
          description:
            'Folder for the tables only, relative to the folder of this file; replaces files with the same names there. ' +
            'null for the folder tables in the output folder.',
        }),
      ...reportFields,
      resources: resourcesSchema,
      orcaflex: orcaflexSchema,
      cases: casesSchema,
      names: namesSchema,
      formats: formatsSchema.optional(),
      csv: csvSchema.optional(),
      channels: channelsSchema,
      tables: someOf(tableSchema, 'a list of tables').meta({
        description: 'The tables to write, at least one.',
      }),
      task: taskSchema.nullable().default(null).meta({
        description:
          'A command or a function of your own that runs for each input, in place of reader and tables.',
        default: null,
      }),
    },
    { error: 'a mapping with version, batch, reader and so on' },
  )
  .meta({ title: 'Ballast batch file, version 1' });
