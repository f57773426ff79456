import type { FleetSettings } from '@ballast/fleet';
import { readFleetFile } from '@ballast/fleet';
import type { FleetServer } from '@ballast/fleet-nats';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../../exit-code.ts';
import { cleanBoards } from '../../fleet/clean-boards.ts';
import { collectStatus } from '../../fleet/collect-status.ts';
import { giveOrder } from '../../fleet/give-order.ts';
import { serverOf } from '../../fleet/server-of.ts';
import { statusJson } from '../../fleet/status-json.ts';
import { statusText } from '../../fleet/status-text.ts';

export interface FleetFlags {
  /** File of the fleet of this machine. */
  readonly fleet: string;
}

export interface OrderFlags extends FleetFlags {
  readonly quiet: boolean;
}

/** `ballast fleet status`. Returns the exit code. Faults: FLEET_FILE_INVALID, those of the server. */
export async function fleetStatusCommand({
  fleet,
  json,
}: FleetFlags & { readonly json: boolean }): Promise<number> {
  return withServer(fleet, async (server, settings) => {
    const status = await collectStatus(server, settings.server);
    print(json ? [JSON.stringify(statusJson(status), null, 2)] : statusText(status));
  });
}

/** `ballast fleet drain` and `cancel`. Returns the exit code. Faults: FLEET_BATCH_UNCLEAR, FLEET_FILE_INVALID, those of the server. */
export async function orderFleetCommand(
  what: 'drain' | 'cancel',
  board: string | undefined,
  { fleet, quiet }: OrderFlags,
): Promise<number> {
  return withServer(fleet, async (server, settings) => {
    const ordered = await giveOrder(server, { what, board, by: settings.node });
    if (quiet) return;
    print([
      what === 'drain'
        ? `${ordered}: no node begins another task; what runs ends`
        : `${ordered}: every node ends what it runs of this batch`,
    ]);
  });
}

/** `ballast fleet clean`. Returns the exit code. Faults: FLEET_BOARD_OPEN, FLEET_BATCH_UNCLEAR, FLEET_FILE_INVALID, those of the server. */
export async function cleanFleetCommand(
  boards: readonly string[],
  { fleet, quiet }: OrderFlags,
): Promise<number> {
  return withServer(fleet, async (server, settings) => {
    const removed = await cleanBoards(server, { boards, by: settings.node });
    if (quiet) return;
    print(
      removed.length === 0
        ? ['no board of a batch that is over']
        : removed.map((board) => `removed ${board}`),
    );
  });
}

async function withServer(
  file: string,
  use: (server: FleetServer, settings: FleetSettings) => Promise<void>,
): Promise<number> {
  const settings = readFleetFile(file);
  const server = await serverOf(settings);
  try {
    await use(server, settings);
    return EXIT.ok;
  } finally {
    await server.close();
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line.split('\n').map(forTerminal).join('\n')}\n`);
}
