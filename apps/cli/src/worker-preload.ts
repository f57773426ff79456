import { dieWithParent } from '@ballast/profiler';

// Runs before anything else in a worker. The coordinator decides when a worker ends; a Ctrl-C in the terminal, or its
// closing, reaches every process of the group.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

const coordinator = Number(process.argv[3]);
const tied = dieWithParent(coordinator);
if (!tied.ok && process.ppid !== coordinator) process.exit(1);
