import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, percent } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';
import type { PredictionFigures, Says, Series, SizeFigures } from './figures.ts';

export interface SaysParts {
  readonly figures: BatchFigures;
  readonly series: Series;
  readonly sizes: SizeFigures;
  readonly predictions: { readonly memory: PredictionFigures; readonly compute: PredictionFigures };
  readonly headline: string;
  readonly bound: string;
  readonly attempts: number;
}

/** What each part of a report shows, in words. Empty if there is nothing to say. */
export function saysOf({ figures, series, sizes, predictions, headline, bound, attempts }: SaysParts): Says {
  return {
    headline,
    bound,
    tasks: tasksText(series, figures.inFlight.most),
    memory: memoryText(series),
    storage: storageText(series),
    workers: workersText(figures, attempts),
    predictedMemory: predictedText('memory', predictions.memory),
    predictedCompute: predictedText('computing time', predictions.compute),
    sizes: sizesText(figures, sizes),
    missing: missingText(series, figures),
  };
}

function tasksText({ computing, loading, waiting, held, span }: Series, most: number): string {
  if (span.length === 0) return '';
  const mean = (...columns: readonly (readonly number[])[]): string =>
    columns.reduce((sum, column) => sum + weighted(column, span), 0).toFixed(1);
  return `On average ${mean(computing)} tasks computed, ${mean(loading)} loaded and ${mean(waiting, held)} waited; at most ${most} were in flight.`;
}

function memoryText({ used, budget, span }: Series): string {
  if (used === null || used.length === 0) return '';
  const most = Math.max(...used);
  const at = used.indexOf(most);
  const over = span.reduce((sum, time, i) => sum + ((used[i] ?? 0) > (budget[i] ?? 0) ? time : 0), 0);
  const peak = `at most ${formatBytes(most)} of ${formatBytes(budget[at] ?? 0)} were used`;
  return over === 0
    ? `Memory stayed within its budget throughout: ${peak}.`
    : `Memory was above its budget for up to ${formatDuration(over)}: ${peak}.`;
}

function storageText({ read, permits, span }: Series): string {
  if (read === null || read.length === 0) return '';
  const known = permits.filter((one) => one !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const loads = least === most ? countText(most, 'load') : `${least} to ${countText(most, 'load')}`;
  return `The storage delivered ${formatBytes(weighted(read, span))}/s on average and ${formatBytes(Math.max(...read))}/s at best, with ${loads} permitted at a time.`;
}

function workersText({ workers }: BatchFigures, attempts: number): string {
  if (attempts === 0) return '';
  const lost = workers.lost === 0 ? '' : `; ${workers.lost} ${workers.lost === 1 ? 'was' : 'were'} lost`;
  return `${countText(workers.started, 'worker process').replace('processs', 'processes')} ran ${countText(attempts, 'attempt')}${lost}.`;
}

function predictedText(what: string, { count, within, above }: PredictionFigures): string {
  if (within === null || above === null) return '';
  const over = what === 'memory' ? 'needed more than was reserved at first' : 'took longer than expected';
  return `The ${what} of ${percent(within)} of ${countText(count, 'file')} was within a quarter of what was expected; ${percent(above)} ${over}.`;
}

function sizesText({ inputs, inputBytes }: BatchFigures, { median, p99, largest }: SizeFigures): string {
  if (median === null || p99 === null || largest === null) return '';
  const all = `${countText(inputs, 'file')}, ${formatBytes(inputBytes)}`;
  if (inputs < 3) return `${all}.`;
  return `${all}; half of them are below ${formatBytes(median)}, one in a hundred is above ${formatBytes(p99)}, and the largest has ${formatBytes(largest)}.`;
}

function missingText({ used, span }: Series, { header }: BatchFigures): string {
  if (used === null)
    return `The journal has no samples (it was written by ${header.product}): the memory in use, the rate of the storage and what bound the batch are not known.`;
  return span.length < 3 ? 'The batch was too short to show how it went over time.' : '';
}

function weighted(values: readonly number[], spans: readonly number[]): number {
  const total = spans.reduce((sum, span) => sum + span, 0);
  return total === 0 ? 0 : values.reduce((sum, value, i) => sum + value * (spans[i] ?? 0), 0) / total;
}
