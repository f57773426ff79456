import type { FleetSettings } from '@ballast/fleet';
import { type FleetServer, fleetServer } from '@ballast/fleet-nats';
import { connectionOf } from './connection-of.ts';

/** The server that a machine's file names. Faults: those of the server and of the key. */
export const serverOf = (settings: FleetSettings): Promise<FleetServer> =>
  fleetServer(connectionOf(settings));
