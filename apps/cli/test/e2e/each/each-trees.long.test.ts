import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { HAS_PROC, MIB } from '../support/resident-memory.ts';
import { processesWith, readTable, startBallast } from '../support/run-ballast.ts';
import { countIn, HAS_PYTHON, PYTHON, quietFiles, residentOfTree, script } from './each-place.ts';

/** BALLAST_EACH_TASKS=60 and BALLAST_EACH_MIB=1024 are the sizes of a real machine. */
const { BALLAST_EACH_TASKS: tasks = '8', BALLAST_EACH_MIB: held = '192' } = process.env;
const TASKS = Number(tasks);
const HELD = Number(held);

const place = placeOfEachTest();

/** Two children, each of which holds memory for a while. */
const FAMILY = `import subprocess, sys, time
if sys.argv[1] == 'child':
    kept = b'x' * (int(sys.argv[2]) * 2**20)
    time.sleep(0.8)
else:
    children = [subprocess.Popen([sys.executable, __file__, 'child', sys.argv[2]]) for _ in range(2)]
    sys.exit(max(child.wait() for child in children))
`;

const SLEEPERS = `import subprocess, sys, time
if sys.argv[1] != 'child':
    subprocess.Popen([sys.executable, __file__, 'child', sys.argv[2]])
time.sleep(600)
`;

interface Watched {
  readonly code: number | null;
  readonly stderr: string;
  /** Largest value that was seen, every 50 ms. */
  readonly most: number;
}

async function watched(args: readonly string[], look: (pid: number) => number): Promise<Watched> {
  const { child, ended } = startBallast([
    'each',
    ...args.slice(0, 1),
    '--no-history',
    '--no-html',
    ...args.slice(1),
  ]);
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, look(child.pid ?? 0));
  }, 50);
  const { code, stderr } = await ended;
  clearInterval(timer);
  return { code, stderr, most };
}

describe.runIf(HAS_PYTHON && HAS_PROC)('the process trees of tasks', () => {
  it('count as a whole, so that a budget holds for tasks whose memory is not known', async () => {
    const sims = quietFiles(place.sims, TASKS);
    const file = script(place.folder, 'family.py', FAMILY);
    const budget = 4 * HELD * MIB;
    const { code, stderr, most } = await watched(
      [sims, '--out', place.out, '--memory', `${4 * HELD}MiB`, '--', PYTHON, file, '{}', String(HELD)],
      residentOfTree,
    );
    expect(code, stderr).toBe(0);
    const rows = readTable(path.join(place.out, 'tables', 'tasks.csv'));
    const marks = rows.map((row) => Number(row['high water (MiB)']));
    console.info(
      JSON.stringify({
        most: Math.round(most / MIB),
        budget: budget / MIB,
        marks: [Math.min(...marks), Math.max(...marks)],
      }),
    );
    expect(most).toBeGreaterThan(2 * HELD * MIB);
    expect(most).toBeLessThanOrEqual(budget);
    // Three interpreters of Python come on top of what the children hold.
    for (const mark of marks) {
      expect(mark).toBeGreaterThan(0.95 * 2 * HELD);
      expect(mark - 3 * 12).toBeLessThan(1.05 * 2 * HELD);
    }
  });

  it('are gone as a whole at the time limit', async () => {
    const sims = quietFiles(place.sims, 2);
    const file = script(place.folder, 'sleepers.py', SLEEPERS);
    const { code, stderr } = await watched(
      [sims, '--out', place.out, '--timeout', '3s', '--', PYTHON, file, '{}', place.folder],
      () => 0,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/timed out after 3\.0 s/);
    expect(processesWith(file)).toEqual([]);
  });

  it('never hold more tokens than there are', async () => {
    const sims = quietFiles(place.sims, 14);
    const file = script(place.folder, 'busy.py', 'import time; time.sleep(0.5)\n');
    const { code, stderr, most } = await watched(
      [
        ...[sims, '--out', place.out, '--workers', '8', '--tokens', 'matlab=3', '--needs', 'matlab=1'],
        ...['--set', 'resources.policy={fixed: 8}', '--', PYTHON, file, '{}'],
      ],
      (pid) => countIn(pid, file),
    );
    expect(code, stderr).toBe(0);
    console.info(JSON.stringify({ together: most }));
    expect(most).toBe(3);
  });

  it('run alone if they use as many cores as there are', async () => {
    const sims = quietFiles(place.sims, 3);
    // They leave the cores idle for long enough that more tasks would run, if they had one thread each.
    const file = script(
      place.folder,
      'wide.py',
      'import os, time; time.sleep(2.5); print(\'{"n": "%s"}\' % os.environ["OMP_NUM_THREADS"])\n',
    );
    const { code, stderr, most } = await watched(
      [sims, '--out', place.out, '--threads', '64', '--', PYTHON, file, '{}'],
      (pid) => countIn(pid, file),
    );
    expect(code, stderr).toBe(0);
    expect(most).toBe(1);
    const rows = readTable(path.join(place.out, 'tables', 'tasks.csv'));
    expect(rows.map(({ n }) => n)).toEqual(Array(3).fill('64'));
  });
});
