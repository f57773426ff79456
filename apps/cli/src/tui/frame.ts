import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { displayWidth, fitted, fittedEnd } from '../show/display-width.ts';
import type { ScreenModel } from './screen-model.ts';

/** `explain`: why files wait; `failures`: which did not succeed. */
export type View = 'overview' | 'explain' | 'failures';

export interface FrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly view: View;
  /** Tasks in flight over time, one value a second, the last one last. */
  readonly history: readonly number[];
  /** Files a minute; null if unknown. */
  readonly perMinute: number | null;
  /** What the keys do. */
  readonly keys: string;
}

/** What a line is about, for its colour. */
export type LineTone = 'plain' | 'bad' | 'faint' | 'bar';

export interface Line {
  readonly text: string;
  readonly tone: LineTone;
}

/** More would push away what was printed before. */
const MOST_LINES = 24;
/** Rows that are left to what was printed before. */
const ROWS_LEFT = 2;
const BAR = 24;
const MOST_NOTES = 3;

/** A batch in at most 24 lines, none wider than the screen. */
export function frameOf(model: ScreenModel, options: FrameOptions): readonly Line[] {
  const { columns, rows, keys } = options;
  const room = Math.max(3, Math.min(MOST_LINES, rows - ROWS_LEFT));
  const head = [plain(titleLine(model, columns)), bar(progressLine(model, columns))];
  const machine = [bar(memoryLine(model)), plain(tasksLine(model, options))].filter(
    ({ text }) => text !== '',
  );
  const foot: Line = { text: keys, tone: 'faint' };
  const body = bodyOf(model, options, room - head.length - machine.length - 1);
  return [...head, ...machine, ...body, foot]
    .slice(0, room)
    .map(({ text, tone }) => ({ text: fitted(text, columns), tone }));
}

const plain = (text: string): Line => ({ text, tone: 'plain' });
const bar = (text: string): Line => ({ text, tone: 'bar' });
const bad = (text: string): Line => ({ text, tone: 'bad' });

function titleLine({ name, files, settled, trouble, left, state }: ScreenModel, columns: number): string {
  const parts = [
    `${settled} of ${files}`,
    ...(trouble > 0 ? [`${trouble} need a look`] : []),
    ...(left === null ? [] : [`${formatDuration(left.from)} to ${formatDuration(left.to)} to go`]),
    ...(state === '' ? [] : [forTerminal(state)]),
  ].join(' · ');
  const room = Math.max(8, columns - displayWidth(parts) - 2);
  return `${fitted(forTerminal(name), room)}  ${parts}`;
}

function progressLine({ share, boundBy }: ScreenModel, columns: number): string {
  const words = boundBy === null || boundBy === 'none' ? '' : `  bound by ${boundBy}`;
  const width = Math.max(BAR, columns - 16 - words.length);
  return `${'work'.padEnd(8)}${barText(share, width)} ${Math.floor(100 * share)} %${words}`;
}

function memoryLine({ memory }: ScreenModel): string {
  if (memory === null) return '';
  const { used, held, budget } = memory;
  const share = budget > 0 ? held / budget : 0;
  return `${'memory'.padEnd(8)}${barText(share, BAR)} ${formatBytes(held)} of ${formatBytes(budget)} held, ${formatBytes(used)} used`;
}

function barText(share: number, width: number): string {
  const done = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `[${'#'.repeat(done)}${'.'.repeat(width - done)}]`;
}

/** From few to many; every terminal has these characters. */
const STEPS = ' .:-=+*#';

function tasksLine({ tasks, read }: ScreenModel, { history, perMinute, columns }: FrameOptions): string {
  const { computing, loading, waiting } = tasks;
  const rates = [
    ...(perMinute === null ? [] : [`${perMinute} files/min`]),
    ...(read === null ? [] : [`${formatBytes(read)}/s`]),
  ].map((text) => `  ${text}`);
  const words = `${'tasks'.padEnd(8)}${computing} C  ${loading} L  ${waiting} W${rates.join('')}`;
  const room = columns - words.length - 5;
  if (room < 8) return words;
  return `${words}  [${strip(history.slice(-Math.min(60, room)))}]`;
}

function strip(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  return values.map((value) => STEPS[Math.ceil((value / most) * (STEPS.length - 1))] ?? '#').join('');
}

function bodyOf(model: ScreenModel, options: FrameOptions, room: number): readonly Line[] {
  if (room < 1) return [];
  switch (options.view) {
    case 'explain':
      return listed(model.waits, room, 'nothing waits');
    case 'failures':
      return listed(model.failures.slice(-room), room, 'every file so far succeeded').map((line) =>
        model.failures.length > 0 ? { ...line, tone: 'bad' } : line,
      );
    case 'overview':
      return overview(model, options, room);
  }
}

function listed(lines: readonly string[], room: number, none: string): readonly Line[] {
  if (lines.length === 0) return [plain(none)];
  return lines.slice(0, room).map((line) => plain(forTerminal(line)));
}

function overview(model: ScreenModel, { columns }: FrameOptions, room: number): readonly Line[] {
  const { alerts, waits, failures, running } = model;
  const notes = [
    ...alerts.slice(0, MOST_NOTES).map((alert) => bad(`! ${forTerminal(alert)}`)),
    ...waits.slice(0, 1).map((wait) => plain(`waits   ${forTerminal(wait)}`)),
    ...failures.slice(-MOST_NOTES).map((failure) => bad(`! ${forTerminal(failure)}`)),
  ].slice(0, room);
  const left = room - notes.length;
  const isAll = running.length <= left;
  const shown = running.slice(0, isAll ? left : Math.max(0, left - 1));
  const rest = running.length - shown.length;
  return [
    ...notes,
    ...shown.map((one) => plain(runningLine(one, columns))),
    ...(isAll || left < 1 ? [] : [plain(`  and ${countText(rest, 'further file')}`)]),
  ];
}

function runningLine({ file, letter, memory }: ScreenModel['running'][number], columns: number): string {
  const used = (memory === null ? '' : formatBytes(memory)).padStart(9);
  return `  ${letter} ${used}  ${fittedEnd(forTerminal(file), Math.max(8, columns - 16))}`;
}
