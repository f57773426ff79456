import { type Applied, OK, type ProcessJob, refused } from '../platform.ts';
import { type Handle, type Kernel32, loadKernel32 } from './abi/kernel32.ts';
import { ACCESS, describeError, withProcess } from './process.ts';

const JOB_OBJECT_BASIC_PROCESS_ID_LIST = 3;
const JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9;
const JOB_OBJECT_LIMIT_JOB_MEMORY = 0x0200;
const JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
// JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64-bit and 32-bit Windows; LimitFlags is at byte 16 in both.
const LAYOUT = {
  wide: { size: 144, jobMemory: 120 },
  narrow: { size: 112, jobMemory: 100 },
} as const;
const LIMIT_FLAGS_OFFSET = 16;

/**
 * A Job Object that ends its processes when its last handle closes. This process has the only handle, which is not
 * inheritable, and Windows closes it when this process ends, for whatever reason: so workers die with it.
 */
export function createWindowsProcessJob(): { readonly job: ProcessJob } | { readonly reason: string } {
  const loading = loadKernel32();
  if ('reason' in loading) return loading;
  const { api } = loading;
  const handle = createJob(api);
  return typeof handle === 'number' ? { job: jobOf(api, handle) } : handle;
}

/** A job that ends its processes when its handle is closed. */
export function createJob(api: Kernel32): Handle | { readonly reason: string } {
  const handle = api.CreateJobObjectW(null, null);
  if (handle === 0) return { reason: describeError(api, 'CreateJobObjectW') };
  const limited = limitJob(api, handle, null);
  if (limited.ok) return handle;
  api.CloseHandle(handle);
  return limited;
}

/** Limits the memory that the processes of a job may commit together, in bytes; null for no limit. They always end with the job. */
export function limitJob(api: Kernel32, job: Handle, memory: number | null): Applied {
  const narrow = process.arch === 'ia32' || process.arch === 'arm';
  const { size, jobMemory } = narrow ? LAYOUT.narrow : LAYOUT.wide;
  const information = Buffer.alloc(size);
  const memoryFlag = memory === null ? 0 : JOB_OBJECT_LIMIT_JOB_MEMORY;
  information.writeUInt32LE(JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | memoryFlag, LIMIT_FLAGS_OFFSET);
  if (memory !== null) {
    if (narrow) information.writeUInt32LE(Math.min(memory, 0xffff_ffff), jobMemory);
    else information.writeBigUInt64LE(BigInt(Math.ceil(memory)), jobMemory);
  }
  const kind = JOB_OBJECT_EXTENDED_LIMIT_INFORMATION;
  const set = api.SetInformationJobObject(job, kind, information, information.length) !== 0;
  return set ? OK : refused(describeError(api, 'SetInformationJobObject'));
}

/** Processes of one job that are listed; of more than that, the others are left out. */
const MOST_LISTED = 1024;

/** The numbers of the processes in a job: JOBOBJECT_BASIC_PROCESS_ID_LIST is two DWORDs, then pointer-sized numbers. */
export function processesIn(api: Kernel32, job: Handle): readonly number[] {
  const wide = process.arch !== 'ia32' && process.arch !== 'arm';
  const size = wide ? 8 : 4;
  const list = Buffer.alloc(8 + size * MOST_LISTED);
  if (api.QueryInformationJobObject(job, JOB_OBJECT_BASIC_PROCESS_ID_LIST, list, list.length, [0]) === 0)
    return [];
  const count = Math.min(MOST_LISTED, list.readUInt32LE(4));
  return Array.from({ length: count }, (_, i) => {
    const at = 8 + size * i;
    return wide ? Number(list.readBigUInt64LE(at)) : list.readUInt32LE(at);
  });
}

/** Adds a process to a job; a process may be in several jobs, each within the one before. */
export function assignToJob(api: Kernel32, job: Handle, pid: number): Applied {
  const assigned = withProcess(api, { pid, access: ACCESS.setQuota | ACCESS.terminate }, (process) =>
    api.AssignProcessToJobObject(job, process) === 0
      ? refused(describeError(api, `assigning process ${pid} to the job`))
      : OK,
  );
  return 'ok' in assigned ? assigned : refused(assigned.reason);
}

function jobOf(api: Kernel32, handle: Handle): ProcessJob {
  let open = true;
  const closed = refused('the job is closed');
  return {
    assign: (pid) => (open ? assignToJob(api, handle, pid) : closed),
    terminate: (exitCode): Applied => {
      if (!open) return closed;
      return api.TerminateJobObject(handle, exitCode) === 0
        ? refused(describeError(api, 'TerminateJobObject'))
        : OK;
    },
    close: () => {
      if (!open) return;
      // Windows reuses handle numbers at once: a second close would close an unrelated handle.
      open = false;
      api.CloseHandle(handle);
    },
  };
}
