import { type Applied, OK, refused } from '../platform.ts';
import { loadLibc } from './abi/libc.ts';

export function linuxDieWithParent(parent: number): Applied {
  const loading = loadLibc();
  if ('reason' in loading) return refused(loading.reason);
  const applied = loading.libc.killWithParent();
  if (!applied.ok) return applied;
  // A parent that died before the call sends no signal any more: its children have been adopted by then.
  return process.ppid === parent ? OK : refused(`the parent process ${parent} is gone`);
}

/** A signal from a terminal goes to a whole group: the leader of one of its own is not in that of its parent. */
export function linuxLeadProcessGroup(): Applied {
  const loading = loadLibc();
  return 'reason' in loading ? refused(loading.reason) : loading.libc.leadGroup();
}
