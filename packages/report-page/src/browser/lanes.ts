import type { PageData } from '../pack/page-data.ts';
import { drawGrid, drawTimeLabels } from './axes.ts';
import { type Frame, font, GUTTER, inPlot, plotWidth, xOf } from './frame.ts';

/** One attempt: when it was admitted, ended its load, began to compute, and ended. */
export interface Bar {
  readonly task: number;
  readonly from: number;
  readonly loadedAt: number;
  readonly computingAt: number;
  readonly until: number;
  readonly isGood: boolean;
}

/** The bars of each lane, in the order of time. */
export function barsOf({ files, attempts, figures }: PageData): readonly (readonly Bar[])[] {
  const lanes: Bar[][] = Array.from({ length: figures.lanes }, () => []);
  for (let task = 0; task < files.file.length; task += 1) {
    const from = files.admittedAt[task] ?? Number.NaN;
    if (Number.isNaN(from)) continue;
    const until = known(files.settledAt[task], figures.lastSettlement);
    const computingAt = Math.min(until, known(files.computingAt[task], until));
    const loadedAt = Math.max(from, computingAt - known(files.waited[task], 0));
    const isGood = READ.has(files.status[task] ?? '');
    lanes[files.lane[task] ?? 0]?.push({
      task,
      from,
      loadedAt,
      computingAt,
      until: Math.max(from, until),
      isGood,
    });
  }
  for (let i = 0; i < attempts.task.length; i += 1) {
    const from = attempts.from[i] ?? 0;
    const until = Math.max(from, attempts.until[i] ?? from);
    const computingAt = Math.min(until, known(attempts.computingAt[i], until));
    const task = attempts.task[i] ?? 0;
    lanes[attempts.lane[i] ?? 0]?.push({
      task,
      from,
      loadedAt: computingAt,
      computingAt,
      until,
      isGood: false,
    });
  }
  for (const lane of lanes) lane.sort((a, b) => a.from - b.from);
  return lanes;
}

const READ: ReadonlySet<string> = new Set(['succeeded', 'incomplete', 'partial', 'suspect', 'unstable']);

function known(value: number | undefined, otherwise: number): number {
  return value === undefined || Number.isNaN(value) ? otherwise : value;
}

export const LANE_AXIS = 20;

export function laneHeight(lanes: number): number {
  return lanes <= 16 ? 16 : lanes <= 40 ? 10 : lanes <= 80 ? 6 : 4;
}

/** The bar at a place of the drawing; null if there is none. */
export function barAt(
  lanes: readonly (readonly Bar[])[],
  { lane, time, reach }: { readonly lane: number; readonly time: number; readonly reach: number },
): Bar | null {
  const bars = lanes[lane];
  if (bars === undefined) return null;
  const next = firstAfter(bars, time);
  const before = bars[next - 1];
  if (before !== undefined && time <= before.until + reach) return before;
  const after = bars[next];
  return after !== undefined && after.from - reach <= time ? after : null;
}

/** Index of the first bar that begins after a time. */
function firstAfter(bars: readonly Bar[], time: number): number {
  let [low, high] = [0, bars.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.from ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Shown {
  /** Names in the bars, for a batch of few files; null for none. */
  readonly names: readonly string[] | null;
  readonly selected: number | null;
}

/** Draws every lane. Bars narrower than a pixel share it: it shows what most of it was. */
export function drawLanes(
  frame: Frame,
  lanes: readonly (readonly Bar[])[],
  { names, selected }: Shown,
): void {
  const { height } = frame;
  drawGrid(frame, 0, height - LANE_AXIS);
  drawLabels(frame, lanes.length);
  drawTimeLabels(frame, height - 4);
  const each = laneHeight(lanes.length);
  inPlot(frame, () => {
    for (const [i, bars] of lanes.entries()) {
      const inView = bars.slice(
        Math.max(0, firstAfter(bars, frame.view.from) - 1),
        firstAfter(bars, frame.view.until),
      );
      drawLane(frame, inView, { top: i * each, each });
      drawEnds(frame, inView, { top: i * each, each, selected });
      if (names !== null) drawNames(frame, inView, { top: i * each, each, names });
    }
  });
}

function drawLabels({ context, colours }: Frame, count: number): void {
  font(context, 11);
  context.fillStyle = colours.faint;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const each = laneHeight(count);
  const step = Math.max(1, Math.ceil(14 / each), Math.ceil(count / 12));
  for (let lane = 0; lane < count; lane += step)
    context.fillText(String(lane + 1), GUTTER - 6, Math.max(6, (lane + 0.5) * each));
}

/** Per pixel: how much of it was loading, waiting and computing. */
function drawLane(
  frame: Frame,
  bars: readonly Bar[],
  { top, each }: { readonly top: number; readonly each: number },
): void {
  const width = Math.ceil(plotWidth(frame.width));
  const covered = [new Float32Array(width), new Float32Array(width), new Float32Array(width)] as const;
  for (const { from, loadedAt, computingAt, until } of bars) {
    cover(covered[0], xOf(frame, from) - GUTTER, xOf(frame, loadedAt) - GUTTER);
    cover(covered[1], xOf(frame, loadedAt) - GUTTER, xOf(frame, computingAt) - GUTTER);
    cover(covered[2], xOf(frame, computingAt) - GUTTER, xOf(frame, until) - GUTTER);
  }
  fillRuns(frame, covered, { top, each: each - 1 });
}

function cover(pixels: Float32Array, left: number, right: number): void {
  const last = Math.min(pixels.length - 1, Math.floor(right));
  for (let pixel = Math.max(0, Math.floor(left)); pixel <= last; pixel += 1) {
    const share = Math.min(right, pixel + 1) - Math.max(left, pixel);
    if (share > 0) pixels[pixel] = (pixels[pixel] ?? 0) + share;
  }
}

/** A pixel that is covered by less than this is left free. */
const LEAST_COVERED = 0.15;

function fillRuns(
  { context, colours }: Frame,
  [loading, waiting, computing]: readonly [Float32Array, Float32Array, Float32Array],
  { top, each }: { readonly top: number; readonly each: number },
): void {
  const colourOf = [colours.storage, colours.waiting, colours.cores];
  let run = { kind: -1, from: 0 };
  const close = (until: number): void => {
    if (run.kind < 0 || until <= run.from) return;
    const isThin = run.kind === 1;
    context.fillStyle = colourOf[run.kind] ?? colours.waiting;
    context.fillRect(
      GUTTER + run.from,
      top + (isThin ? each * 0.3 : 0),
      until - run.from,
      isThin ? each * 0.4 : each,
    );
  };
  for (let pixel = 0; pixel <= loading.length; pixel += 1) {
    const l = loading[pixel] ?? 0;
    const w = waiting[pixel] ?? 0;
    const c = computing[pixel] ?? 0;
    const kind = l + w + c < LEAST_COVERED ? -1 : c >= l && c >= w ? 2 : l >= w ? 0 : 1;
    if (kind === run.kind) continue;
    close(pixel);
    run = { kind, from: pixel };
  }
  close(loading.length);
}

/** A failed attempt is a shape, not a colour alone: a bar of ink with a free pixel on both sides. */
function drawEnds(
  frame: Frame,
  bars: readonly Bar[],
  { top, each, selected }: { readonly top: number; readonly each: number; readonly selected: number | null },
): void {
  const { context, colours } = frame;
  for (const bar of bars) {
    const right = xOf(frame, bar.until);
    if (!bar.isGood) {
      context.fillStyle = colours.card;
      context.fillRect(right - 4, top, 5, each - 1);
      context.fillStyle = colours.ink;
      context.fillRect(right - 3, top, 3, each - 1);
    }
    if (bar.task !== selected) continue;
    const left = xOf(frame, bar.from);
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, Math.max(3, right - left), each - 1);
  }
}

function drawNames(
  frame: Frame,
  bars: readonly Bar[],
  { top, each, names }: { readonly top: number; readonly each: number; readonly names: readonly string[] },
): void {
  const { context, colours } = frame;
  font(context, 11);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.onCores;
  for (const bar of bars) {
    const [left, right] = [xOf(frame, Math.max(bar.computingAt, frame.view.from)), xOf(frame, bar.until)];
    const name = fitting(context, names[bar.task] ?? '', right - left - 10);
    if (name !== '') context.fillText(name, left + 4, top + each / 2);
  }
}

/** The end of a name tells files apart. */
function fitting(context: CanvasRenderingContext2D, name: string, width: number): string {
  if (width < 30) return '';
  if (context.measureText(name).width <= width) return name;
  let from = 1;
  while (from < name.length && context.measureText(`…${name.slice(from)}`).width > width) from += 1;
  return from >= name.length ? '' : `…${name.slice(from)}`;
}
