import type { Colours } from './colours.ts';

/** Left and right of every drawing, in CSS pixels: the axis of values is on the left. */
export const GUTTER = 58;
export const RIGHT = 18;

/** The part of the batch that is shown, in milliseconds since its start. */
export interface View {
  readonly from: number;
  readonly until: number;
}

/** One row of the card of times: a canvas, and how its pixels belong to times. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly view: View;
  readonly colours: Colours;
}

export function plotWidth(width: number): number {
  return Math.max(10, width - GUTTER - RIGHT);
}

export function xOf({ view, width }: Pick<Frame, 'view' | 'width'>, time: number): number {
  return GUTTER + (plotWidth(width) * (time - view.from)) / Math.max(1, view.until - view.from);
}

export function timeAt({ view, width }: Pick<Frame, 'view' | 'width'>, x: number): number {
  const share = Math.min(1, Math.max(0, (x - GUTTER) / plotWidth(width)));
  return view.from + share * (view.until - view.from);
}

/** Clears the canvas at the resolution of the screen, and draws with the callback inside the plot. */
export function drawRow(
  canvas: HTMLCanvasElement,
  { height, view, colours }: { readonly height: number; readonly view: View; readonly colours: Colours },
  draw: (frame: Frame) => void,
): void {
  const context = canvas.getContext('2d');
  const width = canvas.clientWidth;
  if (context === null || width === 0) return;
  const ratio = Math.max(1, devicePixelRatio);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  draw({ context, width, height, view, colours });
}

/** Draws only between the gutters. */
export function inPlot({ context, width, height }: Frame, draw: () => void): void {
  context.save();
  context.beginPath();
  context.rect(GUTTER, 0, plotWidth(width), height);
  context.clip();
  draw();
  context.restore();
}

export function font(context: CanvasRenderingContext2D, size: number, weight = 400): void {
  context.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
}
