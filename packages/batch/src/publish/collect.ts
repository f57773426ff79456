import { readFileSync } from 'node:fs';
import type { Cell } from '@ballast/results-model';
import { type CsvStyle, csvLine, csvStart } from '@ballast/results-model';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { parse } from 'csv-parse/sync';
import { WholeFile } from '../files/whole-file.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { outputIn, outputsOf } from '../worker/task-outputs.ts';
import { publishedFile } from './published-file.ts';
import type { TableInput } from './tables/table-input.ts';
import type { TableResults } from './tables/table-results.ts';

/** Name of the table that is made of small tables. */
const COLLECTED = 'collected.csv';

type Records = readonly Readonly<Record<string, string>>[];

/**
 * Makes one table of the small CSV files with one name that tasks wrote into their folders: column by column, in the order of the
 * inputs, with the columns in the order in which the inputs first have them. One of the files is in memory at a time.
 */
export async function collectTables(
  { output, batch }: Pick<PreparedBatch, 'output' | 'batch'>,
  inputs: readonly TableInput[],
  results: TableResults,
): Promise<PublishedFile[]> {
  const name = batch.task?.collect ?? null;
  if (name === null) return [];
  const columns = new Set<string>();
  for (const input of inputs)
    for (const column of columnsOf(recordsOf(input, { name, results }))) columns.add(column);
  const style = batch.tables[0]?.csv;
  const file = output.table(COLLECTED);
  using whole = new WholeFile(file);
  for (const line of linesOf({ inputs, columns: [...columns], style }, (input) =>
    recordsOf(input, { name, results }),
  ))
    whole.write(line);
  return [publishedFile(output, file, await whole.commit())];
}

interface ToWrite {
  readonly inputs: readonly TableInput[];
  readonly columns: readonly string[];
  readonly style: CsvStyle | undefined;
}

function* linesOf(
  { inputs, columns, style }: ToWrite,
  read: (input: TableInput) => Records,
): Generator<string> {
  yield csvStart(style) + csvLine(['file', ...columns], style);
  for (const input of inputs)
    for (const record of read(input))
      yield csvLine([input.file, ...columns.map((column) => cellOf(record[column]))], style);
}

/** A number if it gives the same digits back. */
function cellOf(text: string | undefined): Cell {
  if (text === undefined || text === '') return null;
  return String(Number(text)) === text ? Number(text) : text;
}

function columnsOf(records: Records): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

/** Empty for a task that wrote no such file, or one that is not a table. */
function recordsOf(
  input: TableInput,
  { name, results }: { readonly name: string; readonly results: TableResults },
): Records {
  const listed = results.read(input)?.task?.outputs.find((one) => one.name === name);
  if (listed === undefined || input.result?.ok !== true) return [];
  const file = outputIn(outputsOf(input.result.known.file), listed);
  if (file === null) return [];
  try {
    return parse(readFileSync(file), {
      bom: true,
      columns: true,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    }) as Records;
  } catch {
    // What the task itself wrote wrongly would be as wrong again: its own file is among the outputs.
    return [];
  }
}
