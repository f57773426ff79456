import { DEFAULTS } from '@ballast/config';
import type { Pressure, StorageMeasurement } from '@ballast/profiler';
import type { Findings } from './findings.ts';
import { reductions } from './reductions.ts';

/** All findings, for programs: units are in the names of the keys. */
export function doctorJson(findings: Findings, measurement: StorageMeasurement | null): object {
  const { versions, platform, machine, memory, directory } = findings;
  return {
    versions,
    platform,
    machineId: findings.machineId,
    machine: {
      cpu: machine.cpu,
      memoryBytes: machine.memory,
      os: machine.os,
      disks: machine.disks.map(({ name, type, size }) => ({ name, type, sizeBytes: size })),
      missing: machine.missing,
    },
    cores: findings.cores,
    memory: {
      limitBytes: memory.limit.bytes,
      limitSource: memory.limit.source,
      limits: figures(memory.limit.candidates),
      inUseBytes: memory.inUse.bytes,
      inUseSource: memory.inUse.source,
      inUse: figures(memory.inUse.candidates),
      budgetSharePercent: DEFAULTS.memoryShare * 100,
      budgetBytes: memory.budget,
      net: memory.net,
    },
    numaNodes: findings.numa.map(({ id, cpus, memory: size }) => ({ id, cpus, memoryBytes: size })),
    pressure: pressure(findings.pressure),
    directory,
    storageRate: measurement === null ? null : rateJson(measurement),
    orcFxApi: findings.library,
    history: findings.history,
    sampling: findings.sampling,
    reduced: reductions(findings),
  };
}

function figures(candidates: Findings['memory']['limit']['candidates']): unknown {
  return candidates.map(({ source, bytes, evidence }) => ({ source, bytes, evidence }));
}

function pressure({ machine, cgroup, commit }: Pressure): unknown {
  const set = (from: Pressure['machine']): unknown =>
    from === null
      ? null
      : Object.fromEntries(
          (['memory', 'io', 'cpu'] as const).map((resource) => {
            const some = from[resource]?.some ?? null;
            const full = from[resource]?.full ?? null;
            return [resource, { somePercent: some?.avg10 ?? null, fullPercent: full?.avg10 ?? null }];
          }),
        );
  return {
    overSeconds: 10,
    machine: set(machine),
    controlGroup: set(cgroup),
    commit: commit === null ? null : { chargeBytes: commit.charge, limitBytes: commit.limit },
  };
}

function rateJson(measurement: StorageMeasurement): unknown {
  if (!measurement.measured) return measurement;
  const { rates, ...rest } = measurement;
  return {
    ...rest,
    rates: rates.map(({ readers, bytes, seconds, bytesPerSecond, fromStorage }) => ({
      readers,
      bytes,
      seconds,
      bytesPerSecond,
      fromStoragePercent: fromStorage === null ? null : fromStorage * 100,
    })),
  };
}
