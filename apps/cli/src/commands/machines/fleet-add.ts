import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '@ballast/batch';
import { addedNode, FOLDERS, MACHINE_FILES, nodeFolder, SERVER_FILES } from '@ballast/fleet-nats/setup';
import { FaultError } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../../exit-code.ts';
import { writeNewFleet } from '../../fleet/write-new-fleet.ts';

export interface AddNodeFlags {
  readonly quiet: boolean;
}

/**
 * `ballast fleet add`: a key for one more node of a fleet. Returns the exit code. Faults: FLEET_NOT_MADE, FLEET_EXISTS, FLEET_FOLDER,
 * FLEET_CONFIGURATION_FOREIGN.
 */
export async function addNodeCommand(folder: string, name: string, flags: AddNodeFlags): Promise<number> {
  const place = path.resolve(folder);
  const file = path.join(place, FOLDERS.server, SERVER_FILES.configuration);
  const added = addedNode({
    name,
    configuration: textOf(file, place),
    ca: textOf(path.join(place, FOLDERS.coordinator, MACHINE_FILES.ca), place),
    settings: textOf(path.join(place, FOLDERS.coordinator, MACHINE_FILES.settings), place),
  });
  if (added === null) throw foreign(file);
  // Its key first: a server that knows a key that nobody has does no harm, and neither does a key that no server knows.
  writeNewFleet(place, added.files);
  await writeWhole(file, [added.configuration]);
  if (flags.quiet) return EXIT.ok;
  const lines = [
    `made ${nodeFolder(name)} in ${place}: copy it to the machine ${name}, and write the folders of the share as it sees them (roots)`,
    'the server knows the new key after its next start; batches that run do not mind',
  ];
  for (const line of lines) process.stdout.write(`${forTerminal(line)}\n`);
  return EXIT.ok;
}

function textOf(file: string, place: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FaultError({
      code: 'FLEET_NOT_MADE',
      message: `${file} cannot be read: ${(cause as Error).message}`,
      hint: `name the folder that \`ballast fleet init\` made, with its folders; or make one: ballast fleet init ${place}`,
      details: { place },
      cause,
    });
  }
}

function foreign(file: string): FaultError {
  return new FaultError({
    code: 'FLEET_CONFIGURATION_FOREIGN',
    message: `${file} is not as \`ballast fleet init\` wrote it, so that no user can be added`,
    hint: 'add the key of the node to its list of users by hand, or make a new fleet',
    details: { path: file },
  });
}
