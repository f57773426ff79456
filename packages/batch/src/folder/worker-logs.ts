import path from 'node:path';
import type { LogPlace } from '@ballast/scheduler';
import type { OutputFolder } from './layout.ts';

/** Where the output of a worker process is kept: next to the work plan, so that both are moved aside together. */
export function workerLogs({ root, plan }: OutputFolder): (pid: number) => LogPlace {
  const folder = path.join(path.dirname(plan), 'logs');
  return (pid) => {
    const file = path.join(folder, `worker-${pid}.log`);
    return { path: file, name: path.relative(root, file).split(path.sep).join('/') };
  };
}
