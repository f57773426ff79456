import { type Applied, OK, type ProcessJob, refused } from '../platform.ts';
import { type Handle, type Kernel32, loadKernel32 } from './abi/kernel32.ts';
import { ACCESS, describeError, withProcess } from './process.ts';

const JOB_OBJECT_EXTENDED_LIMIT_INFORMATION = 9;
const JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
// JOBOBJECT_EXTENDED_LIMIT_INFORMATION on 64-bit and 32-bit Windows; LimitFlags stands at byte 16 in both.
const INFORMATION_SIZE = { wide: 144, narrow: 112 } as const;
const LIMIT_FLAGS_OFFSET = 16;

/**
 * A Job Object that ends its processes when its last handle closes. This process holds the only handle, which is not
 * inheritable, and Windows closes it however this process ends: that is what makes workers die with it.
 */
export function createWindowsProcessJob(): { readonly job: ProcessJob } | { readonly reason: string } {
  const loading = loadKernel32();
  if ('reason' in loading) return loading;
  const { api } = loading;
  const handle = api.CreateJobObjectW(null, null);
  if (handle === 0) return { reason: describeError(api, 'CreateJobObjectW') };
  if (!killOnClose(api, handle)) {
    const reason = describeError(api, 'SetInformationJobObject');
    api.CloseHandle(handle);
    return { reason };
  }
  return { job: jobOf(api, handle) };
}

function killOnClose(api: Kernel32, job: Handle): boolean {
  const narrow = process.arch === 'ia32' || process.arch === 'arm';
  const information = Buffer.alloc(narrow ? INFORMATION_SIZE.narrow : INFORMATION_SIZE.wide);
  information.writeUInt32LE(JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, LIMIT_FLAGS_OFFSET);
  const kind = JOB_OBJECT_EXTENDED_LIMIT_INFORMATION;
  return api.SetInformationJobObject(job, kind, information, information.length) !== 0;
}

function jobOf(api: Kernel32, handle: Handle): ProcessJob {
  let open = true;
  const closed = refused('the job is closed');
  return {
    assign: (pid) => {
      if (!open) return closed;
      const assigned = withProcess(api, { pid, access: ACCESS.setQuota | ACCESS.terminate }, (process) =>
        api.AssignProcessToJobObject(handle, process) === 0
          ? refused(describeError(api, `assigning process ${pid} to the job`))
          : OK,
      );
      return 'ok' in assigned ? assigned : refused(assigned.reason);
    },
    terminate: (exitCode): Applied => {
      if (!open) return closed;
      return api.TerminateJobObject(handle, exitCode) === 0
        ? refused(describeError(api, 'TerminateJobObject'))
        : OK;
    },
    close: () => {
      if (!open) return;
      // A handle number is used again at once: closing it twice would close somebody else's.
      open = false;
      api.CloseHandle(handle);
    },
  };
}
