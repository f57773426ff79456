import { claimedOn } from '@ballast/fleet';
import type { FleetStatus } from './collect-status.ts';

/** For programs: units are in the names of the keys. */
export function statusJson({ address, server, nodes, boards }: FleetStatus): unknown {
  return {
    server: { address, ...server },
    nodes: nodes.nodes.map(({ record, age }) => ({
      node: record.node,
      life: record.life,
      ageMs: Math.round(age),
      ...(record.type === 'dead'
        ? { state: 'dead', by: record.by, board: record.board ?? null, because: record.because ?? null }
        : { state: 'alive', cores: record.cores, budgetBytes: record.budget, board: record.board ?? null }),
    })),
    seats: [...nodes.seats].map(([pool, holders]) => ({ pool, held: Object.fromEntries(holders) })),
    batches: boards.map((board) => ({
      board: board.board,
      name: board.opened?.name ?? null,
      tasks: board.opened?.tasks ?? null,
      settled: board.settled,
      succeeded: board.succeeded,
      claimed: claimedOn(board),
      claims: Object.fromEntries(board.claims),
      control: board.control,
      refusedRecords: board.refused,
      records: board.records,
      bytes: board.bytes,
    })),
  };
}
