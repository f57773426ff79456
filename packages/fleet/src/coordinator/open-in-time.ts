import type { SharedBatch } from '@ballast/batch';
import type { OpenLog } from '../node/join-fleet.ts';
import type { InTimeOptions } from './close-in-time.ts';
import { type OpenBoard, openBoard } from './open-board.ts';
import { whileAway } from './while-away.ts';

const SECOND = 1000;

/**
 * Opens the board of a batch although the server goes away meanwhile, and shows what it waits for. A server that was never reached is a
 * fault at once: its address may be wrong. Faults: those of `openBoard`, those of the server after that time.
 */
export async function openInTime(batch: SharedBatch, options: InTimeOptions): Promise<OpenBoard> {
  const { say, patience, signal, settings } = options;
  let wasReached = false;
  const openLog: OpenLog = async (id, how) => {
    const log = await options.openLog(id, how);
    wasReached = true;
    return log;
  };
  const open = (): Promise<OpenBoard> => openBoard(batch, { openLog, settings, signal });
  const waits = ({ message }: Error): void =>
    say(`${message}; waiting up to ${patience / SECOND} s for the server`);
  return whileAway(open, { signal, waits, patience: () => (wasReached ? patience : 0) });
}
