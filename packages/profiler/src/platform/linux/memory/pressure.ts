import { type Milliseconds, milliseconds } from '@ballast/resource-model';
import type { Pressure, PressureSet, Stall, StallPair } from '../../platform.ts';
import { readText } from '../read-text.ts';
import { cgroupChains } from './cgroup.ts';

const RESOURCES = ['memory', 'io', 'cpu'] as const;

export function linuxPressure(root: string): Pressure {
  return { machine: machinePressure(root), cgroup: cgroupPressure(root), commit: null };
}

function machinePressure(root: string): PressureSet | null {
  return pressureSet((resource) => readText(root, `proc/pressure/${resource}`));
}

// The innermost group that reports stalls: it also stalls because of the limits of the groups around it.
function cgroupPressure(root: string): PressureSet | null {
  for (const chain of cgroupChains(root, 'memory')) {
    if (chain.version !== 2) continue;
    for (const folder of chain.folders) {
      const set = pressureSet((resource) => readText(root, `${folder}/${resource}.pressure`));
      if (set !== null) return set;
    }
  }
  return null;
}

function pressureSet(read: (resource: string) => string | null): PressureSet | null {
  const [memory, io, cpu] = RESOURCES.map((resource) => parsePressure(read(resource)));
  if (!memory && !io && !cpu) return null;
  return { memory: memory ?? null, io: io ?? null, cpu: cpu ?? null };
}

/** Reads `some avg10=0.00 avg60=0.00 avg300=0.00 total=0` and `full ...`; that `total` is in microseconds. */
function parsePressure(text: string | null): StallPair | null {
  if (text === null) return null;
  const some = parseStall(text, 'some');
  const full = parseStall(text, 'full');
  return some === null && full === null ? null : { some, full };
}

function parseStall(text: string, name: 'some' | 'full'): Stall | null {
  const match = new RegExp(`^${name} avg10=([\\d.]+) .*total=(\\d+)`, 'm').exec(text);
  if (match === null) return null;
  return { avg10: Number(match[1]), total: wholeMilliseconds(Number(match[2])) };
}

function wholeMilliseconds(microseconds: number): Milliseconds {
  return milliseconds(microseconds / 1000);
}
