import type { FleetSettings } from '@ballast/fleet';
import { type FleetServer, fleetServer } from '@ballast/fleet-nats';

/** The server that a machine's file names. Faults: those of the server and of the key. */
export function serverOf({ server, ca, key }: FleetSettings): Promise<FleetServer> {
  return fleetServer({ server, ...(ca === null ? {} : { ca }), ...(key === null ? {} : { key }) });
}
