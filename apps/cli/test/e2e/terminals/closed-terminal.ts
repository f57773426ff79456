import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { journalOf, tablesOf } from '../support/journal-of.ts';
import { ballast, processesWith, tool, writeBatch } from '../support/run-ballast.ts';
import type { Instant } from './in-terminal.ts';

const BIN = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const CLOSER = fileURLToPath(new URL('./close-terminal.py', import.meta.url));

const BATCH = `version: 1
batch: hung-up
reader: openfast
inputs: { directory: ./inputs }
output: ./out
resources: { workers: 2 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;

interface Ended {
  readonly code: number | null;
  readonly signal: number | null;
  readonly closed: boolean;
}

/** Closes the terminal of a batch at each of these instants; it must end in order, and be resumed to the same tables. */
export async function closeTerminals(folder: string, instants: readonly Instant[]): Promise<void> {
  const inputs = path.join(folder, 'inputs');
  await tool('openfast-files', ['--out', inputs, '--files', '60', '--channels', '40', '--rows', '2000']);
  const batch = writeBatch(folder, BATCH);
  const undisturbed = path.join(folder, 'undisturbed');
  expect((await ballast(['run', batch, '--out', undisturbed, '--no-history'])).code).toBe(0);
  let closed = 0;
  for (const [run, { after, record = 'journal' }] of instants.entries()) {
    const out = path.join(folder, `out-${run}`);
    const command = [process.execPath, BIN, 'run', batch, '--out', out, '--no-history'];
    const when = [String(after), path.join(out, 'journal.ndjson'), `{"type":"${record}"`];
    const { stdout } = await promisify(execFile)('python3', [CLOSER, ...when, ...command]);
    const ended = JSON.parse(stdout) as Ended;
    expect(ended).toMatchObject({ signal: null, code: expect.toBeOneOf([0, 130]) });
    if (ended.closed) closed += 1;
    expect(processesWith(out)).toEqual([]);
    const last = journalOf(out).slice(-2);
    expect(last.map(({ type }) => type)).toEqual(['ended', 'published']);
    expect((await ballast(['resume', out])).code).toBe(0);
    expect(tablesOf(out)).toEqual(tablesOf(undisturbed));
  }
  expect(closed).toBeGreaterThan(0);
}
