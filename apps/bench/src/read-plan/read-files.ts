import { createHash } from 'node:crypto';
import { type OrcaFlexOptions, orcaflex } from '@ballast/orcaflex-native-bridge';
import { type TableSpec, UNPACED } from '@ballast/results-model';
import { columnByColumn } from './column-by-column.ts';
import { rowsByColumn, rowsByPlan, type Way } from './ways.ts';

/** The report of one process that has read all files. */
export interface ReadingCost {
  /** Processor seconds of all tasks from opening to closing, and the part spent loading; without the start of the process. */
  readonly cpu: number;
  readonly cpuLoading: number;
  /** Calls of the library while files were open. */
  readonly calls: number;
  /** Digest of all cells of all files, in order: equal for equal tables. */
  readonly cells: string;
}

/** The order for the process, as its only argument. */
export interface ReadingOrder {
  readonly way: Way;
  readonly library: string;
  readonly files: readonly string[];
  readonly table: TableSpec;
}

async function readAll({ way, library, files, table }: ReadingOrder): Promise<ReadingCost> {
  const options: OrcaFlexOptions = { library, environment: {}, platform: process.platform };
  const reader = way === 'plan' ? orcaflex(options) : columnByColumn(options);
  const rowOf = way === 'plan' ? rowsByPlan(table) : rowsByColumn(table);
  const cells = createHash('sha256');
  const total = { cpu: 0, cpuLoading: 0, calls: 0 };
  for (const path of files) {
    const began = cpuSeconds();
    const file = await reader.open(path, UNPACED);
    const loaded = cpuSeconds();
    const row = await rowOf(file);
    total.calls += file.facts.counters?.['library calls'] ?? 0;
    file.close();
    cells.update(`${JSON.stringify(row)}\n`);
    total.cpu += cpuSeconds() - began;
    total.cpuLoading += loaded - began;
  }
  return { ...total, cells: cells.digest('hex') };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

process.on('message', (order: ReadingOrder) => {
  readAll(order).then(
    (cost) => process.send?.(cost, () => process.disconnect()),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
