import path from 'node:path';
import type { Report } from '@ballast/reporting';
import { type CsvStyle, formatsOf, type TableFormat, type TableSpec } from '@ballast/results-model';
import type { PublishedFile } from '@ballast/scheduler/journal';
import type { Written } from '../files/digest.ts';
import { WholeFile } from '../files/whole-file.ts';
import type { OutputFolder } from '../folder/layout.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import type { PlacedSamples, PlacedTable, Places } from '../prepare/published.ts';
import { collectTables } from './collect/collect-tables.ts';
import { definitionLines, definitionsFileName, definitionsOf, workbookFileName } from './definitions.ts';
import { placeMade } from './place-made.ts';
import { publishedFile } from './published-file.ts';
import type { ReadAhead } from './rows/ahead.ts';
import { inFormat, sampleFilePattern, type TableFiles, tableFileNames } from './tables/table-file-names.ts';
import type { TableInput } from './tables/table-input.ts';
import type { TableResults } from './tables/table-results.ts';
import { indexLines, placeSamples } from './tables/table-samples.ts';
import { type TableToWrite, writeTables } from './tables/tables.ts';
import { placeTaskFolders } from './task-folders.ts';

/** What was placed among the tables. */
export interface Made extends Pick<Places, 'tables' | 'samples' | 'made'> {
  readonly files: readonly PublishedFile[];
  readonly definitions: NonNullable<Report['definitions']>;
  readonly warnings: readonly string[];
}

/** Writes or places everything among the tables; null if a result is not what was written. */
export async function writeAll(
  prepared: PreparedBatch,
  inputs: readonly TableInput[],
  { results, ahead }: { readonly results: TableResults; readonly ahead: ReadAhead | null },
): Promise<Made | null> {
  const { batch, plan, output } = prepared;
  const listed = inputs.map(({ file }) => file);
  const names = tableFileNames(batch.tables, listed);
  const { samples, files } = await placeAll(prepared, { names, inputs, results });
  files.push(...(await placeTaskFolders(prepared, inputs, results)));
  const collected = await collectTables(prepared, inputs, results);
  files.push(...collected.files);
  const workbook = output.table(workbookFileName(names, batch.name));
  const tables = batch.tables.flatMap((spec, table): TableToWrite[] => {
    const own = names[table];
    if (own?.kind !== 'one') return [];
    return [{ spec, place: (format) => output.table(inFormat(own.fileName, format)) }];
  });
  const ones = await writeTables({ tables, workbook }, { plan, results, ahead }, inputs);
  if (ones === null) return null;
  files.push(...ones.written.map((one) => publishedFile(output, one.path, one.written)));
  const definitions = definitionsOf(batch.tables);
  if (definitions.length > 0) {
    const file = output.table(definitionsFileName(names));
    const lines = definitionLines(definitions, csvOf(batch.tables));
    files.push(publishedFile(output, file, await written(file, lines)));
  }
  const places = tables.flatMap(({ spec, place }) =>
    formatsOf(spec).map((format) => ({
      name: spec.name,
      path: format === 'xlsx' ? workbook : place(format),
    })),
  );
  const made = await placeMade(output, ones.made, [...files.map(({ name }) => path.posix.basename(name))]);
  files.push(...made.files);
  return { tables: places, samples, made: made.places, files, definitions, warnings: collected.warnings };
}

interface ToPlace {
  readonly names: readonly TableFiles[];
  readonly inputs: readonly TableInput[];
  readonly results: TableResults;
}

/** Places the files of all tables that have one for each input. */
async function placeAll(
  { batch, output }: PreparedBatch,
  { names, inputs, results }: ToPlace,
): Promise<{ readonly samples: PlacedTable[]; readonly files: PublishedFile[] }> {
  const samples: PlacedTable[] = [];
  const files: PublishedFile[] = [];
  for (const [table, spec] of batch.tables.entries()) {
    const own = names[table];
    if (own?.kind !== 'each') continue;
    const placed: PlacedTable[] = [];
    for (const format of formatsOf(spec)) {
      const named = own.files.map(({ input, fileName }) => ({ input, fileName: inFormat(fileName, format) }));
      const which = format === 'csv' ? { table } : { table, format };
      const checked = await placeSamples({ ...which, files: named, place: output.table }, inputs, results);
      files.push(...checked.map((one) => publishedFile(output, one.path, one.written)));
      const places = checked.map(({ file, path: place }) => ({ file, path: place }));
      const pattern = patternOf(output, spec, { files: places, format });
      placed.push({ name: spec.name, pattern, index: null, files: places });
    }
    const index = own.indexName === null ? null : output.table(own.indexName);
    if (index !== null) {
      const lines = indexLines(
        placed.flatMap((one) => one.files),
        csvOf(batch.tables),
      );
      files.push(publishedFile(output, index, await written(index, lines)));
    }
    samples.push(...placed.map((one, i) => (i === 0 ? { ...one, index } : one)));
  }
  return { samples, files };
}

/** How the files that are CSV in any case are written: like the first table. */
function csvOf([first]: readonly TableSpec[]): CsvStyle | undefined {
  return first?.csv;
}

async function written(file: string, lines: Iterable<string>): Promise<Written> {
  using whole = new WholeFile(file);
  for (const line of lines) whole.write(line);
  return await whole.commit();
}

export function patternOf(
  output: OutputFolder,
  spec: TableSpec,
  { files, format }: { readonly files: readonly PlacedSamples[]; readonly format: TableFormat },
): string {
  const names = files.map((file) => path.basename(file.path));
  return output.table(sampleFilePattern(spec, names, format));
}
