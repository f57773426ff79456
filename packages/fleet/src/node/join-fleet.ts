import { setTimeout as wait } from 'node:timers/promises';
import type { OwnTask } from '@ballast/batch';
import { isFault } from '@ballast/resource-model';
import { isAway } from '../log/away.ts';
import type { SharedLog } from '../log/shared-log.ts';
import { BATCHES, batchSubject, NODES } from '../records/batch-record.ts';
import type { FleetSettings } from '../settings/fleet-file.ts';
import { batchRecordIn, readBoard } from './read-board.ts';
import { sayIdle } from './say-idle.ts';
import { type NodeEnd, workOnBatch } from './work-on-batch.ts';

/** Opens a log on the server of the fleet. `latest`: one that is made keeps only the last entry of each subject. */
export type OpenLog = (
  id: string,
  how: { readonly create: boolean; readonly latest: boolean },
) => Promise<SharedLog>;

export interface JoinOptions {
  readonly openLog: OpenLog;
  readonly settings: FleetSettings;
  readonly node: string;
  /** Leave when the first batch is over; false: go on until this machine is interrupted. */
  readonly once: boolean;
  /** Only this batch; null for any. */
  readonly board: string | null;
  readonly history: boolean;
  readonly overrides: readonly string[];
  readonly ownTask: OwnTask;
  readonly say: (line: string) => void;
  readonly drain: AbortSignal;
  readonly cancel: AbortSignal;
}

const TRY_EVERY = 1000;

/**
 * Takes part in the open batches of a fleet, one after the other. Faults: those of the server; those of a batch only with `once`,
 * otherwise this machine says why it is idle.
 */
export async function joinFleet(options: JoinOptions): Promise<NodeEnd> {
  const { settings, say, drain } = options;
  const batches = await opened(options, BATCHES);
  const nodes = batches === null ? null : await opened(options, NODES);
  if (batches === null || nodes === null) return 'drained';
  const stop = new AbortController();
  const open = new Map<string, string>();
  const following = batches.follow(
    1,
    (entry) => {
      const record = batchRecordIn(entry);
      if (record?.type !== 'batch' || entry.subject !== batchSubject(record.board)) return;
      if (record.state === 'open') open.set(record.board, record.name);
      else open.delete(record.board);
    },
    stop.signal,
  );
  const idle = new Set<string>();
  /** What was printed last about a server that is away. */
  let lost: string | null = null;
  try {
    say(`this machine is the node ${options.node} of the fleet at ${settings.server}`);
    while (!drain.aborted) {
      const id = [...open.keys()].find(
        (one) => !idle.has(one) && (options.board === null || options.board === one),
      );
      if (id === undefined) {
        await wait(TRY_EVERY / 4);
        continue;
      }
      try {
        const end = await onBoard(id, { nodes, name: open.get(id) ?? id }, options);
        lost = null;
        if (end === null) continue;
        idle.add(id);
        if (options.once || end === 'output-failed') return end;
      } catch (error) {
        if (!isAway(error)) await sayIdle(nodes, { node: options.node, board: id, error });
        // The name is taken for every batch.
        if (options.once || !isFault(error) || error.code === 'FLEET_NODE_TAKEN') throw error;
        const isPassing = isAway(error);
        if (!isPassing) idle.add(id);
        if (error.message !== lost) say(`idle: ${error.message}; ${error.hint ?? ''}`);
        lost = isPassing ? error.message : null;
        if (isPassing) await wait(TRY_EVERY);
      }
    }
    return 'drained';
  } finally {
    stop.abort();
    await batches.close();
    await nodes.close();
    await following;
  }
}

interface ToWorkOn {
  readonly nodes: SharedLog;
  readonly name: string;
}

/** Null if the batch is not ready yet. */
async function onBoard(id: string, to: ToWorkOn, options: JoinOptions): Promise<NodeEnd | null> {
  const board = await options.openLog(id, { create: false, latest: false });
  try {
    return await workOn(id, { ...to, board }, options);
  } finally {
    await board.close();
  }
}

async function workOn(
  id: string,
  { board, nodes, name }: ToWorkOn & { readonly board: SharedLog },
  options: JoinOptions,
): Promise<NodeEnd | null> {
  const batch = await readBoard(board);
  if (typeof batch === 'string') {
    await wait(TRY_EVERY);
    return null;
  }
  options.say(`takes part in ${name}: ${batch.opened.tasks} files`);
  const end = await workOnBatch({ ...options, id, board, nodes, batch });
  options.say(END_WORDS[end]);
  return end;
}

const END_WORDS: Readonly<Record<NodeEnd, string>> = {
  closed: 'the batch is over',
  drained: 'left the batch; what it had not finished is left to other nodes',
  'output-failed': 'left the batch, since its output folder cannot be written from here',
};

/** Waits for a coordinator to make it; null if this machine is interrupted before. */
async function opened({ openLog, say, drain }: JoinOptions, id: string): Promise<SharedLog | null> {
  for (let tries = 0; !drain.aborted; tries += 1) {
    try {
      return await openLog(id, { create: false, latest: true });
    } catch (error) {
      if (!isFault(error) || error.code !== 'FLEET_BOARD_MISSING') throw error;
      if (tries === 0) say('no batch has been opened on this server yet: waiting for one');
      await wait(TRY_EVERY);
    }
  }
  return null;
}
