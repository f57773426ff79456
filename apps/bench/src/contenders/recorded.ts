import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExtractionOrder, ExtractionWay, FileRecord } from '../one-file/order.ts';
import type { TaskSpan } from '../result/experiment.ts';
import { taskTable } from '../scenario/columns.ts';
import { digestOf } from './cells.ts';
import type { CommandTimes, RunPlace, TaskFacts } from './contender.ts';

/** Writes the order for contenders other than Ballast; returns its path. */
export function writeOrder({ reader, files, folder }: RunPlace, way: ExtractionWay): string {
  const records = path.join(folder, 'records');
  mkdirSync(records);
  const order: ExtractionOrder = {
    reader,
    way,
    records,
    library: files.library,
    table: taskTable(reader),
    inputs: files.folder,
    files: files.paths,
  };
  const file = path.join(folder, 'order.json');
  writeFileSync(file, JSON.stringify(order));
  return file;
}

/** The programs of one-file/. */
export const PROGRAMS: Readonly<Record<'pool' | 'yardstick' | 'extractOne', string>> = {
  pool: fileURLToPath(new URL('../one-file/pool.js', import.meta.url)),
  yardstick: fileURLToPath(new URL('../one-file/yardstick.js', import.meta.url)),
  extractOne: fileURLToPath(new URL('../one-file/extract-one.js', import.meta.url)),
};

/** The records of a run. */
export function recordedFacts({ folder }: RunPlace, { startedAt }: CommandTimes): TaskFacts {
  const place = path.join(folder, 'records');
  const names = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
  const records = names.map((name) => JSON.parse(readFileSync(path.join(place, name), 'utf8')) as FileRecord);
  const sum = (seconds: (record: FileRecord) => number): number =>
    Number((records.reduce((total, record) => total + seconds(record), 0) / 1000).toFixed(4));
  const begun = Math.min(...records.map(({ started }) => started));
  const ended = Math.max(...records.map(({ written }) => written));
  return {
    succeeded: records.length,
    attempts: records.length,
    makespan: records.length === 0 ? null : (ended - begun) / 1000,
    load: sum(({ loadBegan, loaded }) => loaded - loadBegan),
    compute: sum(({ loaded, computed }) => computed - loaded),
    write: sum(({ computed, written }) => written - computed),
    cells: digestOf(records.map(({ file, cells }) => [file, cells])),
    spans: spansOf(records, startedAt),
  };
}

/** Workers are numbered by process, in the order of their first task. */
function spansOf(records: readonly FileRecord[], startedAt: number): readonly TaskSpan[] {
  const seconds = (at: number): number => Number(((at - startedAt) / 1000).toFixed(3));
  const workers = new Map<number, number>();
  return records
    .toSorted((a, b) => a.started - b.started)
    .map(({ pid, started, loaded, written }) => {
      const worker = workers.get(pid) ?? workers.size + 1;
      workers.set(pid, worker);
      return { worker, start: seconds(started), loaded: seconds(loaded), end: seconds(written) };
    });
}
