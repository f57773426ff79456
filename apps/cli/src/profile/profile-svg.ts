import type { FileProfile } from '@ballast/profiler';
import { formatBytes } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';

const WIDTH = 720;
const HEIGHT = 360;
const PLOT = { left: 64, right: 16, top: 56, bottom: 64 } as const;
/** Labels that fit side by side below the axis, and lines across the plot. */
const MOST_LABELS = 10;
const LINES = 4;

/** A histogram of the sizes on a logarithmic axis: a self-contained SVG document. */
export function profileSvg(directory: string, { count, total, histogram }: FileProfile): string {
  const title = `File sizes in ${directory}`;
  const summary = `${countText(count, 'file')}, ${formatBytes(total)}`;
  const top = niceTop(histogram.reduce((max, bin) => Math.max(max, bin.count), 1));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>${escaped(`${title}: ${summary}`)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${PLOT.left}" y="24" font-size="16">${escaped(shortened(title))}</text>`,
    `<text x="${PLOT.left}" y="43" fill="#555">${escaped(summary)}</text>`,
    ...lines(top),
    ...bars(histogram, top),
    ...labels(histogram),
    `<text x="${(PLOT.left + WIDTH - PLOT.right) / 2}" y="${HEIGHT - 14}" text-anchor="middle">file size (logarithmic)</text>`,
    `<text transform="translate(16 ${(PLOT.top + HEIGHT - PLOT.bottom) / 2}) rotate(-90)" text-anchor="middle">files</text>`,
    '</svg>',
    '',
  ].join('\n');
}

type Bins = FileProfile['histogram'];

function bars(bins: Bins, top: number): string[] {
  return bins.map((bin, i) => {
    const height = (bin.count / top) * plotHeight();
    const at = { x: edge(i, bins.length) + 1, y: HEIGHT - PLOT.bottom - height };
    const width = Math.max(1, plotWidth() / bins.length - 2);
    const to = bin.to === null ? 'more' : formatBytes(bin.to);
    const words = `${formatBytes(bin.from)} to ${to}: ${countText(bin.count, 'file')}, ${formatBytes(bin.total)}`;
    return `<rect x="${fixed(at.x)}" y="${fixed(at.y)}" width="${fixed(width)}" height="${fixed(height)}" fill="#2b6cb0"><title>${escaped(words)}</title></rect>`;
  });
}

function labels(bins: Bins): string[] {
  const every = Math.ceil(bins.length / MOST_LABELS);
  const y = HEIGHT - PLOT.bottom + 18;
  return bins.flatMap(({ from }, i) =>
    i % every === 0
      ? [`<text x="${fixed(edge(i, bins.length))}" y="${y}" text-anchor="middle">${formatBytes(from)}</text>`]
      : [],
  );
}

function lines(top: number): string[] {
  return Array.from({ length: LINES + 1 }, (_, i) => {
    const y = fixed(HEIGHT - PLOT.bottom - (i / LINES) * plotHeight());
    const line = `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${y}" y2="${y}" stroke="${i === 0 ? '#222' : '#ddd'}"/>`;
    return `${line}<text x="${PLOT.left - 6}" y="${y}" dy="4" text-anchor="end">${(i / LINES) * top}</text>`;
  });
}

/** The smallest of 4, 8, 20, 40, 80, 200 ... above every bar: its quarters are whole numbers. */
function niceTop(most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [4, 8, 20]) if (step * power >= most) return step * power;
  }
}

function edge(index: number, count: number): number {
  return PLOT.left + (index / count) * plotWidth();
}

function plotWidth(): number {
  return WIDTH - PLOT.left - PLOT.right;
}

function plotHeight(): number {
  return HEIGHT - PLOT.top - PLOT.bottom;
}

function fixed(value: number): string {
  return value.toFixed(1);
}

/** The end of a long path is more useful than its beginning. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 80 ? text : `…${characters.slice(-79).join('')}`;
}

/** Text for XML 1.0, which cannot contain control characters in any form. */
function escaped(text: string): string {
  return forTerminal(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
