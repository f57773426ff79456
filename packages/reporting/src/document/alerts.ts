import { formatBytes, formatDuration } from '@ballast/resource-model';
import { percent } from '@ballast/text';
import type { TaskFigures } from '../figures/figures.ts';
import type { FlowStory } from '../fold/flow-fold.ts';
import type { AlertParts } from './alert-parts.ts';
import type { Alert } from './figures.ts';
import { roomAlerts, silenceAlerts } from './output-alerts.ts';

/** What somebody who watches the batch would want to know, in the order of time. */
export function alertsOf(parts: AlertParts): readonly Alert[] {
  const all = [
    ...memoryAlerts(parts),
    ...storageAlerts(parts),
    ...seatAlerts(parts),
    ...lossAlerts(parts),
    ...failureAlerts(parts),
    ...standstill(parts),
    ...roomAlerts(parts),
    ...silenceAlerts(parts),
  ];
  return all.sort((a, b) => a.since - b.since);
}

type Sample = FlowStory['samples'][number];

interface Stretch {
  readonly since: number;
  /** Null if it lasts to the end of the samples and the batch has not ended. */
  readonly until: number | null;
  readonly samples: readonly Sample[];
}

/** The stretches of at least `least` milliseconds in which every sample is such. */
function stretches(
  { flow: { samples }, figures: { ending } }: AlertParts,
  least: number,
  such: (sample: Sample) => boolean,
): readonly Stretch[] {
  const found: Stretch[] = [];
  let open: Sample[] = [];
  const close = (isLast: boolean): void => {
    const [first] = open;
    const end = open.at(-1)?.at ?? 0;
    const since = (first?.at ?? 0) - (first?.span ?? 0);
    if (first !== undefined && end - since >= least)
      found.push({ since, until: isLast && ending === null ? null : end, samples: open });
    open = [];
  };
  for (const sample of samples) {
    if (such(sample)) open.push(sample);
    else close(false);
  }
  close(true);
  return found;
}

const NEAR_BUDGET = 0.97;
const NEAR_FOR = 10_000;

function memoryAlerts(parts: AlertParts): readonly Alert[] {
  const { memory } = parts.figures.header.budget;
  return stretches(parts, NEAR_FOR, ({ res, budget = memory }) => res > NEAR_BUDGET * budget).map(
    ({ since, until, samples }) => {
      const most = samples.reduce((largest, { res }) => Math.max(largest, res), 0);
      return {
        code: 'memory-near-budget',
        since,
        until,
        words: `The workers used ${formatBytes(most)} of a budget of ${formatBytes(memory)}.`,
        next: 'give the batch a larger memory budget if the machine has more',
      };
    },
  );
}

const SLOW = 0.5;
const SLOW_FOR = 60_000;

/** The storage delivers less than half of its best while it is what keeps the batch from being faster. */
function storageAlerts(parts: AlertParts): readonly Alert[] {
  const rate = ({ read, span }: Sample): number => (span === 0 ? 0 : (1000 * read) / span);
  const best = parts.flow.samples.reduce((most, sample) => Math.max(most, rate(sample)), 0);
  if (best === 0) return [];
  return stretches(parts, SLOW_FOR, (one) => one.bound === 'storage' && rate(one) < SLOW * best).map(
    ({ since, until, samples }) => {
      const mean = samples.reduce((sum, one) => sum + rate(one), 0) / samples.length;
      return {
        code: 'slow-storage',
        since,
        until,
        words: `The storage delivered ${formatBytes(mean)}/s while the batch waited for it, and ${formatBytes(best)}/s at best.`,
        next: 'check what else uses the storage of the inputs',
      };
    },
  );
}

function seatAlerts({ flow: { seats } }: AlertParts): readonly Alert[] {
  return seats.flatMap(({ state, at }, i) => {
    if (state !== 'paused') return [];
    const until = seats.slice(i + 1).find((later) => later.state === 'granted')?.at ?? null;
    const words = 'No licence seat has been available for longer than `patience`.';
    return [{ code: 'no-seat' as const, since: at, until, words, next: 'free licence seats' }];
  });
}

const MANY_LOSSES = 3;

function lossAlerts({ flow: { losses } }: AlertParts): readonly Alert[] {
  const since = losses[MANY_LOSSES - 1];
  if (since === undefined) return [];
  return [
    {
      code: 'workers-lost',
      since,
      until: null,
      words: `${losses.length} workers were lost.`,
      next: 'run `ballast explain` with the output folder: it names the files and the last lines of each worker',
    },
  ];
}

const LAST = 50;
const MOST_FAILED = 0.05;
const IN_A_ROW = 5;

/** More than a twentieth of the last fifty failed, or five in a row with one fault. */
function failureAlerts({ figures: { tasks } }: AlertParts): readonly Alert[] {
  const ended = tasks.filter(({ settledAt }) => settledAt !== null).sort((a, b) => endOf(a) - endOf(b));
  let row = 0;
  for (const [i, task] of ended.entries()) {
    const code = faultOf(task);
    row = code === null ? 0 : i > 0 && faultOf(ended[i - 1]) === code ? row + 1 : 1;
    if (row >= IN_A_ROW) {
      const words = `${IN_A_ROW} files in a row failed with ${code}.`;
      return [failures(endOf(task), words)];
    }
    const last = ended.slice(i + 1 - LAST, i + 1);
    const failed = i + 1 < LAST || code === null ? 0 : last.filter((one) => faultOf(one) !== null).length;
    if (failed > MOST_FAILED * LAST) {
      return [failures(endOf(task), `${percent(failed / LAST)} of ${LAST} files in a row failed.`)];
    }
  }
  return [];
}

function failures(since: number, words: string): Alert {
  return { code: 'failures', since, until: null, words, next: 'look at the reasons under what needs a look' };
}

function endOf({ settledAt }: TaskFigures): number {
  return settledAt ?? 0;
}

/** The fault of a file that could not be read, or how its attempt ended; null if it was read. */
function faultOf(task: TaskFigures | undefined): string | null {
  const outcome = task?.outcome;
  if (outcome === undefined || outcome.kind === 'succeeded' || outcome.kind === 'cancelled') return null;
  return 'fault' in outcome ? outcome.fault.code : outcome.kind;
}

const TIMES_EXPECTED = 4;
const LEAST_STANDSTILL = 60_000;

/** Nothing has settled for far longer than any file took so far; only while the batch runs. */
function standstill({ figures, at }: AlertParts): readonly Alert[] {
  const { ending, lastSettlement, firstAdmission, tasks } = figures;
  const since = lastSettlement ?? firstAdmission;
  if (ending !== null || since === null) return [];
  const longest = tasks.reduce((most, { elapsed }) => Math.max(most, elapsed ?? 0), 0);
  if (at - since < Math.max(LEAST_STANDSTILL, TIMES_EXPECTED * longest)) return [];
  const words = `No file has ended for ${formatDuration(at - since)}; the longest so far took ${formatDuration(longest)}.`;
  return [
    {
      code: 'nothing-settles',
      since,
      until: null,
      words,
      next: 'run `ballast explain` with the output folder',
    },
  ];
}
