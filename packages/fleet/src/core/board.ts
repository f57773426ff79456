import type { Entry, FleetRecord, Life, NodeRecord, SeatRecord, TaskRecord } from './record.ts';

/**
 * The last record of every subject that is known here. A judgement and the expectation that goes with it come from one and the
 * same entry: whatever was appended since makes the log refuse.
 */
export interface Board {
  readonly tasks: Map<number, Entry<TaskRecord>>;
  readonly nodes: Map<string, Entry<NodeRecord>>;
  readonly seats: Map<string, Entry<SeatRecord>>;
  /** Task -> nodes that gave it back for a fault of their own. */
  readonly declined: Map<number, Set<string>>;
  /** Node -> its last life that a record declares dead. */
  readonly ended: Map<string, number>;
}

export const emptyBoard = (): Board => ({
  tasks: new Map(),
  nodes: new Map(),
  seats: new Map(),
  declined: new Map(),
  ended: new Map(),
});

export const seatKey = (pool: string, seat: number): string => `${pool}.${seat}`;

/** The subject of a record: everything that it competes with is there, and nothing else. */
export function subjectOf(record: FleetRecord): string {
  switch (record.type) {
    case 'alive':
    case 'dead':
      return `node.${record.node}`;
    case 'held':
    case 'free':
      return `seat.${seatKey(record.pool, record.seat)}`;
    default:
      return `t.${record.task}`;
  }
}

/** Takes note of an entry. False if something newer is known: entries and answers arrive in any order. */
export function note(board: Board, entry: Entry): boolean {
  const { record } = entry;
  switch (record.type) {
    case 'dead':
      // However late it arrives: it stays true.
      board.ended.set(record.node, Math.max(board.ended.get(record.node) ?? 0, record.life));
      return keep(board.nodes, record.node, { seq: entry.seq, record });
    case 'alive':
      return keep(board.nodes, record.node, { seq: entry.seq, record });
    case 'held':
    case 'free':
      return keep(board.seats, seatKey(record.pool, record.seat), { seq: entry.seq, record });
    case 'returned':
      // However late it arrives: it stays true.
      if (record.fault !== undefined) decline(board, record);
      return keep(board.tasks, record.task, { seq: entry.seq, record });
    default:
      return keep(board.tasks, record.task, { seq: entry.seq, record });
  }
}

function decline({ declined }: Board, { task, by }: { readonly task: number; readonly by: string }): void {
  declined.set(task, (declined.get(task) ?? new Set()).add(by));
}

function keep<Key, R extends FleetRecord>(known: Map<Key, Entry<R>>, key: Key, entry: Entry<R>): boolean {
  if ((known.get(key)?.seq ?? 0) >= entry.seq) return false;
  known.set(key, entry);
  return true;
}

/** Whether a life is over: its node was taken for dead, or has begun another one. */
export function isGone({ nodes }: Board, { node, life }: Life): boolean {
  const record = nodes.get(node)?.record;
  return record !== undefined && (record.life > life || (record.type === 'dead' && record.life >= life));
}

/** Whether a task waits for a node. */
export function isOpen({ tasks }: Board, task: number): boolean {
  const type = tasks.get(task)?.record.type;
  return type === undefined || type === 'returned' || type === 'voided';
}

/** Whether a seat may be taken: nobody holds it, or its holder is gone. */
export function isVacant(board: Board, key: string): boolean {
  const record = board.seats.get(key)?.record;
  return record === undefined || record.type === 'free' || isGone(board, record);
}

/**
 * Whether a record may follow what the board says, by the rules of claims, lives and seats. What a log has accepted passes this test,
 * and a reader that finds anything else has a damaged log or a foreign writer before it.
 */
export function mayFollow(board: Board, record: FleetRecord): boolean {
  switch (record.type) {
    case 'claimed':
      // Also by a life that is over: a late message, whose claim is given back like the others of that life.
      return isOpen(board, record.task);
    case 'settled': {
      const before = board.tasks.get(record.task)?.record;
      return before?.type === 'claimed' && isOfLife(before, record) && before.attempt === record.attempt;
    }
    case 'returned': {
      const before = board.tasks.get(record.task)?.record;
      return before?.type === 'claimed' && (before.node === record.by || isGone(board, before));
    }
    case 'voided':
      return board.tasks.get(record.task)?.record.type === 'settled';
    case 'alive': {
      const before = board.nodes.get(record.node)?.record;
      return (
        before === undefined ||
        (before.type === 'dead' ? record.life > before.life : record.life >= before.life)
      );
    }
    case 'dead': {
      const before = board.nodes.get(record.node)?.record;
      if (before?.type === 'alive') return before.life === record.life;
      // A node that never began: it shows why.
      return record.by === record.node && record.life > (before?.life ?? 0);
    }
    case 'held':
      return isVacant(board, seatKey(record.pool, record.seat));
    case 'free': {
      const before = board.seats.get(seatKey(record.pool, record.seat))?.record;
      return before?.type === 'held' && isOfLife(before, record);
    }
  }
}

export const isOfLife = (a: Life, b: Life): boolean => a.node === b.node && a.life === b.life;
