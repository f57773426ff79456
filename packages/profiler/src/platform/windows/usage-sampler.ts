import { bytes, milliseconds, type Usage } from '@ballast/resource-model';
import { BoundPids } from '../bound-pids.ts';
import type { SamplerOptions, UsageSampler } from '../platform.ts';
import { sampleTrees } from '../sample-trees.ts';
import {
  type Handle,
  type IoCounters,
  type Kernel32,
  loadKernel32,
  type ProcessMemoryCounters,
  type Wide,
} from './abi/kernel32.ts';
import { ACCESS } from './process.ts';

const WAIT_TIMEOUT = 0x102;
const FILETIMES_PER_MILLISECOND = 10_000;

/**
 * Windows does not reuse a pid while a handle of its process is open: the handle itself guards against a reused pid.
 */
export function createWindowsUsageSampler({ below }: SamplerOptions = {}): UsageSampler {
  const loading = loadKernel32();
  if ('reason' in loading) {
    return { reason: loading.reason, sample: () => new Map(), forget: () => {}, close: () => {} };
  }
  const { api } = loading;
  const bound = new BoundPids<Handle>({
    open: (pid) => openProcess(api, pid),
    close: (handle) => {
      api.CloseHandle(handle);
    },
  });
  return {
    reason: null,
    sample: (pids, options = {}) => {
      const read = (of: readonly number[]): Map<number, Usage> =>
        bound.collect(of, (_, handle) => readUsage(api, handle, options.highWater === true));
      return below === undefined ? read(pids) : sampleTrees(pids, { of: below, read });
    },
    forget: (pid) => bound.forget(pid),
    close: () => bound.clear(),
  };
}

function openProcess(api: Kernel32, pid: number): Handle | null {
  const handle = api.OpenProcess(ACCESS.queryLimited | ACCESS.synchronize, 0, pid);
  return handle === 0 ? null : handle;
}

function readUsage(api: Kernel32, handle: Handle, highWater: boolean): Usage | null {
  // The parent's own handle keeps an ended process open: only a wait shows that it has ended.
  if (api.WaitForSingleObject(handle, 0) !== WAIT_TIMEOUT) return null;
  const memory: ProcessMemoryCounters = { cb: api.sizes.processMemoryCounters };
  const kernel: [Wide] = [0];
  const user: [Wide] = [0];
  if (api.K32GetProcessMemoryInfo(handle, memory, memory.cb) === 0) return null;
  if (api.GetProcessTimes(handle, [0], [0], kernel, user) === 0) return null;
  const io: IoCounters = {};
  const hasIo = api.GetProcessIoCounters(handle, io) !== 0;
  return {
    resident: bytes(Number(memory.WorkingSetSize ?? 0)),
    highWater: highWater ? bytes(Number(memory.PeakWorkingSetSize ?? 0)) : null,
    cpuTime: milliseconds((Number(kernel[0]) + Number(user[0])) / FILETIMES_PER_MILLISECOND),
    bytesRead: hasIo ? bytes(Number(io.ReadTransferCount ?? 0)) : null,
  };
}
