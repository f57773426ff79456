import { readFileSync } from 'node:fs';
import type { FleetSettings, OpenLog } from '@ballast/fleet';
import { natsLog } from '@ballast/fleet-nats';

/** Opens logs on the server that a machine's fleet file names. */
export function openLogOf({ server, ca, key }: FleetSettings): OpenLog {
  const connection = {
    server,
    ...(ca === null ? {} : { ca }),
    ...(key === null ? {} : { seed: readFileSync(key, 'utf8') }),
  };
  return (id, { create, latest }) => natsLog({ ...connection, id, create, latest });
}
