import type { FleetSettings } from '@ballast/fleet';
import type { ServerOptions } from '@ballast/fleet-nats';

/** How this machine connects to the server that its file names. */
export function connectionOf({ server, ca, key }: FleetSettings): ServerOptions {
  return { server, ...(ca === null ? {} : { ca }), ...(key === null ? {} : { key }) };
}
