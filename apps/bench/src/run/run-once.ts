import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { CommandTimes, Contender, RunPlace, TaskFacts } from '../contenders/contender.ts';
import { launchMeasured, type Measured } from '../measure/launch.ts';
import { foldMemory, thinnedMemory } from '../measure/memory-fold.ts';
import type { RunRecord } from '../result/experiment.ts';
import type { Conditions } from './conditions.ts';

export interface RunWanted {
  readonly contender: Contender;
  readonly place: Omit<RunPlace, 'folder'>;
  readonly conditions: Conditions;
  /** Folder for the output of the run, removed afterwards. */
  readonly scratch: string;
  readonly repeat: number;
  readonly position: number;
  /** Seconds. */
  readonly timeout: number;
  readonly traced: boolean;
  /** Factor on recorded times: 1, except to try `compare`. */
  readonly planted: number;
}

/** Runs one command after the page cache was prepared, and returns its record. */
export async function runOnce(wanted: RunWanted): Promise<RunRecord> {
  const { contender, conditions, scratch, timeout } = wanted;
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(path.join(scratch, 'run-'));
  const counters = path.join(folder, 'counters');
  mkdirSync(counters);
  try {
    const place: RunPlace = { ...wanted.place, folder };
    const command = contender.prepare(place);
    const killed = conditions.oomKills();
    const log = path.join(folder, 'log');
    const env = { ...conditions.env, BALLAST_STANDIN_COUNTERS: counters };
    const measured = await launchMeasured({ ...command, cwd: folder, env, log, timeout }, conditions.groups);
    const facts = contender.collect(place, timesOf(measured));
    const given = conditions.given();
    const oomKills = killed === null ? null : (conditions.oomKills() ?? killed) - killed;
    const problem = problemOf(measured, { facts, tasks: place.files.paths.length, log });
    return recordOf(wanted, { measured, facts, oomKills, given, problem, calls: callsIn(counters) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timesOf({ launched: { startedAt, wall } }: Measured): CommandTimes {
  return { startedAt, endedAt: startedAt + wall * 1000 };
}

interface Found {
  readonly measured: Measured;
  readonly facts: TaskFacts;
  readonly oomKills: number | null;
  readonly given: number | null;
  readonly problem: string | null;
  readonly calls: number | null;
}

/** Points of a plotted line, and tasks of a plotted timeline. */
const MOST_POINTS = 240;
const MOST_SPANS = 500;

function recordOf(wanted: RunWanted, { measured, facts, oomKills, given, problem, calls }: Found): RunRecord {
  const { launched, samples } = measured;
  const { contender, place, repeat, position, traced, planted } = wanted;
  // A contender without task records is timed as a whole.
  const makespan = facts.attempts === null ? launched.wall : facts.makespan;
  return {
    contender: contender.name,
    repeat,
    position,
    problem,
    oomKills,
    calls,
    wall: rounded(launched.wall * planted),
    makespan: makespan === null ? null : rounded(makespan * planted),
    tasks: place.files.paths.length,
    succeeded: facts.succeeded,
    attempts: facts.attempts,
    load: facts.load,
    compute: facts.compute,
    write: facts.write,
    cells: facts.cells,
    cpu: launched.cpu === null ? null : rounded(launched.cpu * planted),
    fetched: given ?? launched.fetched,
    read: launched.read,
    memory: samples === null ? null : foldMemory(samples, place.budget),
    trace: traced
      ? { memory: thinnedMemory(samples ?? [], MOST_POINTS), tasks: facts.spans.slice(0, MOST_SPANS) }
      : null,
  };
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(4));
}

interface Context {
  readonly facts: TaskFacts;
  readonly tasks: number;
  readonly log: string;
}

function problemOf({ launched }: Measured, { facts, tasks, log }: Context): string | null {
  const { error, timedOut, exitCode, signal } = launched;
  if (error !== null) return error;
  if (timedOut) return 'ended because it took too long';
  const short = facts.succeeded < tasks ? `${facts.succeeded} of ${tasks} files succeeded` : null;
  if (exitCode === 0) return short;
  const ended = signal === null ? `ended with exit code ${exitCode}` : `ended by ${signal}`;
  return [short, ended, lastLine(log)].filter((part) => part !== null).join('; ');
}

const MOST_TEXT = 200;

function lastLine(log: string): string | null {
  const line = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  return line === '' ? null : line.slice(0, MOST_TEXT);
}

/** The stand-in library writes one file per process; null if it was not used or does not count. */
function callsIn(folder: string): number | null {
  const names = readdirSync(folder);
  if (names.length === 0) return null;
  let calls = 0;
  for (const name of names) {
    const counters: unknown = parsedOrNull(readFileSync(path.join(folder, name), 'utf8'));
    if (typeof counters !== 'object' || counters === null || !('calls' in counters)) continue;
    const byName = counters.calls as Readonly<Record<string, number>>;
    calls += Object.values(byName).reduce((sum, count) => sum + count, 0);
  }
  return calls;
}

/** A killed process may have left half a file. */
function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
