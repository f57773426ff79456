import type { Cell } from '@ballast/results-model';
import { type CsvStyle, csvLine, csvStart } from '@ballast/results-model';
import type { PublishedFile } from '@ballast/scheduler/journal';
import { countText, printable } from '@ballast/text';
import { WholeFile } from '../../files/whole-file.ts';
import type { PreparedBatch } from '../../prepare/prepare.ts';
import { outputIn, outputsOf } from '../../worker/task-outputs.ts';
import { publishedFile } from '../published-file.ts';
import type { TableInput } from '../tables/table-input.ts';
import type { TableResults } from '../tables/table-results.ts';
import { type Collected, type CollectedRow, readCollected } from './read-collected.ts';

/** Name of the table that is made of small tables. */
const COLLECTED = 'collected.csv';

/** `warnings`: which inputs are not in the table although they succeeded. */
export interface CollectedTables {
  readonly files: readonly PublishedFile[];
  readonly warnings: readonly string[];
}

/**
 * Makes one table of the small CSV or Parquet files with one name that tasks wrote into their folders: column by column, in the order
 * of the inputs, with the columns in the order in which the inputs first have them. One of the files is in memory at a time.
 */
export async function collectTables(
  { output, batch }: Pick<PreparedBatch, 'output' | 'batch'>,
  inputs: readonly TableInput[],
  results: TableResults,
): Promise<CollectedTables> {
  const name = batch.task?.collect ?? null;
  if (name === null) return { files: [], warnings: [] };
  const columns = new Set<string>();
  const missing: Missing[] = [];
  const readable: TableInput[] = [];
  for (const input of inputs) {
    if (input.result?.ok !== true) continue;
    const read = await collectedOf(input, { name, results });
    if (read.ok) {
      readable.push(input);
      for (const row of read.rows) for (const column of Object.keys(row)) columns.add(column);
    } else missing.push({ file: input.file, reason: read.reason });
  }
  const style = batch.tables[0]?.csv;
  const file = output.table(COLLECTED);
  using whole = new WholeFile(file);
  whole.write(csvStart(style) + csvLine(['file', ...columns], style));
  for (const input of readable) {
    const read = await collectedOf(input, { name, results });
    if (read.ok) for (const row of read.rows) whole.write(lineOf(input.file, row, { columns, style }));
    else missing.push({ file: input.file, reason: read.reason });
  }
  return { files: [publishedFile(output, file, await whole.commit())], warnings: warningsOf(missing) };
}

interface Missing {
  readonly file: string;
  readonly reason: string;
}

interface Line {
  readonly columns: ReadonlySet<string>;
  readonly style: CsvStyle | undefined;
}

function lineOf(file: string, row: CollectedRow, { columns, style }: Line): string {
  const cells = [...columns].map((column): Cell => row[column] ?? null);
  return csvLine([file, ...cells], style);
}

/** One for each reason, with the first input that has it. */
function warningsOf(missing: readonly Missing[]): string[] {
  const byReason = new Map<string, Missing[]>();
  for (const one of missing) {
    const ones = byReason.get(one.reason);
    if (ones === undefined) byReason.set(one.reason, [one]);
    else ones.push(one);
  }
  return [...byReason].map(([reason, ones]) => {
    const [first] = ones;
    const others = ones.length === 1 ? '' : ` and ${countText(ones.length - 1, 'other file')}`;
    return `${COLLECTED} has no rows of ${printable(first?.file ?? '', 200)}${others}: ${reason}`;
  });
}

/** What the task of an input wrote; the input has a result. */
async function collectedOf(
  input: TableInput,
  { name, results }: { readonly name: string; readonly results: TableResults },
): Promise<Collected> {
  const listed = results.read(input)?.task?.outputs.find((one) => one.name === name);
  const place =
    listed === undefined || input.result?.ok !== true
      ? null
      : outputIn(outputsOf(input.result.known.file), listed);
  return place === null
    ? { ok: false, reason: `its task wrote no ${printable(name, 200)} into {out}` }
    : readCollected(place);
}
