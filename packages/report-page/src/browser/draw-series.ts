import type { Figures } from '@ballast/reporting';
import { drawGrid, drawTimeLabels, drawValues, type ValueAxis, yOf } from './axes.ts';
import type { Colours } from './colours.ts';
import { type Frame, font, inPlot, xOf } from './frame.ts';

type Series = Figures['series'];
type Bound = NonNullable<Series['bound']>[number];

interface Cell {
  readonly left: number;
  readonly right: number;
  readonly row: number;
}

/** The rows that are in view, as pixels; at least one pixel each. */
function cells(frame: Frame, { at, span }: Series): readonly Cell[] {
  const { view } = frame;
  return at.flatMap((until, row) => {
    const from = until - (span[row] ?? 0);
    if (until < view.from || from > view.until) return [];
    return [{ left: xOf(frame, from), right: xOf(frame, until), row }];
  });
}

/** Values stacked on each other, as bars without gaps. */
export function drawStack(
  frame: Frame,
  series: Series,
  {
    axis,
    layers,
  }: {
    readonly axis: ValueAxis;
    readonly layers: readonly { readonly of: (row: number) => number; readonly colour: string }[];
  },
): void {
  const { context } = frame;
  inPlot(frame, () => {
    for (const { left, right, row } of cells(frame, series)) {
      // Whole pixels: where two bars share one, what is behind them would shine through.
      const from = Math.round(left);
      const width = Math.max(1, Math.round(right) - from);
      let sum = 0;
      for (const { of, colour } of layers) {
        const value = of(row);
        if (value <= 0) continue;
        const bottom = yOf(frame, axis, sum);
        sum += value;
        const top = yOf(frame, axis, sum);
        context.fillStyle = colour;
        context.fillRect(from, top, width, bottom - top);
      }
    }
  });
}

/** Nothing was sampled between: no process ran the batch. */
function isGap(before: { readonly right: number } | undefined, left: number): boolean {
  return before !== undefined && left - before.right > 1.5;
}

/** An area from zero with a line on it. */
export function drawArea(
  frame: Frame,
  series: Series,
  {
    axis,
    values,
    colour,
  }: { readonly axis: ValueAxis; readonly values: readonly number[]; readonly colour: string },
): void {
  const { context } = frame;
  const shown = cells(frame, series);
  const line = new Path2D();
  const area = new Path2D();
  const zero = yOf(frame, axis, 0);
  for (const [i, { left, right, row }] of shown.entries()) {
    const y = yOf(frame, axis, values[row] ?? 0);
    if (i === 0 || isGap(shown[i - 1], left)) {
      line.moveTo(left, y);
      area.moveTo(left, zero);
      area.lineTo(left, y);
    }
    for (const path of [line, area]) path.lineTo((left + right) / 2, y);
    const next = shown[i + 1];
    if (next !== undefined && !isGap({ right }, next.left)) continue;
    line.lineTo(right, y);
    area.lineTo(right, y);
    area.lineTo(right, zero);
    area.closePath();
  }
  inPlot(frame, () => {
    context.fillStyle = colour;
    context.globalAlpha = 0.32;
    context.fill(area);
    context.globalAlpha = 1;
    context.strokeStyle = colour;
    context.lineWidth = 1.25;
    context.stroke(line);
  });
}

/** A line in steps; gaps for nulls. */
export function drawSteps(
  frame: Frame,
  series: Series,
  {
    axis,
    values,
    colour,
  }: { readonly axis: ValueAxis; readonly values: readonly (number | null)[]; readonly colour: string },
): void {
  const { context } = frame;
  const line = new Path2D();
  let before: Cell | undefined;
  for (const cell of cells(frame, series)) {
    const value = values[cell.row] ?? null;
    if (value === null) {
      before = undefined;
      continue;
    }
    const y = yOf(frame, axis, value);
    if (before === undefined || isGap(before, cell.left)) line.moveTo(cell.left, y);
    else line.lineTo(cell.left, y);
    line.lineTo(cell.right, y);
    before = cell;
  }
  inPlot(frame, () => {
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.stroke(line);
  });
}

/** A dashed line at one value, or along values. */
export function drawDashes(
  frame: Frame,
  series: Series,
  {
    axis,
    values,
    colour,
  }: { readonly axis: ValueAxis; readonly values: readonly number[]; readonly colour: string },
): void {
  frame.context.setLineDash([5, 4]);
  drawSteps(frame, series, { axis, values, colour });
  frame.context.setLineDash([]);
}

/** Shortest piece of a band that has its word in it, in pixels on both sides of it. */
const MARGIN = 8;

/** What bound the batch when, with words. */
export function drawBand(frame: Frame, series: Series, height: number): void {
  const { context, colours } = frame;
  const pieces: { left: number; right: number; bound: Bound }[] = [];
  for (const { left, right, row } of cells(frame, series)) {
    const bound = series.bound?.[row] ?? 'none';
    const last = pieces.at(-1);
    if (last !== undefined && last.bound === bound && left - last.right < 1) last.right = right;
    else pieces.push({ left, right, bound });
  }
  inPlot(frame, () => {
    font(context, 12, 620);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (const { left, right, bound } of pieces) {
      fillBand(frame, { left, right, bound, height });
      const word = WORDS[bound];
      if (word === '' || context.measureText(word).width + 2 * MARGIN > right - left) continue;
      context.fillStyle = inkOn(colours, bound);
      context.fillText(word, (left + right) / 2, height / 2 + 1);
    }
  });
  drawGrid(frame, height, height + 4);
  drawTimeLabels(frame, height + 16);
}

const WORDS: Readonly<Record<Bound, string>> = {
  storage: 'storage',
  cores: 'cores',
  memory: 'memory',
  seats: 'seats',
  limit: 'limit',
  start: 'start',
  tail: '',
  none: '',
};

function fillBand(
  { context, colours }: Frame,
  {
    left,
    right,
    bound,
    height,
  }: { readonly left: number; readonly right: number; readonly bound: Bound; readonly height: number },
): void {
  const width = Math.max(1, right - left);
  context.fillStyle = colourOf(colours, bound);
  context.fillRect(left, 0, width, height);
  if (bound !== 'tail') return;
  context.save();
  context.beginPath();
  context.rect(left, 0, width, height);
  context.clip();
  context.strokeStyle = colours.waiting;
  context.lineWidth = 2;
  context.beginPath();
  for (let x = left - height; x < right + height; x += 6) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}

function colourOf(colours: Colours, bound: Bound): string {
  switch (bound) {
    case 'storage':
    case 'cores':
    case 'memory':
    case 'seats':
      return colours[bound];
    case 'limit':
      return colours.waiting;
    case 'tail':
      return colours.card;
    case 'start':
    case 'none':
      return colours.line;
  }
}

function inkOn(colours: Colours, bound: Bound): string {
  switch (bound) {
    case 'storage':
      return colours.onStorage;
    case 'cores':
      return colours.onCores;
    case 'memory':
      return colours.onMemory;
    case 'seats':
      return colours.onSeats;
    case 'limit':
    case 'start':
    case 'tail':
    case 'none':
      return colours.ink;
  }
}

/** Grid and values below what is drawn next. */
export function drawScales(frame: Frame, axis: ValueAxis): void {
  drawGrid(frame);
  drawValues(frame, axis);
}
