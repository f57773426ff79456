import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FILES, slowBatch } from '../batches/slow-batch.ts';
import { type AnyRecord, journalOf, recorded } from '../support/journal-of.ts';
import { placeOfEachTest } from '../support/place.ts';
import { readTable, startBallast } from '../support/run-ballast.ts';
import { HAS_COMPILER } from '../support/stand-in.ts';

const place = placeOfEachTest();
const HAS_SIGNALS = process.platform !== 'win32';
if (!HAS_SIGNALS) console.warn('skipped: Windows has no signals that stop a process');

/** Limits far below the time for which a process is stopped. */
const SHORT_LIMITS = 'workers: 2, timeout: 3s, hungAfter: 2s';
const STOPPED = 6000;

/** Runs a batch, and stops the process that `of` returns for a while once some files are done. */
async function stoppedFor(of: (coordinator: number) => number): Promise<AnyRecord[]> {
  const batch = await slowBatch(place, SHORT_LIMITS);
  const { child, ended } = startBallast(['run', batch, '--no-history']);
  await recorded(place.out, 'settled', 3);
  const pid = of(child.pid ?? 0);
  process.kill(pid, 'SIGSTOP');
  await pause(STOPPED);
  process.kill(pid, 'SIGCONT');
  const { code, stderr } = await ended;
  expect(code, stderr).toBe(0);
  const statuses = readTable(path.join(place.out, 'tables', 'wide.csv')).map(({ status }) => status);
  expect(statuses).toEqual(Array(FILES).fill('succeeded'));
  return journalOf(place.out);
}

function attemptsOf(records: readonly AnyRecord[]): number {
  return records.filter(({ type }) => type === 'admitted').length;
}

describe.runIf(HAS_COMPILER && HAS_SIGNALS)('a process of a batch that is stopped and continued', () => {
  it('costs no file its attempt if it is the coordinator', async () => {
    const records = await stoppedFor((coordinator) => coordinator);
    expect(records).toContainEqual(expect.objectContaining({ type: 'warning', code: 'COORDINATOR_SLEPT' }));
    expect(attemptsOf(records)).toBe(FILES);
  });

  it.runIf(process.platform === 'linux')('costs no file its attempt if it is a worker', async () => {
    const records = await stoppedFor(() => {
      const worker = journalOf(place.out).find(({ type }) => type === 'worker-started')?.pid;
      return Number(worker);
    });
    expect(records).toContainEqual(expect.objectContaining({ type: 'warning', code: 'WORKER_STOPPED' }));
    expect(attemptsOf(records)).toBe(FILES);
  });
});
