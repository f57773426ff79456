import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { processesWith, readTable, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';

const BIN = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const PRESSER = fileURLToPath(new URL('./press-ctrl-c.py', import.meta.url));
export const HAS_TERMINAL: boolean =
  process.platform === 'linux' &&
  spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;
if (!HAS_TERMINAL) console.warn('skipped: no Python on Linux to make a pseudo-terminal');

/** In milliseconds: whatever is left then stays. */
const LONGEST_END = 30_000;
const SIGINT = 2;
const INTERRUPTED = 130;

const BATCH = `version: 1
batch: interrupted
reader: openfast
inputs: { directory: ./inputs }
output: ./out
resources: { workers: 3 }
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, rms] }] }
`;

interface Ended {
  readonly code: number | null;
  readonly signal: number | null;
  readonly printed: string;
  readonly pressed: boolean;
}

/** When the key is pressed: milliseconds after the start, or after the journal has its first record of a type. */
export interface Instant {
  readonly after: number;
  readonly record?: string;
}

/** A batch in a folder that is removed when the test ends, run once for each press. */
export async function batchToPress(
  files: number,
): Promise<(instant: Instant) => Promise<{ readonly ended: Ended; readonly out: string }>> {
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const inputs = path.join(folder.path, 'inputs');
  await tool('openfast-files', [
    '--out',
    inputs,
    '--files',
    String(files),
    '--channels',
    '40',
    '--rows',
    '2000',
  ]);
  const batch = writeBatch(folder.path, BATCH);
  let runs = 0;
  return async ({ after, record }) => {
    runs += 1;
    const out = path.join(folder.path, `out-${runs}`);
    const when = record === undefined ? ['', ''] : [path.join(out, 'journal.ndjson'), `{"type":"${record}"`];
    const command = [process.execPath, BIN, 'run', batch, '--out', out, '--no-history'];
    const ended = await inTerminal([String(after), ...when, ...command]);
    await whileLeft(out);
    return { ended, out };
  };
}

/** A worker that was just starting ends by itself once it runs, which is after its coordinator has gone. */
async function whileLeft(out: string): Promise<void> {
  const patience = performance.now() + LONGEST_END;
  while (processesWith(out).length > 0 && performance.now() < patience) await pause(20);
}

function inTerminal(args: readonly string[]): Promise<Ended> {
  const child = spawn('python3', [PRESSER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      text += data;
    });
    child.on('error', reject);
    child.on('close', () => resolve(JSON.parse(text) as Ended));
  });
}

export type Result = 'nothing started' | 'drained' | 'complete';

/** Checks that one press lost nothing: every file that was started has succeeded, and the batch ended in order. */
export function checked({ ended, out }: { readonly ended: Ended; readonly out: string }): Result {
  expect(processesWith(out)).toEqual([]);
  if (!existsSync(path.join(out, 'journal.ndjson'))) {
    expect([
      [INTERRUPTED, null],
      [null, SIGINT],
    ]).toContainEqual([ended.code, ended.signal]);
    return 'nothing started';
  }
  const records = journalOf(out);
  const of = (type: string) => records.filter((record) => record.type === type);
  expect(of('worker-lost'), ended.printed).toEqual([]);
  expect(of('stopping').map(({ how }) => how)).toEqual(of('stopping').length === 0 ? [] : ['drain']);
  const started = new Set(of('admitted').map(({ task }) => task));
  const succeeded = of('settled').filter(({ outcome }) => (outcome as { kind: string }).kind === 'succeeded');
  expect(new Set(succeeded.map(({ task }) => task))).toEqual(started);
  const statuses = readTable(path.join(out, 'tables', 'wide.csv')).map(({ status }) => status);
  expect(statuses.filter((status) => status === 'succeeded')).toHaveLength(started.size);
  expect(statuses.filter((status) => status === 'not-run')).toHaveLength(of('input').length - started.size);
  const [end] = of('ended');
  expect(ended).toMatchObject({ code: end?.ending === 'complete' ? 0 : INTERRUPTED, signal: null });
  return end?.ending === 'complete' ? 'complete' : 'drained';
}
