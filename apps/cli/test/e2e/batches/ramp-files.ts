import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Place } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';

/** A text file of OpenFAST with a step of 1 s; channel c has the values c, c + 1 and so on. */
export function writeRamps(place: Place, name: string, channels: readonly string[]): string {
  mkdirSync(place.sims, { recursive: true });
  const row = (i: number): string => [i.toFixed(4), ...channels.map((_, c) => `${c + i}.0`)].join('\t');
  const lines = [
    ['Time', ...channels].join('\t'),
    ['(s)', ...channels.map(() => '(kN)')].join('\t'),
    ...Array.from({ length: 11 }, (_, i) => row(i)),
  ];
  const file = path.join(place.sims, name);
  writeFileSync(file, `text\n\n${lines.join('\n')}\n`);
  return file;
}

/** Makes the table of one file in a format; returns what was printed, and the file that was written. */
export async function statsAs(
  place: Place,
  format: string,
): Promise<{ readonly stdout: string; readonly written: string }> {
  const file = writeRamps(place, 'a.out', ['TwrBsMyt']);
  const args = ['stats', file, '--stats', 'max', '--format', format, '--out', place.out];
  const { code, stdout } = await ballast(args);
  expect(code).toBe(0);
  return { stdout, written: new RegExp(`^ {2}\\S+ +(.+\\.${format})$`, 'm').exec(stdout)?.[1] ?? '' };
}
