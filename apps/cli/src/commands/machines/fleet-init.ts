import { hostname } from 'node:os';
import path from 'node:path';
import { fleetFiles } from '@ballast/fleet-nats/setup';
import { countText, forTerminal } from '@ballast/text';
import { EXIT } from '../../exit-code.ts';
import { whatToCopy } from '../../fleet/what-to-copy.ts';
import { writeNewFleet } from '../../fleet/write-new-fleet.ts';

export interface InitFleetFlags {
  readonly host: readonly string[];
  readonly port: number;
  readonly node: readonly string[];
  readonly quiet: boolean;
}

/** The server is also known by these, on its own machine. */
const OWN = ['localhost', '127.0.0.1'];

/** `ballast fleet init`: keys and configuration of a new fleet. Returns the exit code. Faults: FLEET_FOLDER, FLEET_EXISTS. */
export async function initFleetCommand(folder: string, flags: InitFleetFlags): Promise<number> {
  const [first = hostname(), ...others] = flags.host;
  const hosts: [string, ...string[]] = [first, ...[...others, ...OWN].filter((host) => host !== first)];
  const files = await fleetFiles({ hosts, port: flags.port, nodes: flags.node, now: Date.now() });
  const place = path.resolve(folder);
  writeNewFleet(place, files);
  if (flags.quiet) return EXIT.ok;
  const lines = [
    `made ${countText(files.length, 'file')} in ${place}`,
    ...whatToCopy({ place, first, files }),
  ];
  for (const line of lines) process.stdout.write(`${forTerminal(line)}\n`);
  return EXIT.ok;
}
