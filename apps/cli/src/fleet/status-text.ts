import { claimedOn, type NodeStatus, type NodesStatus } from '@ballast/fleet';
import type { Sync } from '@ballast/fleet-nats';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import type { BoardFacts, FleetStatus } from './collect-status.ts';

type GoneNode = Extract<NodeStatus['record'], { type: 'dead' }>;
type Line = readonly [name: string, text: string];

/** Nodes, seats and batches, one per line. Names in it are hostile text. */
export function statusText({ address, server, nodes, boards }: FleetStatus): readonly string[] {
  const sections: readonly (readonly [string, readonly Line[]])[] = [
    [
      'Server',
      [
        ['address', address],
        ['version', `${server.version}, ${syncText(server.sync)}`],
      ],
    ],
    ['Nodes', nodes.nodes.length === 0 ? [['none', 'no machine has joined yet']] : nodes.nodes.map(nodeLine)],
    ...(nodes.seats.size === 0 ? [] : [['Seats', seatLines(nodes)] as const]),
    ['Batches', boards.length === 0 ? [['none', 'no batch was begun with --fleet']] : boards.map(boardLine)],
  ];
  const width = Math.max(...sections.flatMap(([, lines]) => lines.map(([name]) => name.length)));
  return sections.flatMap(([title, lines]) => [
    title,
    ...lines.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
  ]);
}

export function syncText(sync: Sync): string {
  switch (sync.kind) {
    case 'always':
      return 'every record is synced';
    case 'every':
      return `records are synced every ${formatDuration(sync.time)}: those since are lost with the power`;
    case 'unknown':
      return 'whether records are synced is not known';
  }
}

function nodeLine({ record, age }: NodeStatus): Line {
  const ago = `${formatDuration(age)} ago`;
  if (record.type === 'dead') return [record.node, goneText(record, ago)];

  const on = record.board === undefined ? '' : `, works on ${record.board}`;
  return [
    record.node,
    `sign of life ${ago}, ${countText(record.cores, 'core')}, budget ${formatBytes(record.budget)}${on}`,
  ];
}

function goneText({ by, node, board, because }: GoneNode, ago: string): string {
  if (because !== undefined) return `takes no part in ${board ?? 'a batch'} (${ago}): ${because}`;
  return by === node ? `left ${ago}` : `taken for dead by ${by} ${ago}`;
}

function seatLines({ seats }: NodesStatus): readonly Line[] {
  return [...seats].map(([pool, holders]): Line => {
    const held = [...holders.values()].reduce((sum, count) => sum + count, 0);
    return [pool, `${held} held: ${[...holders].map(([node, count]) => `${node} ${count}`).join(', ')}`];
  });
}

function boardLine(board: BoardFacts): Line {
  const { opened, settled, succeeded, refused } = board;
  if (opened === null) return [board.board, 'was never opened to the end'];
  const claimed = claimedOn(board);
  const parts = [
    `${settled} of ${countText(opened.tasks, 'task')} settled (${succeeded} succeeded)`,
    `${claimed} claimed`,
    `${Math.max(0, opened.tasks - settled - claimed)} waiting`,
    ...(refused === 0 ? [] : [`${countText(refused, 'record')} refused`]),
  ];
  return [
    board.board,
    `${opened.name}: ${parts.join(', ')}${controlText(board)}; ${formatBytes(board.bytes)}`,
  ];
}

function controlText({ control }: BoardFacts): string {
  switch (control?.type) {
    case 'drain':
      return `; drained by ${control.by}`;
    case 'cancel':
      return `; cancelled by ${control.by}`;
    case 'closed':
      return '; over';
    default:
      return '';
  }
}
