import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { ballast, readTable, tool } from '../support/run-ballast.ts';
import { HAS_PYTHON, PYTHON, script } from './each-place.ts';

const FILES = 12;
const CHANNELS = ['Wind1VelX', 'GenPwr'] as const;
const QUANTITIES = ['min', 'max', 'mean'] as const;

/** What a user of pCrunch writes: some statistics of one file. */
const FUNCTION = `from pCrunch import Crunch, read

crunch = Crunch(outputs=[], lean=True)

def process(path):
    _, stats, _, _, _ = crunch.process_single(read(path))
    return {f"{channel}_{name}": stats[channel][name] for channel in (${CHANNELS.map((name) => `"${name}"`).join()}) for name in (${QUANTITIES.map((name) => `"${name}"`).join()})}
`;

const environment = mkdtempSync(path.join(tmpdir(), 'ballast-pcrunch-'));
const found = pythonWithPcrunch();
if (found.python === null) console.warn(`pCrunch as a function of a user is not tested: ${found.reason}`);
afterAll(() => rmSync(environment, { recursive: true, force: true }));

interface Found {
  readonly python: string | null;
  readonly reason: string;
}

/** A virtual environment with pCrunch, or why there is none. */
function pythonWithPcrunch(): Found {
  if (!HAS_PYTHON) return { python: null, reason: 'there is no Python' };
  const made = spawnSync(PYTHON, ['-m', 'venv', environment], { encoding: 'utf8' });
  if (made.status !== 0)
    return { python: null, reason: `there is no virtual environment: ${endOf(made.stderr)}` };
  const programs = path.join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');
  const python = path.join(programs, 'python');
  const installation = ['-m', 'pip', 'install', '--quiet', '--retries', '1', 'pCrunch>=2.1,<3'];
  const { status, stderr } = spawnSync(python, installation, { encoding: 'utf8' });
  return status === 0
    ? { python, reason: '' }
    : { python: null, reason: `pip cannot install it: ${endOf(stderr)}` };
}

const endOf = (text: string): string => text.trim().slice(-500);

const place = placeOfEachTest();

it.runIf(found.python !== null)('pCrunch as the function of a user gives what the reader gives', async () => {
  const sims = path.join(place.folder, 'sims');
  await tool('openfast-files', ['--out', sims, '--files', String(FILES), '--format', 'outb2']);
  const load = script(place.folder, 'loads.py', FUNCTION);
  const out = path.join(place.folder, 'by-function');
  const executable = ['--python-executable', found.python ?? ''];
  const own = await ballast(['each', sims, '--out', out, ...executable, '--python', `${load}:process`]);
  expect(own.code, own.stderr).toBe(0);
  const read = await ballast(['run', script(place.folder, 'ballast.json', JSON.stringify(BATCH))]);
  expect(read.code, read.stderr).toBe(0);
  const byFunction = readTable(path.join(out, 'tables', 'tasks.csv'));
  const byReader = readTable(path.join(place.folder, 'by-reader', 'tables', 'statistics.csv'));
  expect(byFunction).toHaveLength(FILES);
  for (const [i, row] of byFunction.entries()) {
    for (const name of CHANNELS.flatMap((channel) =>
      QUANTITIES.map((quantity) => `${channel}_${quantity}`),
    )) {
      const expected = Number(byReader[i]?.[name]);
      expect(Number.isFinite(expected), name).toBe(true);
      expect(Math.abs(Number(row[name]) - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));
    }
  }
});

const BATCH = {
  version: 1,
  batch: 'by reader',
  reader: 'openfast',
  inputs: { directory: './sims' },
  output: './by-reader',
  tables: [
    {
      name: 'statistics',
      layout: 'wide',
      columns: CHANNELS.map((variable) => ({ variable, statistics: QUANTITIES })),
    },
  ],
};
