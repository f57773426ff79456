import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, percent } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';
import type { KeyFigure, PredictionFigures, Series } from './figures.ts';

const RESOURCES = {
  storage: 'the storage',
  cores: 'the cores',
  memory: 'memory',
  seats: 'licence seats',
  task: 'the longest file',
} as const;

const UNKNOWN = '–';

export interface KeyParts {
  readonly figures: BatchFigures;
  readonly series: Series;
  readonly memory: PredictionFigures;
}

/** The six figures that are looked at first, and a seventh if there was trouble on the way. */
export function keyFigures({ figures, series, memory }: KeyParts): readonly KeyFigure[] {
  return [
    took(figures),
    bound(figures),
    memoryUsed(figures, series),
    cores(figures, series),
    storage(figures, series),
    model(memory),
    ...trouble(figures),
  ];
}

const plain = { unit: '', share: null, resource: null } as const;

function took({ makespan, inputs, unsettled }: BatchFigures): KeyFigure {
  const perMinute = makespan === null || makespan === 0 ? null : (60_000 * (inputs - unsettled)) / makespan;
  const note = perMinute === null ? 'nothing was run' : `${rounded(perMinute)} files a minute`;
  return {
    ...plain,
    id: 'took',
    label: 'Took',
    value: makespan === null ? UNKNOWN : formatDuration(makespan),
    note,
  };
}

function bound({ bound: found }: BatchFigures): KeyFigure {
  const label = 'No faster than';
  if (found === null)
    return { ...plain, id: 'bound', label, value: UNKNOWN, note: 'no file took long enough' };
  const note = `bound by ${RESOURCES[found.resource]}; the batch took ${found.ratio.toFixed(2)} times that`;
  return { ...plain, id: 'bound', label, value: formatDuration(1000 * found.seconds), note };
}

function memoryUsed({ header }: BatchFigures, { used }: Series): KeyFigure {
  const common = { id: 'memory', label: 'Memory, most used', resource: 'memory' } as const;
  const budget = formatBytes(header.budget.memory);
  if (used === null || used.length === 0)
    return { ...common, ...valued(null), note: `not sampled; the budget was ${budget}` };
  const most = largest(used);
  const share = header.budget.memory > 0 ? most / header.budget.memory : null;
  return { ...common, ...valued(formatBytes(most)), share, note: `of a budget of ${budget}` };
}

function cores({ header, makespan, computeTime }: BatchFigures, series: Series): KeyFigure {
  const common = { id: 'cores', label: 'Cores, on average', resource: 'cores' } as const;
  const computing = series.used === null ? null : weighted(series.computing, series.span);
  const mean = computing ?? (makespan === null || makespan === 0 ? null : computeTime / makespan);
  if (mean === null || header.cores <= 0) return { ...common, ...valued(null), note: 'nothing was measured' };
  const share = mean / header.cores;
  return {
    ...common,
    value: percent(share).replace(' %', ''),
    unit: '%',
    share: Math.min(1, share),
    note: `of ${countText(header.cores, 'core')} computed`,
  };
}

function storage({ makespan, bytesRead }: BatchFigures, { read, span }: Series): KeyFigure {
  const common = { id: 'storage', label: 'Storage, on average', resource: 'storage' } as const;
  const ofFiles = makespan === null || makespan === 0 ? null : (1000 * bytesRead) / makespan;
  const mean = (read === null ? null : weighted(read, span)) ?? ofFiles;
  if (mean === null) return { ...common, ...valued(null), note: 'nothing was measured' };
  const best = largest(read ?? []);
  const note = best > 0 ? `of ${formatBytes(best)}/s at best` : 'the rate over time was not sampled';
  return { ...common, ...valued(`${formatBytes(mean)}/s`), share: best > 0 ? mean / best : null, note };
}

function model({ median, count }: PredictionFigures): KeyFigure {
  const common = { ...plain, id: 'model', label: 'Memory model' } as const;
  if (median === null) return { ...common, value: UNKNOWN, note: 'nothing was predicted' };
  const note = `off in the median, over ${countText(count, 'file')}`;
  return { ...common, value: percent(median).replace(' %', ''), unit: '%', note };
}

function trouble({ retried, workers, seats }: BatchFigures): readonly KeyFigure[] {
  const parts = [
    ...(retried > 0 ? [countText(retried, 'retry').replace('retrys', 'retries')] : []),
    ...(workers.lost > 0 ? [`${countText(workers.lost, 'worker')} lost`] : []),
    ...(seats.waited > 0 ? [`${formatDuration(seats.waited)} without a licence seat`] : []),
  ];
  const [value, ...others] = parts;
  if (value === undefined) return [];
  return [{ ...plain, id: 'trouble', label: 'On the way', value, note: others.join('; ') }];
}

function valued(value: string | null): Pick<KeyFigure, 'value' | 'unit' | 'share'> {
  if (value === null) return { value: UNKNOWN, unit: '', share: null };
  const [number = value, unit = ''] = value.split(' ');
  return { value: number, unit, share: null };
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2).replace(/\.0$/, '');
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function weighted(values: readonly number[], spans: readonly number[]): number | null {
  const total = spans.reduce((sum, span) => sum + span, 0);
  if (total === 0) return null;
  return values.reduce((sum, value, i) => sum + value * (spans[i] ?? 0), 0) / total;
}
