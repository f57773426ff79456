import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { isAlive } from '@ballast/profiler';
import { type Figures, figuresFold, type ResultFigures } from '@ballast/reporting';
import { FaultError } from '@ballast/resource-model';
import {
  type JournalContents,
  type JournalHeader,
  type Replay,
  readJournal,
  replayJournal,
} from '@ballast/scheduler/journal';
import type { OutputFolder } from '../folder/layout.ts';
import { knownResult, readKnown } from '../worker/results/known-result.ts';
import { planOrNull } from '../worker/work-plan-schema.ts';
import { casesIn, type DescribedBatch, describedBatch } from './described-batch.ts';
import { resultsCollector } from './results.ts';

/** The journal in an output folder. Faults: REPORT_NO_JOURNAL, and those of reading a journal. */
export function journalIn({ root, journal }: Pick<OutputFolder, 'root' | 'journal'>): JournalContents {
  try {
    return readJournal(journal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    throw noJournal(root, journal);
  }
}

/** Throws as `journalIn` if there is no journal; does not read it. */
export function requireJournal({ root, journal }: Pick<OutputFolder, 'root' | 'journal'>): void {
  if (!existsSync(journal)) throw noJournal(root, journal);
}

function noJournal(root: string, journal: string): FaultError {
  return new FaultError({
    code: 'REPORT_NO_JOURNAL',
    message: `${root} contains no journal of a batch`,
    hint: `name the output folder of a batch: the one that contains ${path.basename(journal)}`,
  });
}

/** What results are found by. It does not refer to the records of a journal, which take several times as much memory. */
interface Found {
  readonly header: JournalHeader;
  readonly outcomes: Replay['outcomes'];
  readonly figures: Figures;
}

/** The figures of a journal that may still be written. */
export function figuresIn({ header, records, ...reading }: JournalContents): Figures {
  const fold = figuresFold(header);
  let process = { host: header.host, pid: header.pid };
  for (const record of records) {
    fold.take(record);
    if (record.type === 'resumed') process = { host: record.host, pid: record.pid };
  }
  const isRunning = process.host === hostname() && isAlive(process.pid);
  return fold.figures({ ...reading, isRunning });
}

/**
 * The figures of a batch with its results, as far as they are there; without them if it has more than `mostFiles`. Faults as of
 * `journalIn`.
 */
export function figuresInFolder(output: OutputFolder, mostFiles: number): Figures {
  const found = foundIn(output);
  if (found.figures.tasks.file.length > mostFiles) return found.figures;
  return { ...found.figures, results: resultsIn(output, found, describedBatch(output)) };
}

function foundIn(output: OutputFolder): Found {
  const contents = journalIn(output);
  const { outcomes } = replayJournal(contents);
  return { header: contents.header, outcomes, figures: figuresIn(contents) };
}

/** What the results in an output folder contain; null without a plan, or without results. */
export function resultsIn(
  output: OutputFolder,
  { header, outcomes, figures }: Found,
  described: DescribedBatch | null,
): ResultFigures | null {
  const work = planOrNull({ path: output.plan, hash: header.planHash ?? null });
  if (work === null) return null;
  const files = figures.tasks.file;
  const cases = casesIn(described?.batch ?? null, files);
  const collector = resultsCollector({ plan: work.plan, files, cases });
  for (const [task, outcome] of outcomes.entries()) {
    if (outcome?.kind !== 'succeeded' || task >= files.length) continue;
    const found = knownResult(output.root, { task, ...outcome }, work.plan);
    const stored = found.ok ? readKnown(found.known) : null;
    if (found.ok && stored?.ok === true) collector.add({ task, result: stored.result, known: found.known });
  }
  return collector.figures(figures);
}
