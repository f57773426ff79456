import { createHash } from 'node:crypto';
import { cpus, hostname, totalmem } from 'node:os';
import { GIB } from '@ballast/resource-model';

/** As long as these facts stay the same, measurements of this machine stay comparable. */
export interface StableFacts {
  readonly hostName: string;
  readonly cpuModel: string;
  readonly cores: number;
  /** Installed memory in bytes; rounded to GiB, since the part that kernels reserve varies a little. */
  readonly memory: number;
}

/** 16 hexadecimal digits that identify this machine without revealing its name. */
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
