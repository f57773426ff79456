import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { MEMORY_FACTOR } from '../scenario/generate.ts';
import type { Contender } from './contender.ts';
import { PROGRAMS, recordedFacts, writeOrder } from './recorded.ts';

/** The version that a tool prints; null if it is not installed. */
export function toolVersion(file: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8', windowsHide: true });
  return status === 0 ? (stdout.split('\n')[0]?.trim() ?? '') : null;
}

export const PARALLEL: readonly [string, readonly string[]] = ['parallel', ['--version']];
const PYTHON_FILE = process.platform === 'win32' ? 'python' : 'python3';
export const PYTHON: readonly [string, readonly string[]] = [PYTHON_FILE, ['--version']];

/** GNU parallel; `memfree`: starts a process only while the memory that the largest file needs is free. */
export function gnuParallel(name: string, jobs: number | 'cores', memfree: boolean): Contender {
  const limit = memfree ? ', a further one only while the memory of the largest file is free' : '';
  return {
    name,
    words: `GNU parallel, ${jobs === 'cores' ? 'a process for each core' : `${jobs} processes`}${limit}; a process for each file`,
    missing: () => {
      const version = toolVersion(...PARALLEL);
      if (version?.startsWith('GNU parallel') === true) return null;
      return {
        reason: version === null ? 'GNU parallel is not installed' : 'another tool is called parallel',
        install: 'apt-get install parallel, dnf install parallel or brew install parallel',
      };
    },
    prepare: (place) => {
      const order = writeOrder(place, 'plan');
      const list = path.join(place.folder, 'files.txt');
      writeFileSync(list, place.files.paths.map((file) => `${file}\n`).join(''));
      const needed = Math.ceil(place.files.largest * MEMORY_FACTOR);
      const count = String(jobs === 'cores' ? place.cores : jobs);
      const flags = ['--will-cite', '--jobs', count, ...(memfree ? ['--memfree', String(needed)] : [])];
      const job = [process.execPath, PROGRAMS.extractOne, order, '{}'];
      return { file: 'parallel', args: [...flags, '--arg-file', list, ...job] };
    },
    collect: recordedFacts,
  };
}

/** Python's own pool of processes, which most scripts use. */
export function processPool(name: string, workers: number): Contender {
  const script = fileURLToPath(new URL('../../peers/process-pool.py', import.meta.url));
  return {
    name,
    words: `Python's ProcessPoolExecutor with ${workers} workers, and a process for each file`,
    missing: () =>
      toolVersion(...PYTHON) === null
        ? { reason: 'Python 3 is not installed', install: 'apt-get install python3, or python.org' }
        : null,
    prepare: (place) => ({
      file: PYTHON_FILE,
      args: [script, String(workers), process.execPath, PROGRAMS.extractOne, writeOrder(place, 'plan')],
    }),
    collect: recordedFacts,
  };
}
