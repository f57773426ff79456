import { createHash } from 'node:crypto';
import { cpus, hostname, totalmem } from 'node:os';
import { GIB } from '@ballast/resource-model';

/** Facts that stay the same while measurements of this machine stay comparable. */
export interface StableFacts {
  readonly hostName: string;
  readonly cpuModel: string;
  readonly cores: number;
  /** Installed memory in bytes; compared to the GiB, since kernels reserve a little more or less of it. */
  readonly memory: number;
}

/** 16 hexadecimal digits that name this machine without telling its name. */
export function machineId(facts: StableFacts = stableFacts()): string {
  const { hostName, cpuModel, cores, memory } = facts;
  const text = JSON.stringify([hostName.toLowerCase(), cpuModel.trim(), cores, Math.round(memory / GIB)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function stableFacts(): StableFacts {
  const processors = cpus();
  return {
    hostName: hostname(),
    cpuModel: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memory: totalmem(),
  };
}
