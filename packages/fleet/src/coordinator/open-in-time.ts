import { setTimeout as wait } from 'node:timers/promises';
import type { SharedBatch } from '@ballast/batch';
import { isAway } from '../log/away.ts';
import type { OpenLog } from '../node/join-fleet.ts';
import type { InTimeOptions } from './close-in-time.ts';
import { type OpenBoard, openBoard } from './open-board.ts';

const TRY_EVERY = 500;
const SECOND = 1000;

/**
 * Opens the board of a batch although the server goes away meanwhile, and shows what it waits for. A server that was never reached is a
 * fault at once: its address may be wrong. Faults: those of `openBoard`, those of the server after that time.
 */
export async function openInTime(batch: SharedBatch, options: InTimeOptions): Promise<OpenBoard> {
  const { say, patience, signal } = options;
  const until = performance.now() + patience;
  let wasReached = false;
  const openLog: OpenLog = async (id, how) => {
    const log = await options.openLog(id, how);
    wasReached = true;
    return log;
  };
  for (let tries = 0; ; tries += 1) {
    try {
      return await openBoard(batch, { openLog, settings: options.settings, signal });
    } catch (error) {
      if (!isAway(error) || !wasReached || signal.aborted || performance.now() >= until) throw error;
      if (tries === 0)
        say(`${(error as Error).message}; waiting up to ${patience / SECOND} s for the server`);
      await wait(TRY_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
}
