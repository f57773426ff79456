import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ControlGroup, type Controller, controlGroup } from '../platform/control-group.ts';
import { type DiskWanted, type EmulatedDisk, emulatedDisk } from '../platform/emulated-disk.ts';
import { type CacheChange, makeCold, makeWarm, type Reach } from '../platform/page-cache.ts';
import { bytesText } from '../report/words.ts';
import type { ConditionFact } from '../result/experiment.ts';
import type { CaseSpec } from './case-spec.ts';

/** Conditions of the runs of a case, each with how it was created or why it could not be. */
export interface Conditions {
  readonly facts: readonly ConditionFact[];
  readonly groups: readonly ControlGroup[];
  /** For the command of each run. */
  readonly env: Readonly<Record<string, string>>;
  /** Control group with the limit on memory. */
  oomKills(): number | null;
  /** Bytes that the emulated disk delivered in this run; null if there is none. */
  given(): number | null;
  /** Before each run. */
  prepareCache(): void;
  dispose(): Promise<void>;
}

export interface ConditionsWanted {
  readonly spec: CaseSpec;
  readonly files: readonly string[];
  readonly folder: string;
  readonly reach: Reach;
}

export async function establish({ spec, files, folder, reach }: ConditionsWanted): Promise<Conditions> {
  const facts: ConditionFact[] = [];
  const groups: ControlGroup[] = [];
  const prepareCache = (): CacheChange => (spec.cache === 'cold' ? makeCold(files, reach) : makeWarm(files));
  const cache = prepareCache();
  facts.push({ condition: `page cache ${spec.cache}`, inForce: cache.done, how: cache.how });
  const hold = async (controller: Controller, limit: number | null): Promise<ControlGroup | null> => {
    if (limit === null) return null;
    const condition = `${controller} limited to ${bytesText(limit)}${controller === 'storage' ? ' a second' : ''}`;
    const group = await workingGroup(controller, { limit, folder });
    const inForce = typeof group !== 'string';
    facts.push({ condition, inForce, how: inForce ? group.how : group });
    if (!inForce) return null;
    groups.push(group);
    return group;
  };
  await hold('storage', spec.storage);
  const memory = await hold('memory', spec.memory);
  const disk = spec.disk === null ? null : workingDisk({ ...spec.disk, files, folder });
  if (spec.disk !== null && disk !== null) {
    const { rate, seek, arms } = spec.disk;
    const one = `${bytesText(rate)} a second, ${seek} ms from one file to another`;
    const condition = `storage emulated: ${arms === 1 ? one : `${arms} arms, each with ${one}`}`;
    const inForce = typeof disk !== 'string';
    facts.push({ condition, inForce, how: inForce ? disk.how : disk });
  }
  const emulated = typeof disk === 'string' ? null : disk;
  return {
    facts,
    groups,
    env: emulated?.env ?? {},
    oomKills: () => memory?.count() ?? null,
    given: () => emulated?.given() ?? null,
    prepareCache: () => {
      emulated?.reset();
      prepareCache();
    },
    dispose: async () => {
      emulated?.dispose();
      for (const group of groups) await group.remove();
    },
  };
}

/** An emulated disk that was seen to count reads, or why there is none. */
function workingDisk(wanted: DiskWanted): EmulatedDisk | string {
  const disk = emulatedDisk(wanted);
  const [file] = wanted.files;
  if (typeof disk === 'string' || file === undefined) return disk;
  const env = { ...process.env, ...disk.env };
  spawnSync(process.execPath, ['-e', 'require("node:fs").readFileSync(process.argv[1])', file], { env });
  const [given, { size }] = [disk.given(), statSync(file)];
  if (given === size) return disk;
  disk.dispose();
  return `only ${given} of ${size} bytes came from the emulated disk`;
}

const PROBE = 4 * 2 ** 20;
const READS_WHEN_TOLD = 'process.stdin.once("data", () => require("node:fs").readFileSync(process.argv[1]))';

/** A group that was seen to enforce its limit, or why there is none. */
async function workingGroup(
  controller: Controller,
  { limit, folder }: { readonly limit: number; readonly folder: string },
): Promise<ControlGroup | string> {
  const group = controlGroup({ controller, limit, folder });
  if (typeof group === 'string' || controller === 'memory') return group;
  const refusal = await refusalOf(group, folder);
  if (refusal === null) return group;
  await group.remove();
  return refusal;
}

/** A throttle is accepted only if it counts a cold file that a member reads; null if it does. */
async function refusalOf(group: ControlGroup, folder: string): Promise<string | null> {
  const file = path.join(folder, `probe-${process.pid}`);
  writeFileSync(file, Buffer.alloc(PROBE, 1), { flush: true });
  if (!makeCold([file], 'files').done) return 'no file can be dropped from the page cache to test it';
  const child = spawn(process.execPath, ['-e', READS_WHEN_TOLD, file], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'close');
  try {
    group.join(child.pid ?? 0);
  } catch (error) {
    return String(error);
  } finally {
    child.stdin.end('go');
    await ended;
    rmSync(file);
  }
  const fetched = group.count();
  return fetched >= PROBE ? null : `only ${fetched} of ${PROBE} cold bytes were counted`;
}
