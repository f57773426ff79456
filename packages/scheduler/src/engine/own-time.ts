import { type Milliseconds, milliseconds } from '@ballast/resource-model';

/** Returns the core time that this process has used since the previous call. */
export function ownTimeMeter(): () => Milliseconds {
  let before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    return milliseconds((user + system) / 1000);
  };
}
