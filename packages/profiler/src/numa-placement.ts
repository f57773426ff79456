import { numaNodes, setAffinity } from './host.ts';
import type { NumaNode } from './platform/platform.ts';

/**
 * Binds each new worker to the cores of one NUMA node, in turn, so that its memory stays local. The returned function does
 * nothing on a machine with fewer than two nodes.
 */
export function numaPlacement(nodes: readonly NumaNode[] = numaNodes()): (pid: number) => void {
  const usable = nodes.filter((node) => node.cpus.length > 0);
  let next = 0;
  return (pid) => {
    const node = usable[next % Math.max(1, usable.length)];
    if (node === undefined || usable.length < 2) return;
    next += 1;
    setAffinity(pid, node.cpus);
  };
}
