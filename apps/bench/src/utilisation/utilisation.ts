import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type JournalContents, readJournal } from '@ballast/scheduler/journal';
import { BALLAST } from '../stand-in.ts';
import { computeBoundBatch } from './compute-bound-batch.ts';
import { busySeconds, CpuTimes } from './cpu-times.ts';

export interface UtilisationOptions {
  readonly files: number;
  readonly passes: number;
  readonly repeats: number;
}

/** One batch. Shares are of cores x makespan; processor times are known on Linux only, otherwise 0. */
interface Utilisation {
  /** Seconds. */
  readonly makespan: number;
  readonly cores: number;
  readonly workers: number;
  /** Time in which a task was computing, according to the journal. */
  readonly computing: number;
  /** Processor time of the workers, and of everything else on the machine: meaningful only on a quiet machine. */
  readonly workersBusy: number;
  readonly othersBusy: number;
}

/** Runs a batch that only the cores limit, `repeats` times. */
export async function measureUtilisation({
  files,
  passes,
  repeats,
}: UtilisationOptions): Promise<readonly Utilisation[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-'));
  try {
    const batch = computeBoundBatch(folder, { files, passes });
    const found: Utilisation[] = [];
    for (let repeat = 0; repeat < repeats; repeat += 1) found.push(await oneRun(batch, folder, repeat));
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds between two samples of the processor times. */
const SAMPLE_EVERY = 50;

async function oneRun(batch: string, folder: string, repeat: number): Promise<Utilisation> {
  const out = path.join(folder, `out-${repeat}`);
  const before = busySeconds();
  const child = spawn(process.execPath, [BALLAST, 'run', batch, '--out', out, '--no-history'], {
    stdio: 'ignore',
  });
  const times = new CpuTimes(child.pid ?? 0);
  const timer = setInterval(() => times.sample(), SAMPLE_EVERY);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error(`the batch ended with ${code}`);
  const others = Math.max(0, busySeconds() - before - times.all());
  return sharesOf(readJournal(path.join(out, 'journal.ndjson')), { workers: times.workers(), others });
}

function sharesOf(
  { header, records }: JournalContents,
  busy: { readonly workers: number; readonly others: number },
): Utilisation {
  let [first, last, computing, workers] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  for (const record of records) {
    if (record.type === 'worker-started') workers += 1;
    if (record.type === 'admitted') first = Math.min(first, record.at);
    if (record.type !== 'settled') continue;
    last = Math.max(last, record.at);
    computing += (record.measures?.computeTime ?? 0) / 1000;
  }
  const makespan = (last - first) / 1000;
  const share = (seconds: number): number => Number((seconds / (header.cores * makespan)).toFixed(4));
  return {
    makespan,
    cores: header.cores,
    workers,
    computing: share(computing),
    workersBusy: share(busy.workers),
    othersBusy: share(busy.others),
  };
}
