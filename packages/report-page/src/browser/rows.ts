import type { PageData } from '../pack/page-data.ts';
import { bytesAxis, countAxis } from './axes.ts';
import type { Lane } from './bars.ts';
import type { Colours } from './colours.ts';
import { drawArea, drawBand, drawDashes, drawScales, drawStack, drawSteps } from './draw-series.ts';
import type { Frame } from './frame.ts';
import { drawLanes, LANE_AXIS, laneHeight } from './lanes.ts';

/** What a row of the card of times shows, and what it says to those who do not see it. */
export interface Row {
  readonly id: 'bound' | 'tasks' | 'memory' | 'storage' | 'workers';
  readonly title: string;
  readonly says: string;
  readonly legend: readonly { readonly swatch: string; readonly words: string }[];
  readonly height: number;
  readonly draw: (frame: Frame) => void;
}

interface Parts {
  readonly data: PageData;
  readonly lanes: readonly Lane[];
  /** The file that is selected; null for none. */
  readonly selected: number | null;
}

/** A batch of at most this many files has their names in its bars. */
const NAMED = 20;
/** Fewer rows than this show nothing. */
const LEAST_ROWS = 3;
/** Usage below this share of the budget would be flat if the budget were in the picture. */
const FAR_ABOVE = 0.25;

/** The rows for which the journal has the data, all over one axis of time. */
export function rowsOf(parts: Parts): readonly Row[] {
  const { series } = parts.data.figures;
  const workers = parts.lanes.length === 0 ? [] : [workersRow(parts)];
  if (series.at.length < LEAST_ROWS) return workers;
  return [
    ...(series.bound === null ? [] : [boundRow(parts)]),
    tasksRow(parts),
    memoryRow(parts),
    ...(series.read === null && series.permits.every((one) => one === null) ? [] : [storageRow(parts)]),
    ...workers,
  ];
}

function boundRow({ data: { figures } }: Parts): Row {
  const { series, says } = figures;
  const found = new Set(series.bound ?? []);
  const legend = [
    ['storage', 'storage'],
    ['cores', 'cores'],
    ['memory', 'memory'],
    ['seats', 'licence seats'],
    ['limit', 'limit on tasks'],
    ['start', 'start'],
    ['tail', 'last files'],
  ] as const;
  return {
    id: 'bound',
    title: 'Bound by',
    says: says.bound,
    legend: legend
      .filter(([bound]) => found.has(bound))
      .map(([bound, words]) => ({ swatch: bound === 'limit' ? 'waiting' : bound, words })),
    height: 46,
    draw: (frame) => drawBand(frame, series, 26),
  };
}

function tasksRow({ data: { figures } }: Parts): Row {
  const { series, cores, says } = figures;
  const waiting = (row: number): number => (series.waiting[row] ?? 0) + (series.held[row] ?? 0);
  const layers = (colours: Colours) => [
    { of: (row: number) => series.computing[row] ?? 0, colour: colours.cores },
    { of: (row: number) => series.loading[row] ?? 0, colour: colours.storage },
    { of: (row: number) => waiting(row) + (series.starting[row] ?? 0), colour: colours.waiting },
  ];
  const most = series.at.reduce(
    (largest, _, row) =>
      Math.max(
        largest,
        (series.computing[row] ?? 0) +
          (series.loading[row] ?? 0) +
          waiting(row) +
          (series.starting[row] ?? 0),
      ),
    0,
  );
  const axis = countAxis(Math.max(most, cores <= 2 * most ? cores : 0));
  const line = cores <= axis.top ? [{ swatch: 'dash', words: `${cores} cores` }] : [];
  return {
    id: 'tasks',
    title: 'Tasks in flight',
    says: says.tasks,
    legend: [
      { swatch: 'cores', words: 'computing' },
      { swatch: 'storage', words: 'loading' },
      { swatch: 'waiting', words: 'starting, or waiting for a core, memory or storage' },
      ...line,
    ],
    height: 104,
    draw: (frame) => {
      drawScales(frame, axis);
      drawStack(frame, series, { axis, layers: layers(frame.colours) });
      if (line.length === 0) return;
      const values = series.at.map(() => cores);
      drawDashes(frame, series, { axis, values, colour: frame.colours.ink });
    },
  };
}

function memoryRow({ data: { figures } }: Parts): Row {
  const { series, says } = figures;
  const most = Math.max(0, ...(series.used ?? []), ...series.reserved);
  const budget = Math.max(0, ...series.budget);
  const isFar = most < FAR_ABOVE * budget;
  const axis = bytesAxis(isFar ? most : Math.max(most, budget));
  return {
    id: 'memory',
    title: 'Memory',
    says: says.memory,
    legend: [
      ...(series.used === null ? [] : [{ swatch: 'memory', words: 'used by all workers' }]),
      { swatch: 'line', words: 'held by running attempts' },
      isFar
        ? { swatch: 'dash budget', words: `the budget, ${axis.label(budget)}, is far above` }
        : { swatch: 'dash budget', words: `budget ${axis.label(budget)}` },
    ],
    height: 132,
    draw: (frame) => {
      const { colours } = frame;
      drawScales(frame, axis);
      if (series.used !== null)
        drawArea(frame, series, { axis, values: series.used, colour: colours.memory });
      drawSteps(frame, series, { axis, values: series.reserved, colour: colours.ink });
      if (!isFar) drawDashes(frame, series, { axis, values: series.budget, colour: colours.bad });
    },
  };
}

function storageRow({ data: { figures } }: Parts): Row {
  const { series, says } = figures;
  const known = series.permits.filter((one) => one !== null);
  const most = Math.max(1, ...known);
  const least = Math.min(most, ...known);
  const { read } = series;
  const axis = read === null ? countAxis(most) : bytesAxis(Math.max(1, ...read), '/s');
  // Permits share the drawing with the rate, not its axis: their range is in the legend.
  const scale = read === null ? 1 : (0.9 * axis.top) / most;
  const permits = series.permits.map((one) => (one === null ? null : scale * one));
  return {
    id: 'storage',
    title: 'Storage',
    says: says.storage,
    legend: [
      ...(read === null ? [] : [{ swatch: 'storage', words: 'read per second' }]),
      { swatch: 'line', words: `load permits (${least === most ? most : `${least} to ${most}`})` },
    ],
    height: 104,
    draw: (frame) => {
      drawScales(frame, axis);
      if (read !== null) drawArea(frame, series, { axis, values: read, colour: frame.colours.storage });
      drawSteps(frame, series, { axis, values: permits, colour: frame.colours.ink });
    },
  };
}

function workersRow({ data, lanes, selected }: Parts): Row {
  const names = data.files.file.length <= NAMED ? data.files.file : null;
  return {
    id: 'workers',
    title: 'Workers',
    says: data.figures.says.workers,
    legend: [
      { swatch: 'storage', words: 'loading' },
      { swatch: 'waiting', words: 'waiting' },
      { swatch: 'cores', words: 'computing' },
      { swatch: 'failed', words: 'did not succeed' },
    ],
    height: Math.max(1, lanes.length) * laneHeight(lanes.length) + LANE_AXIS,
    draw: (frame) => drawLanes(frame, lanes, { names, selected }),
  };
}
