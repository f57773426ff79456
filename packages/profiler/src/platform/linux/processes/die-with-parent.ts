import { type Applied, OK, refused } from '../../platform.ts';
import { loadLibc } from '../abi/libc.ts';

export function linuxDieWithParent(parent: number): Applied {
  const loading = loadLibc();
  if ('reason' in loading) return refused(loading.reason);
  const applied = loading.libc.killWithParent();
  if (!applied.ok) return applied;
  // A parent that died before the call no longer sends a signal: another process has adopted its children.
  return process.ppid === parent ? OK : refused(`the parent process ${parent} is gone`);
}
