export { type NatsLog, type NatsLogOptions, natsLog } from './nats-log.ts';
