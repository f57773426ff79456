import { workerData } from 'node:worker_threads';

/** Milliseconds between two probes. */
const LOOK_EVERY = 500;

// What watchParent starts. An orphan is adopted by another process: its parent's number changes.
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, LOOK_EVERY);
