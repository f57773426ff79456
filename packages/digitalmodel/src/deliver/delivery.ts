import { realpathSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, outputFault, type Published, writeWhole } from '@ballast/batch';
import { portable } from '../paths/folders.ts';
import type { GroupKind } from '../translate/groups.ts';
import { type DigitalmodelResults, digitalmodelRecord, type GroupResult } from '../translate/record.ts';
import type { Delivery } from './delivery-parts.ts';
import { writeErrorReports } from './error-reports.ts';

/** Names of the tables of a batch, in the order of the groups; and the folder of its inputs. */
interface Run {
  readonly tables: readonly { readonly name: string }[];
  readonly inputDirectory: string;
}

/**
 * Writes the files besides the tables, and returns lines for the user. Faults: OUTPUT_UNWRITABLE, STORAGE_FULL.
 */
export async function deliver(
  delivery: Delivery,
  run: Run,
  published: Published,
): Promise<readonly string[]> {
  const { folder, digitalmodel } = delivery;
  try {
    makeFolder(folder);
    const record = recordFile(delivery);
    await writeWhole(record.path, [digitalmodelRecord(digitalmodel, resultsOf(delivery, run, published))]);
    if (digitalmodel.errorReports) await writeErrorReports(folder, published.figures.tasks);
    return record.remark;
  } catch (error) {
    throw outputFault(error, {
      what: 'the record of the run',
      kept: `the tables are complete in ${folder}`,
      hints: {
        full: `make room on the storage that holds ${folder}, then run the configuration again`,
        unwritable: `check the folder ${folder} and its permissions, then run the configuration again`,
      },
    });
  }
}

/** Never overwrites the configuration itself, which may have the same name and folder. */
function recordFile({ folder, name, source }: Delivery): {
  readonly path: string;
  readonly remark: readonly string[];
} {
  const usual = path.join(folder, `${name}.yml`);
  if (!isSameFile(usual, source)) return { path: usual, remark: [] };
  const other = path.join(folder, `${name}_record.yml`);
  return {
    path: other,
    remark: [`The configuration is in the output folder; the record of the run is ${other}`],
  };
}

function isSameFile(a: string, b: string): boolean {
  try {
    return realpathSync.native(a) === realpathSync.native(b);
  } catch {
    return false;
  }
}

function resultsOf(
  { digitalmodel }: Delivery,
  { tables, inputDirectory }: Run,
  { places }: Published,
): DigitalmodelResults {
  const paths = new Map(places.tables.map((table) => [table.name, portable(table.path)]));
  const samples = new Map(places.samples.map((table) => [table.name, table.files]));
  const ofKind = (...wanted: readonly GroupKind[]): GroupResult[] =>
    digitalmodel.groups.flatMap(({ kind, label }, i) => {
      const data = paths.get(tables[i]?.name ?? '');
      return wanted.includes(kind) && data !== undefined ? [{ label, data }] : [];
    });
  const byInput = new Map<string, GroupResult[]>();
  for (const [i, { label }] of digitalmodel.groups.entries()) {
    for (const { file, path: data } of samples.get(tables[i]?.name ?? '') ?? []) {
      const input = portable(path.resolve(inputDirectory, file));
      byInput.set(input, [...(byInput.get(input) ?? []), { label, data: portable(data) }]);
    }
  }
  const timeSeries = [...byInput].map(([input, groups]) => ({ input, groups }));
  return {
    summary: ofKind('summary'),
    linked: ofKind('linked'),
    rainFlow: ofKind('rain-flow'),
    rangeGraphs: ofKind('range-graph', 'range-envelope'),
    timeSeries,
  };
}
