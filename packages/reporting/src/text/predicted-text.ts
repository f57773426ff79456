import { formatDuration } from '@ballast/resource-model';
import type { RecordOf } from '@ballast/scheduler/journal';

/** What was predicted before the batch began. */
export function predictedText({ median, ninetieth }: RecordOf<'predicted'>): string {
  return `${formatDuration(median)}, with 90 % probability below ${formatDuration(ninetieth)}`;
}
