import { createRequire } from 'node:module';
import type { Applied } from '../../platform.ts';

/** The C functions used here, as this package calls them. */
export interface Libc {
  /** Sets the affinity of one thread (0: the calling thread); `cpus` are logical CPU numbers. */
  setThreadAffinity(thread: number, cpus: readonly number[]): Applied;
  /** Makes the system kill this process when the thread that started it ends. */
  killWithParent(): Applied;
}

const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9;
// The mask has whole 64-bit words, up to the largest CPU number: the kernel ignores words beyond its own.
const WORD_BITS = 64;

let loaded: { readonly libc: Libc } | { readonly reason: string } | undefined;

/** The C library of this process, loaded on first use: other systems do not need the native module. */
export function loadLibc(): { readonly libc: Libc } | { readonly reason: string } {
  loaded ??= load();
  return loaded;
}

function load(): { readonly libc: Libc } | { readonly reason: string } {
  try {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    // Null is the running program, which is linked to its C library under any name (glibc, musl).
    const library = koffi.load(null);
    // int sched_setaffinity(pid_t pid, size_t cpusetsize, const cpu_set_t *mask);
    const schedSetAffinity = library.func('sched_setaffinity', 'int', ['int', 'size_t', 'const uint8_t *']);
    // int prctl(int option, ...);
    const prctl = library.func('prctl', 'int', ['int', '...']);
    const outcome = (call: string, status: number): Applied =>
      status === 0 ? { ok: true } : { ok: false, reason: `${call} failed: ${errorName(koffi)}` };
    return {
      libc: {
        setThreadAffinity: (thread, cpus) => {
          const mask = cpuMask(cpus);
          return outcome('sched_setaffinity', schedSetAffinity(thread, mask.length, mask) as number);
        },
        killWithParent: () => outcome('prctl', prctl(PR_SET_PDEATHSIG, 'unsigned long', SIGKILL) as number),
      },
    };
  } catch (error) {
    return { reason: `cannot call the C library: ${error instanceof Error ? error.message : error}` };
  }
}

function errorName(koffi: typeof import('koffi')): string {
  const number = koffi.errno();
  return Object.entries(koffi.os.errno).find(([, value]) => value === number)?.[0] ?? `error ${number}`;
}

/** Bit n of the mask is CPU n; the mask is an array of native words, little-endian on every system that koffi supports. */
function cpuMask(cpus: readonly number[]): Uint8Array {
  const words = Math.floor(Math.max(0, ...cpus) / WORD_BITS) + 1;
  const mask = new Uint8Array((words * WORD_BITS) / 8);
  for (const cpu of cpus) {
    const index = Math.floor(cpu / 8);
    mask[index] = (mask[index] ?? 0) | (1 << (cpu % 8));
  }
  return mask;
}
