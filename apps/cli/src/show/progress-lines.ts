import type { BatchProgress } from '@ballast/batch';
import { formatBytes } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import { displayWidth, fitted, fittedEnd } from './display-width.ts';
import { joined, leftText, machineParts, stateParts } from './progress-line.ts';

export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** The last files that did not succeed, each with its reason; safe to print. */
  readonly failures: readonly string[];
}

/** Most lines about workers, and about failures. */
const MOST_WORKERS = 8;
const MOST_FAILURES = 3;
/** Rows that are left to what was printed before. */
const ROWS_LEFT = 2;
const BAR = { least: 10, most: 30 };
/** Of a name, at least: narrower terminals show no more than the state. */
const NAME = 12;

/** The state of a batch in a few lines, none wider than the screen: the last failures, a bar, the machine, the workers. */
export function progressLines(progress: BatchProgress, { columns, rows, failures }: Screen): string[] {
  const room = Math.max(1, rows - ROWS_LEFT);
  const bar = barLine(progress, columns);
  if (room < 3) return [fitted(bar, columns)];
  const machine = joined(machineParts(progress), columns);
  const lines = [bar, ...(machine === '' ? [] : [machine])];
  const most = Math.min(MOST_FAILURES, Math.max(0, room - lines.length - 1));
  const last = failures.slice(Math.max(0, failures.length - most));
  const left = room - lines.length - last.length;
  return [...last, ...lines, ...workerLines(progress, columns, left)].map((line) => fitted(line, columns));
}

function barLine(progress: BatchProgress, columns: number): string {
  const share = Math.max(0, Math.min(1, progress.share));
  const percent = `${Math.floor(100 * share)} %`.padStart(5);
  const rest = joined(
    [...stateParts(progress), leftText(progress)],
    columns - BAR.least - percent.length - 4,
  );
  const width = Math.min(BAR.most, columns - percent.length - displayWidth(rest) - 4);
  if (width < BAR.least) return joined([percent.trim(), ...stateParts(progress)], columns);
  const done = Math.floor(share * width);
  return `[${'#'.repeat(done)}${'.'.repeat(width - done)}]${percent}  ${rest}`;
}

function workerLines({ running }: BatchProgress, columns: number, room: number): string[] {
  const most = Math.min(MOST_WORKERS, room);
  if (most < 1) return [];
  const shown = running.slice(0, running.length > most ? most - 1 : most);
  const more = running.length - shown.length;
  const lines = shown.map(({ file, phase, memory }) => {
    const state = `  ${phase.padEnd('at the gate'.length)}  `;
    const used = memory === null ? '' : formatBytes(memory).padStart(9);
    const width = columns - state.length - used.length - 2;
    if (width < NAME) return fitted(`  ${phase}`, columns);
    const name = fittedEnd(forTerminal(file), Math.min(width, 60));
    return `${state}${used === '' ? '' : `${used}  `}${name}`;
  });
  return more > 0 ? [...lines, fitted(`  and ${countText(more, 'further file')}`, columns)] : lines;
}
