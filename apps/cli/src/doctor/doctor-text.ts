import { DEFAULTS } from '@ballast/config';
import type { Pressure, StorageMeasurement, StorageRate } from '@ballast/profiler';
import { formatBytes } from '@ballast/resource-model';
import { countText, forTerminal, percent } from '@ballast/text';
import type { Findings } from './findings.ts';
import type { FleetFindings } from './fleet-findings.ts';
import { fleetLines } from './fleet-text.ts';
import { type Reduction, reductions } from './reductions.ts';

type Line = readonly [name: string, text: string];
type Section = readonly [title: string, lines: readonly Line[]];

/** All findings in sections, one per line; `measurement` and `fleet` are null unless requested. */
export function doctorText(
  findings: Findings,
  measurement: StorageMeasurement | null,
  fleet: FleetFindings | null = null,
): readonly string[] {
  const sections: readonly Section[] = [
    ['Ballast', versions(findings)],
    ['Machine', machine(findings)],
    ['Cores', cores(findings)],
    ['Memory', memory(findings)],
    ['Pressure', pressure(findings.pressure)],
    ['Storage', storage(findings)],
    ...(measurement === null ? [] : [['Read rate', measured(measurement)] as const]),
    ['OrcFxAPI', library(findings)],
    ['History', history(findings)],
    ...(fleet === null ? [] : [['Fleet', fleetLines(fleet)] as const]),
  ];
  return [
    ...sections.flatMap(([title, lines]) => [title, ...lines.map(asLine), '']),
    ...reduced(reductions(findings)),
  ];
}

function asLine([name, text]: Line): string {
  // Names of files, disks and groups are hostile text.
  return `  ${name.padEnd(15)} ${forTerminal(text)}`;
}

function versions({ versions: { ballast, node }, machineId }: Findings): readonly Line[] {
  return [
    ['version', ballast],
    ['Node', node],
    ['machine id', `${machineId} (names this machine in the history)`],
  ];
}

function machine({ machine: { cpu, memory: installed, os, disks } }: Findings): readonly Line[] {
  const physical = cpu.physicalCores === null ? '' : `, ${countText(cpu.physicalCores, 'physical core')}`;
  return [
    ['system', `${os.name} ${os.release} (${os.arch})`],
    ['processor', `${cpu.brand}, ${countText(cpu.cores, 'logical core')}${physical}`],
    ['memory', `${formatBytes(installed)} installed`],
    ...disks.map(({ name, type, size }): Line => {
      const facts = [type, size === null ? '' : formatBytes(size)].filter((fact) => fact !== '');
      return ['disk', [name, ...facts].join(', ')];
    }),
  ];
}

function cores({ cores: { usable, source, sources }, numa }: Findings): readonly Line[] {
  const nodes = numa.map(({ id, cpus, memory: size }): Line => {
    const installed = size === null ? '' : `, ${formatBytes(size)}`;
    return ['NUMA node', `${id}: ${countText(cpus.length, 'logical core')}${installed}`];
  });
  return [
    ['usable', `${usable} (${source} sets the limit)`],
    ...sources.map(
      (one): Line => [one.source, `${one.cores === null ? 'no limit' : one.cores}: ${one.evidence}`],
    ),
    ...(nodes.length === 0 ? [['NUMA nodes', 'not known'] as const] : nodes),
  ];
}

function memory({ memory: { limit, inUse, budget, net } }: Findings): readonly Line[] {
  const share = percent(DEFAULTS.memoryShare);
  return [
    ['limit', `${formatBytes(limit.bytes)} (${limit.source} sets the limit)`],
    ...limit.candidates.map(
      ({ source, bytes, evidence }): Line => [
        source,
        `${bytes === null ? 'no limit' : formatBytes(bytes)}: ${evidence}`,
      ],
    ),
    ['in use', inUse.bytes === null ? 'not known' : `${formatBytes(inUse.bytes)} (${inUse.source})`],
    [
      'budget',
      `${formatBytes(budget)} for a batch with memory: ${share}, if other programs keep using what they use now`,
    ],
    ['net', net.inForce ? `in force above the budget: ${net.evidence}` : `none: ${net.evidence}`],
  ];
}

function pressure({ machine: whole, cgroup, commit }: Pressure): readonly Line[] {
  const lines: Line[] = [];
  for (const [name, set] of [
    ['machine', whole],
    ['control group', cgroup],
  ] as const) {
    if (set === null) continue;
    const parts = (['memory', 'io', 'cpu'] as const).flatMap((resource) => {
      const some = set[resource]?.some ?? null;
      return some === null ? [] : [`${resource} ${some.avg10.toFixed(1)} %`];
    });
    lines.push([name, `stalled in the last 10 s: ${parts.join(', ')}`]);
  }
  if (commit !== null) {
    const { charge, limit, share } = commit;
    lines.push(['commit charge', `${formatBytes(charge)} of ${formatBytes(limit)} (${percent(share)})`]);
  }
  return lines.length === 0 ? [['not known', 'the system does not report it']] : lines;
}

function storage({ directory: { path, present, storage: found } }: Findings): readonly Line[] {
  return [
    ['folder', present ? path : `${path}, which is not a folder; shown for the folder that would contain it`],
    ['kind', found.kind],
    ...found.evidence.map((evidence): Line => ['', evidence]),
  ];
}

function measured(measurement: StorageMeasurement): readonly Line[] {
  if (!measurement.measured) return [['not measured', measurement.reason]];
  const { read, files, dropped, rates, problems } = measurement;
  const what =
    read === 'files'
      ? `${countText(files, 'file')} of the folder`
      : 'a file written for this and removed again';
  return [
    ['read', what],
    ['cache', cacheText(dropped, rates)],
    ...rates.map(
      (rate): Line => [
        countText(rate.readers, 'reader'),
        `${`${formatBytes(rate.bytesPerSecond)}/s`.padStart(12)}   ${formatBytes(rate.bytes)} in ${rate.seconds.toFixed(2)} s${fromStorage(rate)}`,
      ],
    ),
    ...problems.map((problem): Line => ['problem', problem]),
  ];
}

function fromStorage({ fromStorage: share }: StorageRate): string {
  return share === null ? '' : `, ${percent(share)} of it from the storage`;
}

/** With at least this share from the storage, the storage itself was measured. */
const COLD = 0.9;

function cacheText(dropped: boolean, rates: readonly StorageRate[]): string {
  const shares = rates.flatMap(({ fromStorage: share }) => (share === null ? [] : [share]));
  const requested = dropped ? '; the system was asked to drop the files from its cache before each row' : '';
  const may = 'these may be the rates of memory, not of the storage';
  if (shares.length > 0 && shares.every((share) => share >= COLD)) return `cold${requested}`;
  if (shares.some((share) => share > 0)) return `warm, at least in part${requested}; ${may}`;
  // Network file systems and those in memory report nothing as fetched.
  return shares.length > 0 && !dropped ? `warm; ${may}` : `not known whether cold${requested}; ${may}`;
}

function library({ library: found }: Findings): readonly Line[] {
  if (found.found) {
    return [
      ['library', found.path],
      ['version', found.version],
    ];
  }
  const { message, code, hint } = found.fault;
  const label = code === 'LIBRARY_REFUSED' ? 'library' : 'not found';
  return [[label, `${message} (${code})`], ...(hint === undefined ? [] : [['next', hint] as const])];
}

function history({ history: { file, present, records, ofThisMachine, warning } }: Findings): readonly Line[] {
  const known = present ? `${countText(records, 'record')}, ${ofThisMachine} of this machine` : 'none yet';
  return [['file', file], ['known', known], ...(warning === null ? [] : [['warning', warning] as const])];
}

function reduced(all: readonly Reduction[]): readonly string[] {
  if (all.length === 0) return ['Nothing is missing on this machine.'];
  return ['Missing or reduced here', ...all.map(({ missing, means }) => `  - ${missing}: ${means}`)];
}
