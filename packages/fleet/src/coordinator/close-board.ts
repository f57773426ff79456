import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SharedBatch } from '@ballast/batch';
import { appendInTime, type Within } from '../log/append-surely.ts';
import type { SharedLog } from '../log/shared-log.ts';
import type { OpenLog } from '../node/join-fleet.ts';
import { batchRecordIn } from '../node/read-board.ts';
import { nonceFile } from '../node/work-on-batch.ts';
import { BATCHES, BOARD, batchSubject, CONTROL } from '../records/batch-record.ts';
import type { FleetSettings } from '../settings/fleet-file.ts';

export interface BoardOptions {
  readonly openLog: OpenLog;
  readonly settings: FleetSettings;
  /** Ends attempts to reach a server that does not answer. */
  readonly signal: AbortSignal;
  /** How long to try to append a record, in milliseconds; default: that of `appendInTime`. */
  readonly patience?: number;
}

type Output = Pick<SharedBatch['output'], 'root' | 'plan'>;

export const isMissing = (error: unknown): boolean =>
  (error as { readonly code?: unknown } | null)?.code === 'FLEET_BOARD_MISSING';

/** Ids of the boards that were opened for an output folder and not closed since. */
export function boardsOf({ plan }: Output): readonly string[] {
  return namesIn(path.dirname(plan)).flatMap((name) => {
    const id = name.startsWith('fleet-') ? name.slice('fleet-'.length) : '';
    return BOARD.test(id) ? [id] : [];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Tells nodes that a batch is there, or that it is over. Faults: those of the server. */
export async function listBatch(
  id: string,
  { name, state }: { readonly name: string; readonly state: 'open' | 'closed' },
  { openLog, signal, patience }: BoardOptions,
): Promise<void> {
  const log = await openLog(BATCHES, { create: true, latest: true });
  try {
    const subject = batchSubject(id);
    const expected = (await log.last(subject))?.seq ?? 0;
    const record = { v: 1, id: `${id}.${state}`, type: 'batch', board: id, name: name.slice(0, 200), state };
    await appendInTime(log, { subject, record, expected }, { signal, patience });
  } finally {
    await log.close();
  }
}

export interface ToClose {
  readonly id: string;
  /** Of the batch, for people. */
  readonly name: string;
  readonly output: Output;
}

/**
 * The batch of a board is over, for whatever reason: its nodes leave. A board that is not there any more is only forgotten. Faults: those
 * of the server.
 */
export async function closeBoard({ id, name, output }: ToClose, options: BoardOptions): Promise<void> {
  try {
    const log = await options.openLog(id, { create: false, latest: false });
    try {
      await appendClosed(log, id, options);
    } finally {
      await log.close();
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await listBatch(id, { name, state: 'closed' }, options);
  rmSync(nonceFile(output.root, id), { force: true });
}

/** Whoever drains it meanwhile has not the last word. */
async function appendClosed(log: SharedLog, id: string, within: Within): Promise<void> {
  for (;;) {
    const last = await log.last(CONTROL);
    if (batchRecordIn(last)?.type === 'closed') return;
    const record = { v: 1, id: `${id}.closed`, type: 'closed', by: 'coordinator' };
    const what = { subject: CONTROL, record, expected: last?.seq ?? 0 };
    if ((await appendInTime(log, what, within)).kind === 'appended') return;
  }
}
