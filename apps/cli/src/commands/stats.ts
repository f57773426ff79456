import {
  type BatchSource,
  type CheckedBatch,
  checkBatch,
  namedFiles,
  STATISTICS_TABLE,
  statisticsBatch,
} from '@ballast/batch';
import type { ConfigIssue } from '@ballast/config';
import { FaultError, isFault } from '@ballast/resource-model';
import { rowsText } from '../stats/rows-text.ts';
import { runChecked } from './run/run.ts';
import type { RunFlags } from './run/run-flags.ts';

export interface StatsFlags extends Pick<RunFlags, 'history' | 'json' | 'quiet' | 'check'> {
  readonly channels?: string;
  readonly stats: string;
  readonly period?: string;
  readonly out: string;
  readonly format: 'csv' | 'md' | 'xlsx' | 'parquet';
}

/** `ballast stats`: a table of statistics without a batch file. Returns the exit code. */
export async function statsCommand(given: readonly string[], flags: StatsFlags): Promise<number> {
  const { inputs, others } = namedFiles(given);
  if (inputs.length === 0) throw noFiles(others);
  const source = statisticsBatch({
    inputs,
    channels: [...others, ...listOf(flags.channels)],
    statistics: listOf(flags.stats),
    period: flags.period ?? null,
    // Markdown is printed only.
    format: flags.format === 'md' ? 'csv' : flags.format,
  });
  const run: RunFlags = { ...flags, set: [], fresh: false, verify: false };
  return runChecked(
    () => checkedOrFault(source, flags.out),
    run,
    (end) => {
      if (flags.json || flags.quiet) return;
      const lines = rowsText([...end.rows(STATISTICS_TABLE)], { markdown: flags.format === 'md' });
      if (lines.length > 0) process.stdout.write(`\n${lines.join('\n')}\n`);
    },
  );
}

/** The source was never written by anybody: its mistakes are those of the options. */
function checkedOrFault(source: BatchSource, output: string): CheckedBatch {
  try {
    return checkBatch(source, { output });
  } catch (error) {
    if (!isFault(error) || error.code !== 'BATCH_INVALID') throw error;
    const issues = (error.details?.issues ?? []) as readonly ConfigIssue[];
    throw new FaultError({
      code: 'OPTIONS_INVALID',
      message: 'the options do not make a table',
      hint: '`ballast stats --help` has examples',
      details: {
        lines: issues.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`)),
      },
    });
  }
}

function listOf(written: string | undefined): string[] {
  return written === undefined ? [] : written.split(',').map((one) => one.trim());
}

function noFiles(names: readonly string[]): FaultError {
  return new FaultError({
    code: 'FILE_NOT_FOUND',
    message: `${names.join(', ')}: no such file`,
    hint: 'name result files, folders or patterns such as "dlc/*.outb", and then names or patterns of channels',
  });
}
