export { type NatsLog, type NatsLogOptions, natsLog } from './nats-log.ts';
export type { ServerOptions } from './server/connect.ts';
export {
  type AgedEntry,
  type FleetServer,
  fleetServer,
  type LogFacts,
  type ServerFacts,
  type Sync,
} from './server/nats-server.ts';
