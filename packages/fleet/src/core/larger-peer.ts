import { type Board, isGone } from './board.ts';
import type { MemberConfig } from './member.ts';

/** Cores of the other live nodes of this batch together. */
export function peerCores(
  board: Board,
  { node, board: batch }: Pick<MemberConfig, 'node' | 'board'>,
): number {
  let cores = 0;
  for (const { record } of board.nodes.values()) {
    const isOther = record.type === 'alive' && record.node !== node && record.board === batch;
    if (isOther && !isGone(board, record)) cores += record.cores;
  }
  return cores;
}

/**
 * The largest budget among the other live nodes of this batch that come before this one for a task that is too large for both: those that
 * have announced more, and of equal ones those with a later name. Null if there is none. By what all of them have announced, and not by
 * what one measures just now: otherwise two nodes could each wait for the other.
 */
export function largerPeer(
  board: Board,
  { node, board: batch }: Pick<MemberConfig, 'node' | 'board'>,
): number | null {
  const own = board.nodes.get(node)?.record;
  if (own?.type !== 'alive') return null;
  let largest: number | null = null;
  for (const { record } of board.nodes.values()) {
    if (record.type !== 'alive' || record.node === node || record.board !== batch || isGone(board, record))
      continue;
    const isBefore = record.budget === own.budget ? record.node > node : record.budget > own.budget;
    if (isBefore) largest = Math.max(largest ?? 0, record.budget);
  }
  return largest;
}
