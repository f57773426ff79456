import { formatDuration } from '@ballast/resource-model';
import { forTerminal, percent } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';
import { memoryModelText } from './memory-model-text.ts';
import { predictedText } from './predicted-text.ts';

/** Figures of a shorter batch are mostly noise, in milliseconds. */
const WORTH_A_BOUND = 1000;

/** What the batch could have taken at best, and how far the models were off; safe to print. Empty for a batch of less than a second. */
export function speedText(figures: BatchFigures): string[] {
  return boundLines(figures).map(forTerminal);
}

function boundLines({
  bound,
  makespan,
  predictionError: { memory, compute, above },
  memoryModel,
  predicted,
}: BatchFigures): string[] {
  if (bound === null || (makespan ?? 0) < WORTH_A_BOUND) return [];
  const { seconds, resource, ratio } = bound;
  const lines = [
    ...(predicted === null ? [] : [`  time     predicted ${predictedText(predicted)}`]),
    `  models   median error: ${percentOf(memory)} (memory), ${percentOf(compute)} (computing time)`,
    ...(above === null ? [] : [aboveLine(above)]),
    ...(memoryModel === null ? [] : [`  memory   predicted from ${memoryModelText(memoryModel)}`]),
  ];
  const fastest = `${formatDuration(1000 * seconds)} (bound by ${BOUND_WORDS[resource]})`;
  return [`  bound    fastest possible: ${fastest}; actual: ${ratio.toFixed(2)} x`, ...lines];
}

function aboveLine(above: number): string {
  return `  memory   ${percent(above)} of the files needed more than was reserved for them; 10 % may`;
}

function percentOf(error: number | null): string {
  return error === null ? '-' : percent(error);
}

const BOUND_WORDS = {
  storage: 'the storage',
  cores: 'the cores',
  memory: 'the memory budget',
  seats: 'the licence seats',
  task: 'the longest file',
} as const;
