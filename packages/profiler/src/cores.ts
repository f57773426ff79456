import { availableParallelism } from 'node:os';
import { type HostOptions, hostPlatform } from './platform/host-platform.ts';
import type { CoreSource } from './platform/platform.ts';

export interface Cores {
  /** Whole cores this process may keep busy; at least 1. */
  readonly usable: number;
  /** The source that gave `usable`. */
  readonly source: CoreSource['source'];
  /** Every source that was asked, also those that set no bound. */
  readonly sources: readonly CoreSource[];
}

/**
 * The smallest of what Node reports, the affinity mask and the CPU quotas of the control groups (rounded up: a quota
 * of 2.5 cores keeps three workers busy). With `root`, only what is found below it counts.
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
  let bounded = options.root === undefined;
  for (const entry of sources) {
    if (entry.cores === null || (bounded && entry.cores >= best)) continue;
    best = entry.cores;
    source = entry.source;
    bounded = true;
  }
  return { usable: Math.max(1, best), source, sources };
}
