import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { FOLDERS, isNewEnough, SERVER_FILES } from '@ballast/fleet-nats/setup';
import { FaultError } from '@ballast/resource-model';

export const SERVER = 'nats-server';
const PATIENCE = 30_000;
const HINT =
  'install nats-server 2.10 or newer (one file, from the releases of the NATS project) and add its folder to the path';

/** The folder of the server in that of a fleet, if it is complete and a server that is new enough is on the path. */
export function requireServed(fleet: string): string {
  const place = path.join(fleet, FOLDERS.server);
  const missing = Object.values(SERVER_FILES)
    .filter((name) => name !== SERVER_FILES.store)
    .find((name) => !existsSync(path.join(place, name)));
  if (missing !== undefined) {
    throw new FaultError({
      code: 'FLEET_NOT_MADE',
      message: `${path.join(place, missing)} does not exist`,
      hint: `make a fleet first: ballast fleet init ${fleet}`,
      details: { place, missing },
    });
  }
  requireProgram();
  return place;
}

function requireProgram(): void {
  const { error, stdout } = spawnSync(SERVER, ['--version'], {
    encoding: 'utf8',
    shell: false,
    timeout: PATIENCE,
    windowsHide: true,
  });
  if (error !== undefined) {
    throw new FaultError({
      code: 'FLEET_SERVER_MISSING',
      message: `${SERVER} cannot be started: ${error.message}`,
      hint: HINT,
      cause: error,
    });
  }
  const [, version = '0'] = /v(\d+\.\d+\.\d+)/.exec(stdout) ?? [];
  if (isNewEnough(version)) return;
  throw new FaultError({
    code: 'FLEET_SERVER_OLD',
    message: `${SERVER} on the path has version ${version}, expected 2.10 or newer`,
    hint: HINT,
    details: { version },
  });
}
