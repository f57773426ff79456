import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bytes, KIB } from '@ballast/resource-model';
import { parseCpuList } from '../../../cpu-list.ts';
import type { NumaNode } from '../../platform.ts';
import { readText } from '../read-text.ts';

const FOLDER = 'sys/devices/system/node';

/** The nodes of /sys/devices/system/node by number; empty if the kernel does not support NUMA. */
export function linuxNumaNodes(root: string): NumaNode[] {
  let names: string[];
  try {
    names = readdirSync(join(root, FOLDER));
  } catch {
    return [];
  }
  return names
    .flatMap((name) => /^node(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .map((id) => readNode(root, id));
}

function readNode(root: string, id: number): NumaNode {
  const total = /MemTotal:\s*(\d+) kB/.exec(readText(root, `${FOLDER}/node${id}/meminfo`) ?? '')?.[1];
  return {
    id,
    // The list of a node that has only memory is empty.
    cpus: parseCpuList(readText(root, `${FOLDER}/node${id}/cpulist`) ?? ''),
    memory: total === undefined ? null : bytes(Number(total) * KIB),
  };
}
