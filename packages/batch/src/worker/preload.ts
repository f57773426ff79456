import { dieWithParent } from '@ballast/profiler';
import { watchParent } from '../platform/watch-parent.ts';

// Runs before anything else in a worker. A signal from the terminal never reaches this process: it was started apart from
// the terminal. But job schedulers send signals to every process of a job, and the coordinator decides when a worker ends.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
// Ctrl-Break on Windows; elsewhere no signal has this name.
process.on('SIGBREAK', () => undefined);

const coordinator = Number(process.argv[3]);
const tied = dieWithParent(coordinator);
if (process.ppid !== coordinator) process.exit(1);
if (!tied.ok) watchParent(coordinator);
