import { dieWithParent, leadProcessGroup } from '@ballast/profiler';
import { watchParent } from './watch-parent.ts';

// Runs before anything else in a worker. The coordinator decides when a worker ends: a Ctrl-C in the terminal, or its
// closing, reaches every process of the terminal's group, which this one leaves. Where it cannot, it does not listen.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
// Ctrl-Break on Windows; elsewhere no signal has this name.
process.on('SIGBREAK', () => undefined);
leadProcessGroup();

const coordinator = Number(process.argv[3]);
const tied = dieWithParent(coordinator);
if (process.ppid !== coordinator) process.exit(1);
// On Windows the coordinator holds its workers in a job, which ends them with it.
if (!tied.ok && process.platform !== 'win32') watchParent(coordinator);
