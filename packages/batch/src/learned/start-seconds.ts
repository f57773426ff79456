/** A worker starts like the command that runs a batch but loads less: its share of the processor time used by then. */
const WORKER_SHARE = 0.65;
/** A program that did other work before says nothing about the start of a worker. */
const MOST = 1;

/** Seconds from starting a worker process to its first message, estimated early in the life of this process. */
export function startSecondsOf({ user, system }: NodeJS.CpuUsage): number {
  return Math.min(MOST, (WORKER_SHARE * (user + system)) / 1e6);
}
