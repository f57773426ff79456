import type { FileResult } from '../../plan/file-result.ts';
import type { TaskResult } from '../../task/task-result.ts';
import { distinctLabels } from '../columns/labels.ts';
import type { Cell } from '../style/csv.ts';
import type { BodyRow, TableBody } from '../style/table-header.ts';

const MIB = 1_048_576;

/** What is known of a task that returned no row. */
const MEASURED: ReadonlyMap<string, (task: TaskResult) => Cell> = new Map([
  ['seconds', ({ seconds }: TaskResult): Cell => Math.round(seconds * 1000) / 1000],
  [
    'high water (MiB)',
    ({ highWater }: TaskResult): Cell =>
      highWater === null ? null : Math.round((10 * highWater) / MIB) / 10,
  ],
  ['exit code', ({ exitCode }: TaskResult): Cell => exitCode],
]);

/**
 * One row per input with what its task returned: the union of all keys, in the order in which the inputs first have them. If
 * no task returned anything, the columns are what was measured.
 */
export class TaskTable implements TableBody {
  readonly fixed = false;
  readonly #taken: readonly string[];
  readonly #keys = new Set<string>();

  /** `taken`: headers that no key may use. */
  constructor(taken: readonly string[]) {
    this.#taken = taken;
  }

  get columns(): readonly string[] {
    return this.#keys.size === 0 ? [...MEASURED.keys()] : distinctLabels([...this.#keys], this.#taken);
  }

  observe(result: FileResult | null): void {
    for (const key of Object.keys(result?.task?.row ?? {})) this.#keys.add(key);
  }

  units(): null {
    return null;
  }

  rows(result: FileResult | null): BodyRow[] {
    const cells = this.#cells(result?.task ?? null);
    return [{ about: null, cells, units: () => cells.map(() => null) }];
  }

  #cells(task: TaskResult | null): Cell[] {
    if (this.#keys.size === 0)
      return [...MEASURED.values()].map((cell) => (task === null ? null : cell(task)));
    const row = task?.row ?? {};
    return [...this.#keys].map((key) => (Object.hasOwn(row, key) ? (row[key] ?? null) : null));
  }
}
