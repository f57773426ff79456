import type { Handle, Kernel32, Wide } from './abi/kernel32.ts';

const JOB_OBJECT_ASSOCIATE_COMPLETION_PORT_INFORMATION = 7;
const JOB_OBJECT_MSG_PROCESS_MEMORY_LIMIT = 9;
const JOB_OBJECT_MSG_JOB_MEMORY_LIMIT = 10;
const INVALID_HANDLE_VALUE = -1 as Handle;
const NO_PORT = 0 as Handle;
/** Messages read per call; the rest waits for the next call. */
const MOST = 1000;

/** The messages of Windows about the memory limits of a job. */
export interface JobMessages {
  /** How many times Windows has refused memory to a process. */
  refusals(pid: number): number;
  /** Call it when the process has ended: another process may get its number. */
  forget(pid: number): void;
  close(): void;
}

/** Null if no completion port can be created: refusals then stay unknown. */
export function listenToJob(api: Kernel32, job: Handle): JobMessages | null {
  const port = api.CreateIoCompletionPort(INVALID_HANDLE_VALUE, NO_PORT, 0, 1);
  if (port === 0) return null;
  const kind = JOB_OBJECT_ASSOCIATE_COMPLETION_PORT_INFORMATION;
  const information = association(port);
  if (api.SetInformationJobObject(job, kind, information, information.length) === 0) {
    api.CloseHandle(port);
    return null;
  }
  const refused = new Map<number, number>();
  return {
    refusals: (of) => {
      for (let taken = 0; taken < MOST; taken += 1) {
        const message: [number] = [0];
        // Windows passes the number of the process in place of the OVERLAPPED pointer.
        const sender: [Wide] = [0];
        if (api.GetQueuedCompletionStatus(port, message, [0], sender, 0) === 0) break;
        const [code] = message;
        if (code !== JOB_OBJECT_MSG_JOB_MEMORY_LIMIT && code !== JOB_OBJECT_MSG_PROCESS_MEMORY_LIMIT)
          continue;
        const pid = Number(sender[0]);
        refused.set(pid, (refused.get(pid) ?? 0) + 1);
      }
      return refused.get(of) ?? 0;
    },
    forget: (pid) => {
      refused.delete(pid);
    },
    close: () => {
      api.CloseHandle(port);
    },
  };
}

/** JOBOBJECT_ASSOCIATE_COMPLETION_PORT: a key and the handle of the port, both as wide as a pointer. */
function association(port: Handle): Uint8Array {
  const narrow = process.arch === 'ia32' || process.arch === 'arm';
  const information = Buffer.alloc(narrow ? 8 : 16);
  if (narrow) information.writeUInt32LE(port, 4);
  else information.writeBigUInt64LE(BigInt(port), 8);
  return information;
}
