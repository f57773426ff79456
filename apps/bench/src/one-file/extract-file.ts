import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openfast } from '@ballast/openfast';
import { type OrcaFlexOptions, orcaflex } from '@ballast/orcaflex-native-bridge';
import { type Cell, type Reader, type ResultsFile, UNPACED } from '@ballast/results-model';
import { columnByColumn } from '../read-plan/column-by-column.ts';
import { rowsByColumn, rowsByPlan } from '../read-plan/ways.ts';
import type { ExtractionOrder, FileRecord } from './order.ts';

export interface ExtractionTask {
  readonly order: ExtractionOrder;
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** Reads one file and writes its result, with the code of Ballast's workers, and records that. */
export async function extractFile({ order, file, started }: ExtractionTask): Promise<void> {
  const loadBegan = now();
  const opened = await readerOf(order).open(file, UNPACED);
  const loaded = now();
  const cells = await cellsOf(opened, order);
  opened.close();
  const computed = now();
  const name = path.relative(order.inputs, file).split(path.sep).join('/');
  const place = path.join(order.records, name.replaceAll('/', '__'));
  mkdirSync(order.records, { recursive: true });
  writeFileSync(`${place}.new`, JSON.stringify({ name, cells }), { flush: true });
  renameSync(`${place}.new`, `${place}.result`);
  const times = { started, loadBegan, loaded, computed, written: now() };
  const record: FileRecord = { file: name, pid: process.pid, ...times, cells };
  writeFileSync(`${place}.json`, JSON.stringify(record));
}

function readerOf({ reader, library, way }: ExtractionOrder): Reader {
  if (reader === 'openfast') return openfast;
  const options: OrcaFlexOptions = {
    library,
    environment: process.env,
    platform: process.platform,
    threadCount: 1,
  };
  return way === 'columns' ? columnByColumn(options) : orcaflex(options);
}

async function cellsOf(file: ResultsFile, { way, table }: ExtractionOrder): Promise<readonly Cell[]> {
  switch (way) {
    case 'open':
      return [];
    case 'columns':
      return rowsByColumn(table)(file);
    case 'plan':
      return rowsByPlan(table)(file);
  }
}

/** A clock that processes share, finer than milliseconds. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
