import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { figuresOf, foldJournal } from '@ballast/reporting';
import { type JournalRecord, readJournal } from '@ballast/scheduler/journal';
import type { TaskSpan } from '../result/experiment.ts';
import { batchText, taskTable } from '../scenario/columns.ts';
import { digestOf } from './cells.ts';
import type { CommandTimes, Contender, RunPlace, TaskFacts } from './contender.ts';

export interface BallastWords {
  readonly name: string;
  readonly words: string;
  /** Value of `resources.policy`. */
  readonly policy: unknown;
  /** Path of the command: that of this checkout, or of another build. */
  readonly program: string;
}

/** Ballast as a user starts it, without history. */
export function ballast({ name, words, policy, program }: BallastWords): Contender {
  const isOurs = policy === 'adaptive';
  return {
    name,
    words,
    missing: () =>
      existsSync(program) ? null : { reason: 'the command is not built', install: 'pnpm run build' },
    prepare: ({ reader, files, budget, folder }) => {
      const batch = path.join(folder, 'batch.yml');
      // The other contenders have no hard limit on memory.
      const resources = { memory: `${Math.floor(budget)}B`, policy, ...(isOurs ? {} : { net: 'off' }) };
      const parts = { reader, library: files.library, inputs: files.folder, resources };
      writeFileSync(batch, batchText(parts));
      const out = path.join(folder, 'out');
      return {
        file: process.execPath,
        args: [program, 'run', batch, '--out', out, '--no-history', '--json', '--quiet'],
      };
    },
    collect: (place, times) => factsIn(path.join(place.folder, 'out'), place, times),
  };
}

function factsIn(out: string, { reader }: RunPlace, { startedAt, endedAt }: CommandTimes): TaskFacts {
  const journal = path.join(out, 'journal.ndjson');
  if (!existsSync(journal)) return NOTHING;
  const contents = readJournal(journal);
  const { header, records } = contents;
  const { makespan, outcomes, loadTime, computeTime, tasks, lastSettlement } = figuresOf(
    foldJournal(contents),
  );
  const start = Date.parse(header.startedAt);
  const seconds = (milliseconds: number | null): number | null =>
    milliseconds === null ? null : milliseconds / 1000;
  return {
    succeeded: outcomes.succeeded,
    attempts: tasks.reduce((sum, { attempts }) => sum + attempts, 0),
    makespan: seconds(makespan),
    load: seconds(loadTime),
    compute: seconds(computeTime),
    // Writing tables and report, and ending workers.
    write: lastSettlement === null ? null : seconds(Math.max(0, endedAt - start - lastSettlement)),
    cells: cellsIn(path.join(out, 'tables', 't.csv'), taskTable(reader).columns.length),
    spans: spansIn(records, start - startedAt),
  };
}

const NOTHING: TaskFacts = {
  succeeded: 0,
  attempts: null,
  makespan: null,
  load: null,
  compute: null,
  write: null,
  cells: null,
  spans: [],
};

/** Names of generated files contain no commas, so splitting at commas gives the cells. */
function cellsIn(table: string, columns: number): string | null {
  if (!existsSync(table)) return null;
  const [, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\n');
  return digestOf(
    lines.map((line) => {
      const cells = line.split(',');
      return [cells[0] ?? '', cells.slice(-columns)];
    }),
  );
}

/** The attempts that settled; `offset` in milliseconds from the start of the command to that of the journal. */
function spansIn(records: readonly JournalRecord[], offset: number): readonly TaskSpan[] {
  const open = new Map<number, { worker: number; start: number; loaded: number | null }>();
  const seconds = (at: number): number => Number(((at + offset) / 1000).toFixed(3));
  return records.flatMap((record) => {
    if (record.type === 'admitted')
      open.set(record.task, { worker: record.worker, start: seconds(record.at), loaded: null });
    if (record.type === 'phase' && record.phase === 'computing') {
      const attempt = open.get(record.task);
      if (attempt !== undefined) attempt.loaded ??= seconds(record.at);
    }
    if (record.type !== 'settled') return [];
    const ended = open.get(record.task);
    if (ended === undefined) return [];
    // Only tasks that wait at the gate have a record of when they began to compute.
    const computed = record.measures === null ? null : seconds(record.at - record.measures.computeTime);
    return [{ ...ended, loaded: ended.loaded ?? computed, end: seconds(record.at) }];
  });
}
