import { randomUUID } from 'node:crypto';
import { type BoardStatus, CONTROL, type ControlRecord, checkBatchRecord, isControl } from '@ballast/fleet';
import type { FleetServer } from '@ballast/fleet-nats';
import { FaultError } from '@ballast/resource-model';
import { boardsOn } from './collect-status.ts';

export interface Ordered {
  readonly what: 'drain' | 'cancel';
  readonly board: string | undefined;
  /** Name of this machine. */
  readonly by: string;
}

const TRIES = 10;

/** Appends an order to the board of a batch. Returns the board. Faults: FLEET_BATCH_UNCLEAR, FLEET_BATCH_OVER, those of the server. */
export async function giveOrder(server: FleetServer, { what, board, by }: Ordered): Promise<string> {
  const on = chosen(await boardsOn(server), board);
  for (let n = 0; n < TRIES; n += 1) {
    const last = await server.last(on, CONTROL);
    const known = last === null ? null : controlIn(last.text);
    if (known?.type === 'closed') throw over(on);
    // A batch that was cancelled is not drained any more.
    if (known?.type === what || known?.type === 'cancel') return on;
    const record: ControlRecord = {
      ...{ v: 1, id: randomUUID(), type: what, by },
      cause: `asked by ballast fleet ${what}`,
    };
    const answer = await server.append(on, {
      subject: CONTROL,
      text: JSON.stringify(record),
      seq: last?.seq ?? 0,
    });
    if (answer.kind === 'appended') return on;
  }
  throw new Error(`defect: ${on} takes no order`);
}

function controlIn(text: string): ControlRecord | null {
  const checked = checkBatchRecord(text);
  return checked.ok && isControl(checked.record) ? checked.record : null;
}

/** Whether nodes may still work on it. */
const isOpenBoard = ({ control }: BoardStatus): boolean => control?.type !== 'closed';

/** The board that is meant. Fault FLEET_BATCH_UNCLEAR. */
function chosen(boards: readonly BoardStatus[], wanted: string | undefined): string {
  const open = boards.filter(isOpenBoard);
  const only = open.length === 1 ? open[0] : undefined;
  const found = wanted === undefined ? only : boards.find(({ board }) => board === wanted);
  if (found !== undefined) return found.board;
  const names = open.map(({ board, opened }) => (opened === null ? board : `${board} (${opened.name})`));
  const there = names.length === 0 ? 'no batch is open' : `these are open: ${names.join(', ')}`;
  throw new FaultError({
    code: 'FLEET_BATCH_UNCLEAR',
    message: wanted === undefined ? there : `there is no board ${wanted}; ${there}`,
    hint: 'name the board, as `ballast fleet status` shows it',
    details: { open: open.map(({ board }) => board) },
  });
}

function over(board: string): FaultError {
  return new FaultError({
    code: 'FLEET_BATCH_OVER',
    message: `the batch of ${board} is over`,
    hint: 'look at `ballast fleet status`',
    details: { board },
  });
}
