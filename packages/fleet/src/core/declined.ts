import { type Board, isGone } from './board.ts';
import type { MemberConfig } from './member.ts';

type OfNode = Pick<MemberConfig, 'node' | 'board'>;

/** Other live nodes of this batch that have not given the task back for a fault of their own. */
export function nodesLeftFor(board: Board, { node, board: batch }: OfNode, task: number): readonly string[] {
  const declined = board.declined.get(task);
  return [...board.nodes.values()].flatMap(({ record }) => {
    if (record.type !== 'alive' || record.node === node || isGone(board, record)) return [];
    return record.board === batch && declined?.has(record.node) !== true ? [record.node] : [];
  });
}

/** Whether this node, which could not do a task for a fault of its own, returns it: nobody has done so yet, and another is there. */
export function mayDecline(board: Board, config: OfNode, task: number): boolean {
  return (board.declined.get(task)?.size ?? 0) === 0 && nodesLeftFor(board, config, task).length > 0;
}

/** Whether this node leaves a task alone, which it gave back, for others that can still try it. */
export function leavesAlone(board: Board, config: OfNode, task: number): boolean {
  const isOwn = board.declined.get(task)?.has(config.node) === true;
  return isOwn && nodesLeftFor(board, config, task).length > 0;
}

/** Whether another live node has work in hand. */
export function areOthersAtWork(board: Board, { node }: OfNode): boolean {
  for (const { record } of board.tasks.values())
    if (record.type === 'claimed' && record.node !== node && !isGone(board, record)) return true;
  return false;
}
