import { type Applied, OK, refused } from '../platform.ts';
import { loadLibc } from './abi/libc.ts';

export function linuxDieWithParent(parent: number): Applied {
  const loading = loadLibc();
  if ('reason' in loading) return refused(loading.reason);
  const applied = loading.libc.killWithParent();
  if (!applied.ok) return applied;
  // If the parent died before the call, no signal comes any more; another process has adopted this one by then.
  return process.ppid === parent ? OK : refused(`the parent process ${parent} is gone`);
}
