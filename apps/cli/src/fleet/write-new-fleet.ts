import { closeSync, fsyncSync, lstatSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '@ballast/batch';
import { type FleetFile, makePrivateFolder } from '@ballast/fleet-nats/setup';
import { FaultError } from '@ballast/resource-model';

const SECRET = 0o600;
const OPEN = 0o644;

/**
 * Writes the files of a new fleet into folders of their own, each made by this call: nothing that exists is changed, and no link is
 * followed. Faults: FLEET_EXISTS, FLEET_FOLDER.
 */
export function writeNewFleet(place: string, files: readonly FleetFile[]): void {
  const folders = [...new Set(files.map(({ folder }) => folder))];
  const existing = folders.find((folder) => exists(path.join(place, folder)));
  if (existing !== undefined) throw alreadyThere(path.join(place, existing));
  try {
    makeFolder(place);
    for (const folder of folders) makePrivateFolder(path.join(place, folder));
    for (const { folder, name, text, isSecret } of files)
      writeNew(path.join(place, folder, name), text, isSecret ? SECRET : OPEN);
  } catch (cause) {
    throw new FaultError({
      code: 'FLEET_FOLDER',
      message: `the files of the fleet could not be made in ${place}: ${(cause as Error).message}`,
      hint: 'name a new folder on a disk of this machine',
      details: { place },
      cause,
    });
  }
}

function writeNew(file: string, text: string, mode: number): void {
  const open = openSync(file, 'wx', mode);
  try {
    writeFileSync(open, text);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

function exists(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
}

function alreadyThere(folder: string): FaultError {
  return new FaultError({
    code: 'FLEET_EXISTS',
    message: `${folder} exists, and keys are never replaced`,
    hint: 'name another folder, or use the fleet that is there: ballast fleet serve',
    details: { folder },
  });
}
