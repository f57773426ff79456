import { randomUUID } from 'node:crypto';
import { BATCHES, type BatchEntry, batchSubject, checkBatchRecord } from '@ballast/fleet';
import type { FleetServer } from '@ballast/fleet-nats';
import { FaultError } from '@ballast/resource-model';
import { type BoardFacts, boardsOn } from './collect-status.ts';

export interface ToClean {
  /** None: all boards of batches that are over. */
  readonly boards: readonly string[];
  readonly by: string;
}

/**
 * Removes boards. Named ones may also be of batches that were drained or cancelled, or never opened. Returns those that were removed.
 * Faults: FLEET_BOARD_OPEN, FLEET_BATCH_UNCLEAR, those of the server.
 */
export async function cleanBoards(
  server: FleetServer,
  { boards: wanted }: ToClean,
): Promise<readonly string[]> {
  const known = await boardsOn(server);
  const chosen =
    wanted.length === 0
      ? known.filter(({ control }) => control?.type === 'closed')
      : wanted.map((board) => requireOver(known, board));
  for (const { board } of chosen) {
    await leaveList(server, board);
    await server.remove(board);
  }
  return chosen.map(({ board }) => board);
}

function requireOver(known: readonly BoardFacts[], wanted: string): BoardFacts {
  const found = known.find(({ board }) => board === wanted);
  if (found === undefined) {
    throw new FaultError({
      code: 'FLEET_BATCH_UNCLEAR',
      message: `there is no board ${wanted}`,
      hint: 'name the board, as `ballast fleet status` shows it',
      details: { wanted },
    });
  }
  if (found.control !== null || found.opened === null) return found;
  throw new FaultError({
    code: 'FLEET_BOARD_OPEN',
    message: `nodes may be working on the batch of ${wanted}`,
    hint: `end it first: ballast fleet cancel ${wanted}`,
    details: { board: wanted },
  });
}

/** Nodes look for open batches in a list of its own. */
async function leaveList(server: FleetServer, board: string): Promise<void> {
  const [entry] = await server.latest(BATCHES, [batchSubject(board)]);
  const checked = entry === undefined ? null : checkBatchRecord(entry.text);
  if (entry === undefined || checked?.ok !== true || checked.record.type !== 'batch') return;
  if (checked.record.state === 'closed') return;
  const closed: BatchEntry = { ...checked.record, id: randomUUID(), state: 'closed' };
  await server.append(BATCHES, { subject: entry.subject, text: JSON.stringify(closed), seq: entry.seq });
}
