import { availableParallelism } from 'node:os';
import { type HostOptions, hostPlatform } from './platform/host-platform.ts';
import type { CoreSource } from './platform/platform.ts';

export interface Cores {
  /** Whole cores that this process may keep busy; at least 1. */
  readonly usable: number;
  /** The source that gave `usable`. */
  readonly source: CoreSource['source'];
  /** Every source that was read, also those that set no limit. */
  readonly sources: readonly CoreSource[];
}

/**
 * The smallest of the number that Node reports, the affinity mask and the CPU quotas of the control groups (rounded up: a
 * quota of 2.5 cores keeps three workers busy). With `root`, only the sources below it count.
 */
export function cores(options: HostOptions = {}): Cores {
  const node: CoreSource = {
    source: 'node',
    cores: availableParallelism(),
    evidence: 'os.availableParallelism()',
  };
  const found = hostPlatform(options).coreSources();
  const sources = options.root === undefined ? [node, ...found] : found;
  let best = node.cores ?? 1;
  let source: CoreSource['source'] = 'node';
  let limited = options.root === undefined;
  for (const entry of sources) {
    if (entry.cores === null || (limited && entry.cores >= best)) continue;
    best = entry.cores;
    source = entry.source;
    limited = true;
  }
  return { usable: Math.max(1, best), source, sources };
}
