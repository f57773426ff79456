import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { NATIVE } from '../checkout.ts';
import type { Ended } from '../process.ts';
import type { Place } from './check.ts';

export const INTERRUPTED = 130;

export interface ToInterrupt {
  /** Of the command, with Windows paths. */
  readonly args: readonly string[];
  /** Output folder, as Linux names it. */
  readonly out: string;
  /** A folder on drive C. */
  readonly folder: string;
}

/** Runs the command on Windows, and presses Ctrl-C as soon as a file has settled. */
export function pressed({ wine, installed }: Place, { args, out, folder }: ToInterrupt): Promise<Ended> {
  const presser = path.join(folder, 'interrupt.mjs');
  copyFileSync(path.join(NATIVE, 'interrupt.mjs'), presser);
  const journal = wine.pathOf(path.join(out, 'journal.ndjson'));
  const modules = wine.pathOf(path.join(installed.root, 'package.json'));
  return wine.node([wine.pathOf(presser), journal, modules, wine.pathOf(installed.bin), ...args]);
}
