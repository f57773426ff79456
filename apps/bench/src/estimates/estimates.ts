import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BatchFigures, figuresOf, foldJournal } from '@ballast/reporting';
import { readJournal } from '@ballast/scheduler/journal';
import { parseOptions } from '../commands/parse-options.ts';
import { BALLAST, ROOT, standIn } from '../stand-in.ts';
import { type BatchOfKind, KINDS, type Kind } from './kinds.ts';

interface HistoryRecord {
  readonly plan: string;
  readonly reader: string;
  readonly makespans: readonly { readonly startedAt: string }[];
}

/**
 * Runs batches of ten kinds, one after another, and records each with what was known before it: the file that a test of the
 * predictions reads, one line of JSON for each batch.
 */
export function estimates(args: readonly string[]): number {
  const { values } = parseOptions({ args: [...args], options: { out: { type: 'string' } } });
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-estimates-'));
  try {
    const lines = KINDS.flatMap((kind, i) => recorded(kind, path.join(folder, `${i}`)));
    const out = values.out ?? path.join(ROOT, 'packages', 'batch', 'test', 'recorded-batches.ndjson');
    writeFileSync(out, lines.map((line) => `${line}\n`).join(''));
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function recorded(kind: Kind, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const home = path.join(folder, 'data');
  const lines = kind.batches.map((batch, i) => {
    const files = path.join(folder, batch.files);
    if (!existsSync(files)) kind.make[batch.files]?.(files);
    const file = path.join(folder, `batch-${i}.yml`);
    const out = path.join(folder, `out-${i}`);
    writeFileSync(file, batchText(kind, batch, files));
    const before = historyIn(home);
    const env = { ...process.env, BALLAST_DATA_HOME: home };
    const run = [BALLAST, 'run', file, '--out', out, '--quiet'];
    const done = spawnSync(process.execPath, run, { env, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${kind.name} ended with ${done.status}: ${done.stderr}`);
    const figures = figuresOf(foldJournal(readJournal(path.join(out, 'journal.ndjson'))));
    rmSync(out, { recursive: true });
    return JSON.stringify({
      kind: kind.name,
      ...factsOf(figures),
      ...keyIn(historyIn(home)),
      history: before,
    });
  });
  rmSync(folder, { recursive: true });
  return lines;
}

function factsOf({ header, tasks, makespan, predicted, bound }: BatchFigures): object {
  const took = (makespan ?? 0) / 1000;
  process.stderr.write(
    `${took.toFixed(2)} s, predicted ${predicted?.median} ms, 90 % ${predicted?.ninetieth} ms, bound ${bound?.seconds.toFixed(2)} s\n`,
  );
  return {
    cores: header.cores,
    budget: header.budget.memory,
    workers: header.budget.workers,
    sizes: tasks.map(({ size }) => size),
    seconds: took,
    predicted: { median: (predicted?.median ?? 0) / 1000, ninetieth: (predicted?.ninetieth ?? 0) / 1000 },
    bound: bound?.seconds ?? null,
  };
}

function historyIn(home: string): readonly HistoryRecord[] {
  const file = path.join(home, 'history.json');
  if (!existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly records: readonly HistoryRecord[] }).records;
}

/** The record of the batch that ran last. */
function keyIn(records: readonly HistoryRecord[]): Pick<HistoryRecord, 'plan' | 'reader'> {
  const last = (record: HistoryRecord): string => record.makespans.at(-1)?.startedAt ?? '';
  const [newest] = records.toSorted((a, b) => (last(a) < last(b) ? 1 : -1));
  if (newest === undefined) throw new Error('the batch left no history');
  return { plan: newest.plan, reader: newest.reader };
}

function batchText({ reader }: Kind, { columns, workers }: BatchOfKind, files: string): string {
  const library = (): string => (JSON.parse(standIn(['build'])) as { readonly library: string }).library;
  const include = reader === 'openfast' ? '["**/*.outb", "**/*.out"]' : '["**/*.sim"]';
  return `version: 1
batch: recorded
reader: ${reader}
inputs: { directory: ${JSON.stringify(files)}, include: ${include} }
output: ./out
resources: { memory: 2GiB, workers: ${workers} }
${reader === 'openfast' ? '' : `orcaflex: { library: ${JSON.stringify(library())} }\n`}tables:
  - { name: t, layout: wide, columns: ${columns} }
`;
}
