import { spawnSync } from 'node:child_process';
import { loadavg, release } from 'node:os';
import { cores, machineFacts, machineId, storageKind } from '@ballast/profiler';
import { PARALLEL, PYTHON, toolVersion } from '../contenders/outsiders.ts';
import type { MachineRecord } from '../result/experiment.ts';
import { ROOT } from '../stand-in.ts';

/** The measured machine; `loadAfter` is set at the end. */
export async function machineRecord(folder: string): Promise<MachineRecord> {
  const facts = await machineFacts();
  const { kind } = storageKind(folder);
  const load = currentLoad();
  return {
    id: machineId(),
    cpu: facts.cpu.brand,
    cores: cores().usable,
    memory: facts.memory,
    os: `${facts.os.name} ${facts.os.release}, ${facts.os.arch}, kernel ${release()}`,
    storage: kind,
    loadBefore: load,
    loadAfter: load,
  };
}

export function currentLoad(): number {
  return Number((loadavg()[0] ?? 0).toFixed(2));
}

/** Versions of everything involved, by name. */
export function versions(program: string): Readonly<Record<string, string>> {
  const git = (...args: string[]): string | null => {
    const { status, stdout } = spawnSync('git', ['-C', ROOT, ...args], { encoding: 'utf8' });
    return status === 0 ? stdout.trim() : null;
  };
  const commit = git('rev-parse', 'HEAD');
  const changed = (git('status', '--porcelain', '--untracked-files=no') ?? '') !== '';
  return {
    ballast: toolVersion(process.execPath, [program, '--version']) ?? 'unknown',
    commit: commit === null ? 'unknown' : `${commit}${changed ? ' with changes' : ''}`,
    node: process.version,
    'GNU parallel': (toolVersion(...PARALLEL) ?? 'not installed').replace('GNU parallel ', ''),
    Python: (toolVersion(...PYTHON) ?? 'not installed').replace('Python ', ''),
  };
}
