import type { Binding } from '@ballast/scheduler/journal';
import { percent } from '@ballast/text';

/** As they follow `bound by`. */
const BOUND_BY: Readonly<Record<Binding, string>> = {
  storage: 'the storage',
  cores: 'the cores',
  memory: 'memory',
  seats: 'licence seats',
  limit: 'the limit on tasks',
  start: 'starting',
  tail: 'the last files',
  none: 'nothing in particular',
};

/** Shares below this are left out. */
const LEAST_SHARE = 0.005;

/** `Bound by memory for 52 % of the time, the storage for 33 %.`; empty if nothing was sampled. */
export function boundText(seconds: Readonly<Record<Binding, number>> | null): string {
  if (seconds === null) return '';
  const entries = Object.entries(seconds) as [Binding, number][];
  const total = entries.reduce((sum, [, time]) => sum + time, 0);
  const shares = entries
    .map(([binding, time]) => ({ binding, share: total === 0 ? 0 : time / total }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
  if (shares.length === 0) return '';
  const parts = shares.map(
    ({ binding, share }, i) => `${BOUND_BY[binding]} for ${percent(share)}${i === 0 ? ' of the time' : ''}`,
  );
  return `Bound by ${parts.join(', ')}.`;
}
