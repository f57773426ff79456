import path from 'node:path';
import { createProcessTrees } from '@ballast/profiler';
import { bytes, MIB } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { journalOf } from '../support/journal-of.ts';
import { processesWith, quoted, readTable, temporaryFolder, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { ballastWith, startBallastWith } from '../support/with-environment.ts';

const HOGS = new URL('./hogs-in-workers.mjs', import.meta.url).href;
const MEMORY = 900 * MIB;
/**
 * In MiB: two that fit run at the same time, and neither runs with the one that is too large. That one must not fit either
 * when it is tried again alone, with half as much again as it was seen to hold when the limit ended it.
 */
const SIZES = { fits: 200, leak: 60, tooMuch: 5000 };

const whyNoNet = await reasonAgainstNet();
if (whyNoNet !== null) console.warn(`skipped: no control group bounds memory here: ${whyNoNet}`);

async function reasonAgainstNet(): Promise<string | null> {
  const { stdout } = await ballastWith({}, ['doctor', '--json']);
  const { net } = (JSON.parse(stdout) as { memory: { net: { inForce: boolean; evidence: string } } }).memory;
  return net.inForce && process.platform === 'linux' ? null : net.evidence;
}

const batchText = (library: string, net: 'auto' | 'off'): string => `version: 1
batch: hogs
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { memory: ${MEMORY / MIB}MiB, workers: 3, net: ${net}, timeout: 2min }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: all, layout: wide, columns: [{ object: Vessel1, variable: X, statistics: [max] }] }
`;

const variables = (folder: string): Record<string, string> => ({
  BALLAST_TEST_HOGS: JSON.stringify(SIZES),
  NODE_OPTIONS: `--import=${HOGS}`,
  BALLAST_DATA_HOME: path.join(folder, 'data'),
});

async function simulations(folder: string, prefix: string, files: number): Promise<void> {
  const options = ['--files', String(files), '--min', '1MB', '--max', '2MB', '--prefix', prefix];
  await standInFiles(path.join(folder, 'sims'), options);
}

interface Line {
  readonly type: string;
  readonly proof?: { readonly kind: string; readonly counter: number };
}

function journal(folder: string): Line[] {
  return journalOf(path.join(folder, 'out')) as unknown as Line[];
}

/** The records of the tasks whose inputs begin with `prefix`, and of workers that were lost. */
function toldOf(folder: string, prefix: string): string {
  const records = journalOf(path.join(folder, 'out')) as unknown as readonly {
    readonly type: string;
    readonly task?: number;
    readonly file?: string;
  }[];
  const tasks = records.flatMap(({ file, task }) => (file?.startsWith(prefix) ? [task] : []));
  const told = records.filter(({ type, task }) => tasks.includes(task) || type === 'worker-lost');
  return told.map((record) => JSON.stringify(record).slice(0, 500)).join('\n');
}

function statuses(folder: string): (prefix: string) => Set<string | undefined> {
  const rows = readTable(path.join(folder, 'out', 'tables', 'all.csv'));
  return (prefix) => new Set(rows.flatMap(({ file, status }) => (file?.startsWith(prefix) ? [status] : [])));
}

describe.runIf(HAS_COMPILER && whyNoNet === null)('workers that use more memory than expected', () => {
  it('survive ramps, steps, leaks and idle memory; the hard limit ends what can never fit, with proof', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    for (const kind of ['ramp', 'step', 'leak', 'idle']) await simulations(folder.path, `hog-${kind}`, 3);
    await simulations(folder.path, 'hog-spike', 1);
    await simulations(folder.path, 'good', 10);
    const batch = writeBatch(folder.path, batchText(library, 'auto'));
    const { code } = await ballastWith(variables(folder.path), ['run', batch]);
    // What became of the file that never fits tells why another code was found.
    const told = code === 1 ? '' : toldOf(folder.path, 'hog-spike');
    expect(code, told).toBe(1);
    const of = statuses(folder.path);
    for (const kind of ['good', 'hog-ramp', 'hog-step', 'hog-leak', 'hog-idle']) {
      expect([kind, ...of(kind)]).toEqual([kind, 'succeeded']);
    }
    const [spike] = of('hog-spike');
    expect(['out-of-memory', 'refused']).toContain(spike);
    const lost = journal(folder.path).filter(
      ({ type, proof }) => type === 'worker-lost' && proof !== undefined,
    );
    expect(lost.length).toBeGreaterThan(0);
    expect(new Set(lost.map(({ proof }) => proof?.kind))).toEqual(new Set(['cgroup-oom-kill']));
    expect(processesWith(folder.path)).toEqual([]);
  });

  it('are proven to have run out of it even without the hard limit if a control group around the batch has one', async () => {
    using folder = temporaryFolder();
    const library = await standInLibrary();
    await simulations(folder.path, 'hog-spike', 1);
    await simulations(folder.path, 'good', 3);
    const batch = writeBatch(folder.path, batchText(library, 'off'));
    const around = createProcessTrees({ memory: bytes(1.2 * MEMORY) });
    const { child, ended } = startBallastWith(variables(folder.path), ['run', batch]);
    const tree = around.adopt(child.pid ?? 0);
    const { code } = await ended;
    tree.close();
    await around.close();
    expect(code).toBe(1);
    expect(statuses(folder.path)('good')).toEqual(new Set(['succeeded']));
    const proofs = journal(folder.path).flatMap(({ proof }) => (proof === undefined ? [] : [proof.kind]));
    expect(new Set(proofs)).toEqual(new Set(['cgroup-oom-kill']));
  });
});
