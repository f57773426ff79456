import type { MakespanPrediction } from '@ballast/batch';
import { formatDuration } from '@ballast/resource-model';
import { countText, percent } from '@ballast/text';
import { settingsText, type WhatIf } from './what-if.ts';

/** A smaller gain is within what a simulation can tell. */
const WORTH_A_CHANGE = 0.03;
const BUSIER = 0.02;

type Compared = Pick<
  MakespanPrediction,
  | 'makespan'
  | 'highWaterShare'
  | 'oomKills'
  | 'mostInFlight'
  | 'workers'
  | 'bounds'
  | 'startedSeconds'
  | 'utilisation'
>;

/** Why other settings are better than the present ones, without a full stop; null if they are not. */
export function whyBetter(other: Compared, present: Compared): string | null {
  const gain = 1 - other.makespan.median / present.makespan.median;
  if (!(gain >= WORTH_A_CHANGE)) return null;
  const reasons = [
    fewerKills(other, present),
    inFlight(other, present),
    starts(other, present),
    lowerBound(other, present),
    busier(other, present),
  ].filter((reason) => reason !== null);
  const because = reasons.length === 0 ? 'the order of the files fits better' : reasons.join('; ');
  return `${percent(gain)} shorter: ${because}`;
}

/** A line for each setting that is better than the present ones, and why. */
export function whyText(
  rows: readonly { readonly settings: WhatIf; readonly why: string | null }[],
): readonly string[] {
  const better = rows.filter(({ why }) => why !== null);
  const lines = better.map(({ settings, why }) => `  ${settingsText(settings)} is ${why}`);
  if (lines.length > 0) return ['', 'Why', ...lines];
  return ['', 'No setting is better by 3 % or more: keep the present ones.'];
}

function fewerKills({ oomKills }: Compared, present: Compared): string | null {
  if (oomKills >= present.oomKills) return null;
  return `memory runs out ${countText(oomKills, 'time')} instead of ${countText(present.oomKills, 'time')}`;
}

function inFlight({ mostInFlight, highWaterShare }: Compared, present: Compared): string | null {
  const before = present.mostInFlight;
  if (mostInFlight === before) return null;
  if (mostInFlight < before)
    return `with at most ${countText(mostInFlight, 'task')} in flight instead of ${before}, tasks slow each other down less`;
  const memory = `memory up to ${percent(highWaterShare)} instead of ${percent(present.highWaterShare)} of the budget`;
  return `up to ${countText(mostInFlight, 'task')} in flight instead of ${before} (${memory})`;
}

function starts({ startedSeconds, workers }: Compared, present: Compared): string | null {
  const saved = present.startedSeconds - startedSeconds;
  if (saved <= 0 || workers >= present.workers) return null;
  return `${countText(workers, 'worker')} instead of ${present.workers} to start, ${formatDuration(1000 * saved)} of processor time less`;
}

const NAMES: Readonly<Record<Compared['bounds'][number]['resource'], string>> = {
  storage: 'storage',
  cores: 'cores',
  memory: 'memory',
  seats: 'licence seats',
  workers: 'workers',
  task: 'longest file',
};

/** The resource that binds most, if it binds less now. */
function lowerBound(other: Compared, present: Compared): string | null {
  const [binding] = present.bounds;
  if (binding === undefined) return null;
  const same = other.bounds.find(({ name }) => name === binding.name);
  const seconds = same?.seconds ?? 0;
  if (seconds > (1 - WORTH_A_CHANGE) * binding.seconds) return null;
  return `the limit of the ${NAMES[binding.resource]} is ${formatDuration(1000 * seconds)} instead of ${formatDuration(1000 * binding.seconds)}`;
}

function busier(other: Compared, present: Compared): string | null {
  const gained = (of: 'cores' | 'storage'): number => other.utilisation[of] - present.utilisation[of];
  const most = gained('cores') >= gained('storage') ? 'cores' : 'storage';
  if (gained(most) < BUSIER) return null;
  const share = (of: Compared): string => percent(of.utilisation[most]);
  const name = most === 'cores' ? 'the cores are' : 'the storage is';
  return `${name} used to ${share(other)} instead of ${share(present)}`;
}
