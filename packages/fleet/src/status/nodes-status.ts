import type { Life, NodeRecord, SeatRecord } from '../core/record.ts';
import { checkRecord } from '../records/check.ts';
import type { LastEntry } from './board-status.ts';

/** Subjects of the log of nodes that their status is made of. */
export const NODES_SUBJECTS: readonly string[] = ['node.*', 'seat.>'];

/** The last word of a node, and how old it is, in milliseconds by the clock of the server. */
export interface NodeStatus {
  readonly record: NodeRecord;
  readonly age: number;
}

export interface NodesStatus {
  readonly nodes: readonly NodeStatus[];
  /** Pool -> node -> seats that it holds. */
  readonly seats: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly refused: number;
}

/** From the last record of each subject, in any order. Seats of a life that is over count as free. */
export function nodesStatus(entries: Iterable<LastEntry & { readonly age: number }>): NodesStatus {
  const nodes = new Map<string, NodeStatus>();
  const held: Extract<SeatRecord, { type: 'held' }>[] = [];
  let refused = 0;
  for (const { subject, text, age } of entries) {
    const checked = checkRecord(text);
    const record = checked.ok ? checked.record : null;
    if (record !== null && isOfNode(record) && subject === `node.${record.node}`)
      nodes.set(record.node, { record, age });
    else if (record !== null && isOfSeat(record) && subject === `seat.${record.pool}.${record.seat}`) {
      if (record.type === 'held') held.push(record);
    } else refused += 1;
  }
  const seats = new Map<string, Map<string, number>>();
  for (const record of held) {
    if (isOver(nodes.get(record.node)?.record, record)) continue;
    const pool = seats.get(record.pool) ?? new Map<string, number>();
    seats.set(record.pool, pool.set(record.node, (pool.get(record.node) ?? 0) + 1));
  }
  const byName = [...nodes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, status]) => status);
  return { nodes: byName, seats, refused };
}

function isOver(last: NodeRecord | undefined, { life }: Life): boolean {
  return last !== undefined && (last.life > life || (last.type === 'dead' && last.life === life));
}

const isOfNode = (record: { readonly type: string }): record is NodeRecord =>
  record.type === 'alive' || record.type === 'dead';
const isOfSeat = (record: { readonly type: string }): record is SeatRecord =>
  record.type === 'held' || record.type === 'free';
