import { createRequire } from 'node:module';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { type Bytes, bytes, type Milliseconds, milliseconds } from '@ballast/resource-model';
import type { Systeminformation } from 'systeminformation';
import { askInChild } from './ask-in-child.ts';

export interface Disk {
  readonly name: string;
  /** As the system names it, e.g. `SSD`, `HD`, `NVMe`; empty if unknown. */
  readonly type: string;
  readonly size: Bytes | null;
}

/** Facts for people to read, in reports and diagnosis. Scheduling uses `cores`, `memoryLimit` and `storageKind`. */
export interface MachineFacts {
  readonly cpu: { readonly brand: string; readonly cores: number; readonly physicalCores: number | null };
  readonly memory: Bytes;
  readonly os: { readonly name: string; readonly release: string; readonly arch: string };
  readonly disks: readonly Disk[];
  /** Parts that the system did not report in time: Node's own figures, or nothing, replace them. */
  readonly missing: readonly ('cpu' | 'mem' | 'osInfo' | 'diskLayout')[];
}

export interface FactOptions {
  /** 5 s by default. */
  readonly timeout?: Milliseconds;
  /** Path of a CommonJS module with the functions `cpu`, `mem`, `osInfo` and `diskLayout`; systeminformation by default. */
  readonly library?: string;
}

const PARTS = ['cpu', 'mem', 'osInfo', 'diskLayout'] as const;
const DEFAULT_TIMEOUT = milliseconds(5000);

/** Describes this machine. Never rejects, and resolves within `timeout` with what is known by then. */
export async function machineFacts(options: FactOptions = {}): Promise<MachineFacts> {
  const library = options.library ?? createRequire(import.meta.url).resolve('systeminformation');
  const found = await askInChild({ library, parts: PARTS, timeout: options.timeout ?? DEFAULT_TIMEOUT });
  const part = <Shape extends object>(name: (typeof PARTS)[number]): Partial<Shape> =>
    (found.get(name) ?? {}) as Partial<Shape>;
  const osInfo = part<Systeminformation.OsData>('osInfo');
  return {
    cpu: cpuFacts(part<Systeminformation.CpuData>('cpu')),
    memory: bytes(positive(part<Systeminformation.MemData>('mem').total) ?? totalmem()),
    os: {
      name: osInfo.distro || platform(),
      release: osInfo.release || release(),
      arch: osInfo.arch || arch(),
    },
    disks: diskFacts(found.get('diskLayout')),
    missing: PARTS.filter((name) => !found.has(name)),
  };
}

function cpuFacts(cpu: Partial<Systeminformation.CpuData>): MachineFacts['cpu'] {
  const processors = cpus();
  const brand = `${cpu.manufacturer ?? ''} ${cpu.brand ?? ''}`.trim();
  return {
    brand: brand || (processors[0]?.model ?? 'unknown'),
    cores: positive(cpu.cores) ?? processors.length,
    physicalCores: positive(cpu.physicalCores),
  };
}

function diskFacts(layout: unknown): Disk[] {
  if (!Array.isArray(layout)) return [];
  return layout.map((disk: Partial<Systeminformation.DiskLayoutData>) => {
    const size = positive(disk.size);
    return {
      name: disk.name || disk.device || 'unknown',
      type: disk.type ?? '',
      size: size === null ? null : bytes(size),
    };
  });
}

function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}
