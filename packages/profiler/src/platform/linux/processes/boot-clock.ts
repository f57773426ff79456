import { kernelUnits } from '../kernel-units.ts';
import { readText } from '../read-text.ts';

/** The time since boot in clock ticks, as the start times of processes are counted; null if the kernel does not show it. */
export function bootClock(root: string): () => number | null {
  const { ticksPerSecond } = kernelUnits(root);
  return () => {
    const seconds = Number(/^\d+\.\d+/.exec(readText(root, 'proc/uptime') ?? '')?.[0] ?? Number.NaN);
    return Number.isFinite(seconds) ? Math.floor(seconds * ticksPerSecond) : null;
  };
}
