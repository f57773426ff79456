import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT, toolBin } from '../checkout.ts';
import { type Ended, must, type RunOptions, run } from '../process.ts';
import type { Place } from './check.ts';

const BIN = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

/** An empty folder on drive C, which Linux can access too. */
export function emptyFolder({ wine }: Place, name: string): string {
  const folder = path.join(wine.drive, 'checks', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export async function standInFiles(folder: string, ...options: readonly string[]): Promise<void> {
  await must([process.execPath, toolBin('orcfxapi-standin'), 'generate', '--out', folder, ...options]);
}

/** Runs the command on Linux, with the stand-in library for Linux. */
export async function ballastHere(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const built = await must([process.execPath, toolBin('orcfxapi-standin'), 'build']);
  const { library } = JSON.parse(built.stdout) as { library: string };
  return run([process.execPath, BIN, ...args], { ...options, env: { BALLAST_ORCFXAPI: library } });
}

/** Runs the command on Windows, with the library that the registry names. */
export function ballastOnWindows(
  { wine, installed }: Place,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ended> {
  return wine.node([wine.pathOf(installed.bin), ...args], options);
}

/** The CSV files of a folder, by name. */
export function csvFiles(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** Cells of one column. The cells of the table must not contain commas. */
export function column(table: string, name: string): readonly string[] {
  const [header = '', ...rows] = table.split('\r\n').filter((line) => line !== '');
  const index = header.split(',').indexOf(name);
  if (index < 0) throw new Error(`the table has no column ${name}: ${header}`);
  return rows.map((row) => row.split(',')[index] ?? '');
}
