import { linuxDieWithParent } from './linux/processes/die-with-parent.ts';
import { type Applied, refused } from './platform.ts';

/** Apart from `Platform`, which imports all that this package can do. */
export function hostDieWithParent(parent: number): Applied {
  switch (process.platform) {
    case 'linux':
      return linuxDieWithParent(parent);
    case 'win32':
      return refused(
        'on Windows the parent keeps its children in a job object, which ends them with the parent',
      );
    default:
      return refused(`ending with the parent process is not supported on ${process.platform}`);
  }
}
