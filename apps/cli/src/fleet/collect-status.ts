import {
  BOARD,
  type BoardStatus,
  boardStatus,
  NODES,
  NODES_SUBJECTS,
  type NodesStatus,
  nodesStatus,
  STATUS_SUBJECTS,
} from '@ballast/fleet';
import type { FleetServer, LogFacts, ServerFacts } from '@ballast/fleet-nats';

export interface BoardFacts extends BoardStatus {
  readonly records: number;
  readonly bytes: number;
}

export interface FleetStatus {
  readonly address: string;
  readonly server: ServerFacts;
  readonly nodes: NodesStatus;
  readonly boards: readonly BoardFacts[];
}

export async function collectStatus(server: FleetServer, address: string): Promise<FleetStatus> {
  return {
    address,
    server: await server.facts(),
    nodes: nodesStatus(await server.latest(NODES, NODES_SUBJECTS)),
    boards: await boardsOn(server),
  };
}

/** One board after the other: each may have as many records as its batch has tasks. */
export async function boardsOn(server: FleetServer): Promise<readonly BoardFacts[]> {
  const boards: BoardFacts[] = [];
  for (const log of await server.logs()) {
    if (BOARD.test(log.id)) boards.push(await boardOn(server, log));
  }
  return boards;
}

async function boardOn(server: FleetServer, { id, records, bytes }: LogFacts): Promise<BoardFacts> {
  return { ...boardStatus(id, await server.latest(id, STATUS_SUBJECTS)), records, bytes };
}
