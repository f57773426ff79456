import type { FleetSettings, OpenLog } from '@ballast/fleet';
import { natsLog } from '@ballast/fleet-nats';
import { connectionOf } from './connection-of.ts';

/** Opens logs on the server that a machine's fleet file names. */
export function openLogOf(settings: FleetSettings): OpenLog {
  const connection = connectionOf(settings);
  return (id, { create, latest }) => natsLog({ ...connection, id, create, latest });
}
