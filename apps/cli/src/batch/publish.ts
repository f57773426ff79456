import path from 'node:path';
import { type BatchFigures, foldJournal, type Report, reportJson } from '@ballast/reporting';
import { readJournal } from '@ballast/scheduler/journal';
import { writeWhole } from '../platform/replace-file.ts';
import { outputFault } from './output-fault.ts';
import type { OutputFolder } from './output-folder.ts';
import type { PreparedBatch } from './prepare.ts';
import { type TableInput, writeTable } from './tables.ts';

export interface Published {
  readonly figures: BatchFigures;
  readonly report: Report;
  readonly places: Places;
}

/** Where a user finds what a batch left. */
export interface Places {
  readonly tables: readonly { readonly name: string; readonly path: string }[];
  readonly journal: string;
  readonly report: string;
}

/**
 * Assembles the tables and the report from what the journal says was published. Faults: OUTPUT_UNWRITABLE, STORAGE_FULL.
 */
export async function publishOutputs(prepared: PreparedBatch): Promise<Published> {
  const { root, effectiveBatch } = prepared.output;
  try {
    return await publish(prepared);
  } catch (error) {
    const again = `then run the batch again: ballast run "${effectiveBatch}"`;
    throw outputFault(error, {
      what: 'the batch has run, but its tables and report',
      kept: `its journal and results are kept in ${root}`,
      hints: {
        full: `make room on the storage that holds ${root}, ${again}`,
        unwritable: `check the folder and its permissions, ${again}`,
      },
    });
  }
}

async function publish({ batch, plan, output }: PreparedBatch): Promise<Published> {
  const { header, records } = readJournal(output.journal);
  const figures = foldJournal(header, records);
  const rows = tableInputs(figures, output);
  const tables: { name: string; path: string }[] = [];
  for (const spec of batch.tables) {
    const file = output.table(spec.name);
    await writeTable(file, { spec, plan }, rows);
    tables.push({ name: spec.name, path: file });
  }
  const places = { tables, journal: output.journal, report: output.report };
  const relative = tables.map((table) => ({
    name: table.name,
    path: posix(path.relative(output.root, table.path)),
  }));
  const report = reportJson(figures, { tables: relative });
  await writeWhole(output.report, [`${JSON.stringify(report, null, 2)}\n`]);
  return { figures, report, places };
}

function tableInputs(figures: BatchFigures, output: OutputFolder): TableInput[] {
  return figures.tasks.map(({ file, tableStatus, outcome }) => ({
    file,
    status: tableStatus,
    result:
      outcome?.kind === 'succeeded' && outcome.result !== null ? output.published(outcome.result) : null,
  }));
}

function posix(relative: string): string {
  return relative.split(path.sep).join('/');
}
