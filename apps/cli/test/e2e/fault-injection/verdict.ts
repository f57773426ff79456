import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { tablesOf } from '../support/journal-of.ts';
import type { Ended } from '../support/run-ballast.ts';
import { type Lane, type Luck, losePower, runAgain, runWithFault } from './lane.ts';
import { type Point, pointText } from './points.ts';
import { filesSettled, readAgain, recordsIn, syncedTwice } from './records.ts';

/** What a point showed. */
export interface Verdict {
  /** False if the run had fewer calls than the one that was counted. */
  readonly fired: boolean;
  /** How often the batch was run again. */
  readonly again: number;
  /** What should not have been; empty if all was well. */
  readonly problems: readonly string[];
  /** Inputs whose results were on storage and were read again. */
  readonly lost: number;
  readonly wrongTables: number;
}

const DOCUMENTED = [0, 1, 3, 5];

/** A call fails: the run ends with a sentence, or succeeds; then it is resumed. */
export async function verdictOfError(lane: Lane, point: Point): Promise<Verdict> {
  const ended = await runWithFault(lane, point);
  const { expected } = lane.scenarios[point.scenario];
  const isRight = ended.code !== 0 || isDeepStrictEqual(tablesOf(lane.out), expected);
  const problems = [...problemsOf(ended), ...(isRight ? [] : ['code 0 with wrong tables'])];
  const again = await resumed(lane, point);
  return {
    ...again,
    fired: ended.fired,
    again: 1,
    wrongTables: again.wrongTables + (isRight ? 0 : 1),
    problems: [...problems, ...again.problems].map((problem) => `${pointText(point)}: ${problem}`),
  };
}

/** What of the unsynced changes reached storage. */
const LUCK: readonly Luck[] = [
  { names: 'none', contents: 'none' },
  { names: 'all', contents: 'none' },
  { names: 'all', contents: 'all' },
  { names: 'some', contents: 'torn' },
  { names: 'some', contents: 'reordered' },
];

/** The machine loses power: whatever reached storage, the batch can be resumed. */
export async function verdictOfLoss(lane: Lane, point: Point, seed: number): Promise<Verdict> {
  const { fired } = await runWithFault(lane, point);
  // A record alone may reach storage by luck, before what it names.
  const promised = fired ? syncedTwice(lane.log) : [];
  let sum: Verdict = { fired, again: 0, problems: [], lost: 0, wrongTables: 0 };
  for (const luck of fired ? LUCK : []) {
    await losePower(lane, point.scenario, { ...luck, seed });
    const again = await resumed(lane, point, promised);
    const where = `${pointText(point)}, names ${luck.names}, contents ${luck.contents}, seed ${seed}`;
    sum = {
      fired,
      again: sum.again + 1,
      lost: sum.lost + again.lost,
      wrongTables: sum.wrongTables + again.wrongTables,
      problems: [...sum.problems, ...again.problems.map((problem) => `${where}: ${problem}`)],
    };
  }
  return sum;
}

/** `promised`: tasks whose results must not be read again; absent: all that the journal has. */
async function resumed(
  lane: Lane,
  { scenario }: Point,
  promised?: readonly number[],
): Promise<Pick<Verdict, 'problems' | 'lost' | 'wrongTables'>> {
  const journal = path.join(lane.out, 'journal.ndjson');
  const before = recordsIn(journal);
  const { code, stderr } = await runAgain(lane, scenario);
  if (code !== 0)
    return { problems: [`run again, it ended with ${code}: ${stderr}`], lost: 0, wrongTables: 0 };
  const isRight = isDeepStrictEqual(tablesOf(lane.out), lane.scenarios[scenario].expected);
  const lost = readAgain(before, recordsIn(journal), filesSettled(before, promised));
  const left = stderr.includes('nothing has changed') ? [] : temporaryFiles(lane.out);
  const problems = [
    ...(isRight ? [] : ['other tables when it was run again']),
    ...(lost.length === 0 ? [] : [`results that were in the journal were read again: ${lost.join(', ')}`]),
    ...(left.length === 0 ? [] : [`temporary files are left: ${left.join(', ')}`]),
  ];
  return { problems, lost: lost.length, wrongTables: isRight ? 0 : 1 };
}

function problemsOf({ code, stdout, stderr }: Ended): string[] {
  const text = `${stdout}${stderr}`;
  return [
    ...(DOCUMENTED.includes(code ?? -1) ? [] : [`it ended with ${code}: ${text}`]),
    ...(/^\s+at .+:\d+/m.test(text) || /defect/.test(text) ? [`a stack trace: ${text}`] : []),
    ...(code !== 0 && stderr.trim() === '' ? [`code ${code} without a word`] : []),
    ...(code === 5 && /ENOSPC/.test(stderr) !== /make room/i.test(stderr) ? [`a wrong hint: ${text}`] : []),
  ];
}

/** Locks that were moved aside may belong to a process that is taking one over: they stay for an hour. */
function temporaryFiles(out: string): string[] {
  return readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.part$|\.probe$|\.lock$/.test(name) && !name.startsWith('earlier-'),
  );
}
