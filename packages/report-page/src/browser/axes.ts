import { formatBytes } from '@ballast/resource-model';
import { clockText } from '../components/clock-text.ts';
import { type Frame, font, GUTTER, plotWidth, RIGHT, xOf } from './frame.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 120, 240].map((n) => n * HOUR),
];
/** Least distance of two labels. */
const LABEL = 74;

/** Times of grid lines. */
function timeTicks({ view, width }: Pick<Frame, 'view' | 'width'>): number[] {
  const most = Math.max(2, Math.floor(plotWidth(width) / LABEL));
  const span = view.until - view.from;
  const step = STEPS.find((one) => span / one <= most) ?? span;
  const ticks: number[] = [];
  for (let time = Math.ceil(view.from / step) * step; time <= view.until; time += step) ticks.push(time);
  return ticks;
}

/** Grid lines run through all rows. */
export function drawGrid(frame: Frame, top = 0, bottom: number = frame.height): void {
  const { context, colours } = frame;
  context.fillStyle = colours.hair;
  for (const time of timeTicks(frame)) context.fillRect(Math.round(xOf(frame, time)), top, 1, bottom - top);
}

export function drawTimeLabels(frame: Frame, y: number): void {
  const { context, colours, width } = frame;
  font(context, 11);
  context.fillStyle = colours.faint;
  context.textBaseline = 'alphabetic';
  for (const time of timeTicks(frame)) {
    const x = xOf(frame, time);
    context.textAlign = x > width - RIGHT - 16 ? 'right' : x < GUTTER + 12 ? 'left' : 'center';
    context.fillText(clockText(time), x, y);
  }
}

export interface ValueAxis {
  /** The value at the top of the plot. */
  readonly top: number;
  readonly ticks: readonly number[];
  readonly label: (value: number) => string;
}

export function countAxis(most: number): ValueAxis {
  return { ...axisTo(Math.max(1, most), 1, 1), label: (value) => String(value) };
}

/** Bytes, or bytes per second with a unit of `/s`. */
export function bytesAxis(most: number, unit = ''): ValueAxis {
  const scale = 1024 ** Math.max(0, Math.floor(Math.log(Math.max(1, most)) / Math.log(1024)));
  return {
    ...axisTo(Math.max(1, most), scale, 0),
    label: (value) => (value === 0 ? '0' : short(value, unit)),
  };
}

function short(value: number, unit: string): string {
  return `${formatBytes(value).replace(/\.0+(?= )/, '')}${unit}`;
}

function axisTo(most: number, scale: number, least: number): Pick<ValueAxis, 'top' | 'ticks'> {
  const scaled = most / scale;
  const rough = scaled / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10;
  const step = Math.max(least, factor * power);
  const ticks: number[] = [];
  for (let value = 0; value <= scaled * 1.001; value += step) ticks.push(value * scale);
  return { top: most * 1.06, ticks };
}

export function drawValues(frame: Frame, axis: ValueAxis): void {
  const { context, colours, width, height } = frame;
  font(context, 11);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const value of axis.ticks) {
    const y = yOf(frame, axis, value);
    context.fillStyle = colours.hair;
    context.fillRect(GUTTER, Math.round(y) - (value === 0 ? 1 : 0), plotWidth(width), 1);
    context.fillStyle = colours.faint;
    context.fillText(axis.label(value), GUTTER - 6, Math.min(height - 6, Math.max(6, y)));
  }
}

export function yOf({ height }: Pick<Frame, 'height'>, { top }: ValueAxis, value: number): number {
  return height - 1 - ((height - 4) * value) / top;
}
