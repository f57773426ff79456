import { expect } from 'vitest';
import { terminalScreen } from '../../terminal-screen.ts';
import { FILES } from '../batches/slow-batch.ts';
import { inPty } from './in-pty.ts';

/** The bar of a slow batch, and the line of a worker. */
export const PROGRESS: RegExp = new RegExp(`\\[#*\\.+\\] +\\d+ % {2}\\d+/${FILES}`);
export const WORKERS: RegExp = / {2}(loading|starting|computing) .*\.sim/;

/** Runs a slow batch from its beginning in a terminal of this size, and checks what it shows and leaves. */
export function showsProgress(batch: string, columns: number, rows: number): void {
  const { code, printed } = inPty(`${columns}x${rows}`, ['run', batch, '--no-history', '--fresh']);
  expect(code).toBe(0);
  const screen = terminalScreen(columns, rows);
  screen.write(printed);
  expect(printed).toMatch(PROGRESS);
  expect(printed).toMatch(WORKERS);
  const lines = screen.lines();
  expect(lines.join('\n')).toMatch(new RegExp(`^${FILES} of ${FILES} files succeeded`, 'm'));
  expect(lines.join('\n')).not.toMatch(/\[#|loading/);
}
