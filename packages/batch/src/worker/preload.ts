import { dieWithParent } from '@ballast/profiler/die-with-parent';
import { watchParent } from '../platform/watch-parent.ts';

// Runs before anything else in a worker, and imports as little as it can: until it is tied to its coordinator, a worker
// outlives one that dies. The order is the point: each step covers the instants before the next one.
const coordinator = Number(process.argv[3]);
leaveIfOrphaned();
process.once('disconnect', () => process.exit(1));

// A signal from the terminal never reaches this process: it was started apart from the terminal. But job schedulers send
// signals to every process of a job, and the coordinator decides when a worker ends.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
// Ctrl-Break on Windows; elsewhere no signal has this name.
process.on('SIGBREAK', () => undefined);

// Loads what the system call needs.
const tied = dieWithParent(coordinator);
// The kernel reports only the death of a parent that was alive when it was asked.
leaveIfOrphaned();
if (!tied.ok) watchParent(coordinator);

/** On Windows the number of the parent never changes; there a Job Object has ended this process already. */
function leaveIfOrphaned(): void {
  if (process.ppid !== coordinator) process.exit(1);
}
