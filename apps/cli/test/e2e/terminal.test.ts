import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { journalOf } from './journal-of.ts';
import { processesWith, readTable, temporaryFolder, tool, writeBatch } from './run-ballast.ts';

const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const PRESSER = fileURLToPath(new URL('./press-ctrl-c.py', import.meta.url));
const HAS_TERMINAL =
  process.platform === 'linux' &&
  spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;
if (!HAS_TERMINAL) console.warn('skipped: no Python on Linux to make a pseudo-terminal');
const IS_LONG = process.env.BALLAST_LONG_TESTS === '1';
if (!IS_LONG) console.warn('skipped: presses at random instants, which BALLAST_LONG_TESTS=1 asks for');

const FEW_FILES = 24;
/** So many that most of the time is spent on files. */
const MANY_FILES = 200;
/** Presses at any instant of a batch, and in the first instants of its workers. */
const ANYWHERE = 30;
const AT_THE_START = 15;
/** Workers take about so long to start, in milliseconds. */
const START = 60;
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
interface Instant {
  readonly after: number;
  readonly record?: string;
}

/** A batch in a folder that is removed when the test ends, run once for each press. */
async function batchToPress(
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
    return { ended: await inTerminal([String(after), ...when, ...command]), out };
  };
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

type Result = 'nothing started' | 'drained' | 'complete';

/** Checks that one press lost nothing: every file that was started has succeeded, and the batch ended in order. */
function checked({ ended, out }: { readonly ended: Ended; readonly out: string }): Result {
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

describe.runIf(HAS_TERMINAL)('one Ctrl-C in a terminal', () => {
  it('lets the files that have started be finished, also while their workers start', async () => {
    const press = await batchToPress(FEW_FILES);
    expect(['nothing started', 'complete']).toContain(checked(await press({ after: 1 })));
    const results = [
      checked(await press({ after: 0, record: 'journal' })),
      checked(await press({ after: 0, record: 'worker-started' })),
      checked(await press({ after: 60, record: 'worker-started' })),
    ];
    expect(results).toContain('drained');
    expect(results).not.toContain('nothing started');
  });
});

describe.runIf(HAS_TERMINAL && IS_LONG)('one Ctrl-C at a random instant on a loaded machine', () => {
  it(
    'cancels no file and always drains',
    async () => {
      const seed = Number(process.env.BALLAST_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
      const random = seeded(seed);
      keepBusy(2);
      const press = await batchToPress(MANY_FILES);
      const before = performance.now();
      expect(checked(await press({ after: 0, record: 'no such record' }))).toBe('complete');
      const whole = performance.now() - before;
      const results: Record<Result, number> = { 'nothing started': 0, drained: 0, complete: 0 };
      for (let n = 0; n < ANYWHERE + AT_THE_START; n += 1) {
        const instant: Instant =
          n < ANYWHERE ? { after: random() * whole } : { after: random() * START, record: 'admitted' };
        console.info(`seed ${seed}, press ${n}: ${JSON.stringify(instant)}`);
        results[checked(await press(instant))] += 1;
      }
      console.info(`seed ${seed}: ${JSON.stringify(results)}`);
      expect(results.drained).toBeGreaterThan(0);
    },
    30 * 60_000,
  );
});

/** Processes that compute without end until the test is over. */
function keepBusy(processes: number): void {
  for (let n = 0; n < processes; n += 1) {
    const child = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
  }
}

/** Mulberry32: uniform in [0, 1), the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
