import path from 'node:path';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../../exit-code.ts';
import { requireServed } from '../../fleet/require-served.ts';
import { runServer } from '../../fleet/run-server.ts';
import { serviceOfWindows } from '../../fleet/service-of-windows.ts';

/**
 * `ballast fleet serve`: runs the server of a fleet until a signal. Returns the exit code. Faults: FLEET_NOT_MADE,
 * FLEET_SERVER_MISSING, FLEET_SERVER_OLD, FLEET_SERVER_ENDED.
 */
export async function serveFleetCommand(folder: string): Promise<number> {
  const place = requireServed(path.resolve(folder));
  const lines = process.platform === 'win32' ? serviceOfWindows(place) : [];
  for (const line of lines) process.stdout.write(`${forTerminal(line)}\n`);
  await runServer(place);
  return EXIT.ok;
}
