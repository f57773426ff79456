import { createRequire } from 'node:module';
import { win32Structs } from './structs.ts';

/** A Win32 HANDLE as its number: 0 is NULL, -1 is INVALID_HANDLE_VALUE. */
export type Handle = number & { readonly __handle: 'win32' };
/** 64-bit values are numbers as long as these are exact. */
export type Wide = number | bigint;

export interface ProcessMemoryCounters {
  cb: number;
  PeakWorkingSetSize?: Wide;
  WorkingSetSize?: Wide;
}

export interface IoCounters {
  ReadTransferCount?: Wide;
}

export interface PerformanceInformation {
  CommitTotal?: Wide;
  CommitLimit?: Wide;
  PageSize?: Wide;
}

export interface MemoryStatus {
  dwLength: number;
  ullTotalPhys?: Wide;
  ullAvailPhys?: Wide;
  ullTotalPageFile?: Wide;
}

export interface GroupAffinity {
  Mask?: Wide;
  Group?: number;
}

/** The functions of kernel32.dll used here; BOOL results are numbers, and 0 is failure. */
export interface Kernel32 {
  readonly sizes: {
    readonly processMemoryCounters: number;
    readonly performanceInformation: number;
    readonly memoryStatus: number;
  };
  GetLastError(): number;
  OpenProcess(access: number, inherit: number, pid: number): Handle;
  CloseHandle(handle: Handle): number;
  WaitForSingleObject(handle: Handle, milliseconds: number): number;
  GetProcessTimes(process: Handle, creation: [Wide], exit: [Wide], kernel: [Wide], user: [Wide]): number;
  GetProcessIoCounters(process: Handle, counters: IoCounters): number;
  K32GetProcessMemoryInfo(process: Handle, counters: ProcessMemoryCounters, size: number): number;
  K32GetPerformanceInfo(information: PerformanceInformation, size: number): number;
  GlobalMemoryStatusEx(status: MemoryStatus): number;
  GetProcessAffinityMask(process: Handle, processMask: [Wide], systemMask: [Wide]): number;
  SetProcessAffinityMask(process: Handle, mask: bigint): number;
  GetNumaHighestNodeNumber(highest: [number]): number;
  GetNumaNodeProcessorMaskEx(node: number, affinity: GroupAffinity): number;
  CreateJobObjectW(security: null, name: null): Handle;
  SetInformationJobObject(job: Handle, kind: number, information: Uint8Array, size: number): number;
  AssignProcessToJobObject(job: Handle, process: Handle): number;
  QueryInformationJobObject(
    job: Handle,
    kind: number,
    information: Uint8Array,
    size: number,
    returned: [number],
  ): number;
  TerminateJobObject(job: Handle, exitCode: number): number;
  CreateIoCompletionPort(file: Handle, existing: Handle, key: number, threads: number): Handle;
  GetQueuedCompletionStatus(
    port: Handle,
    bytes: [number],
    key: [Wide],
    overlapped: [Wide],
    milliseconds: number,
  ): number;
  GetDriveTypeW(root: string): number;
  GetVolumePathNameW(path: string, volume: Uint8Array, characters: number): number;
  GetVolumeNameForVolumeMountPointW(mountPoint: string, name: Uint8Array, characters: number): number;
  CreateFileW(
    name: string,
    access: number,
    share: number,
    security: null,
    creation: number,
    flags: number,
    template: 0,
  ): Handle;
  DeviceIoControl(
    device: Handle,
    code: number,
    input: Uint8Array,
    inputSize: number,
    output: Uint8Array,
    outputSize: number,
    returned: [number],
    overlapped: null,
  ): number;
}

let loaded: { readonly api: Kernel32 } | { readonly reason: string } | undefined;

/** kernel32.dll, loaded on first use: other systems do not need the native module. */
export function loadKernel32(): { readonly api: Kernel32 } | { readonly reason: string } {
  if (loaded === undefined) {
    try {
      loaded = { api: bind(createRequire(import.meta.url)('koffi') as typeof import('koffi')) };
    } catch (error) {
      loaded = { reason: `cannot call kernel32.dll: ${error instanceof Error ? error.message : error}` };
    }
  }
  return loaded;
}

function bind(koffi: typeof import('koffi')): Kernel32 {
  const library = koffi.load('kernel32.dll');
  const types = win32Structs(koffi);
  const func = (
    name: string,
    result: string,
    args: Parameters<typeof library.func>[3],
  ): ReturnType<typeof library.func> => library.func('__stdcall', name, result, args);
  const out = (type: string | ReturnType<typeof koffi.struct>): ReturnType<typeof koffi.out> =>
    koffi.out(koffi.pointer(type));
  const inout = (type: ReturnType<typeof koffi.struct>): ReturnType<typeof koffi.inout> =>
    koffi.inout(koffi.pointer(type));
  return {
    sizes: {
      processMemoryCounters: koffi.sizeof(types.processMemoryCounters),
      performanceInformation: koffi.sizeof(types.performanceInformation),
      memoryStatus: koffi.sizeof(types.memoryStatus),
    },
    // DWORD GetLastError(void);
    GetLastError: func('GetLastError', 'uint32', []),
    // HANDLE OpenProcess(DWORD dwDesiredAccess, BOOL bInheritHandle, DWORD dwProcessId);
    OpenProcess: func('OpenProcess', 'intptr', ['uint32', 'int', 'uint32']),
    // BOOL CloseHandle(HANDLE hObject);
    CloseHandle: func('CloseHandle', 'int', ['intptr']),
    // DWORD WaitForSingleObject(HANDLE hHandle, DWORD dwMilliseconds);
    WaitForSingleObject: func('WaitForSingleObject', 'uint32', ['intptr', 'uint32']),
    // BOOL GetProcessTimes(HANDLE, LPFILETIME creation, LPFILETIME exit, LPFILETIME kernel, LPFILETIME user);
    GetProcessTimes: func('GetProcessTimes', 'int', [
      'intptr',
      out('uint64'),
      out('uint64'),
      out('uint64'),
      out('uint64'),
    ]),
    // BOOL GetProcessIoCounters(HANDLE hProcess, PIO_COUNTERS lpIoCounters);
    GetProcessIoCounters: func('GetProcessIoCounters', 'int', ['intptr', out(types.ioCounters)]),
    // BOOL K32GetProcessMemoryInfo(HANDLE Process, PPROCESS_MEMORY_COUNTERS ppsmemCounters, DWORD cb);
    K32GetProcessMemoryInfo: func('K32GetProcessMemoryInfo', 'int', [
      'intptr',
      inout(types.processMemoryCounters),
      'uint32',
    ]),
    // BOOL K32GetPerformanceInfo(PPERFORMANCE_INFORMATION pPerformanceInformation, DWORD cb);
    K32GetPerformanceInfo: func('K32GetPerformanceInfo', 'int', [
      out(types.performanceInformation),
      'uint32',
    ]),
    // BOOL GlobalMemoryStatusEx(LPMEMORYSTATUSEX lpBuffer);
    GlobalMemoryStatusEx: func('GlobalMemoryStatusEx', 'int', [inout(types.memoryStatus)]),
    // BOOL GetProcessAffinityMask(HANDLE hProcess, PDWORD_PTR lpProcessAffinityMask, PDWORD_PTR lpSystemAffinityMask);
    GetProcessAffinityMask: func('GetProcessAffinityMask', 'int', ['intptr', out('uintptr'), out('uintptr')]),
    // BOOL SetProcessAffinityMask(HANDLE hProcess, DWORD_PTR dwProcessAffinityMask);
    SetProcessAffinityMask: func('SetProcessAffinityMask', 'int', ['intptr', 'uintptr']),
    // BOOL GetNumaHighestNodeNumber(PULONG HighestNodeNumber);
    GetNumaHighestNodeNumber: func('GetNumaHighestNodeNumber', 'int', [out('uint32')]),
    // BOOL GetNumaNodeProcessorMaskEx(USHORT Node, PGROUP_AFFINITY ProcessorMask);
    GetNumaNodeProcessorMaskEx: func('GetNumaNodeProcessorMaskEx', 'int', [
      'uint16',
      out(types.groupAffinity),
    ]),
    // HANDLE CreateJobObjectW(LPSECURITY_ATTRIBUTES lpJobAttributes, LPCWSTR lpName);
    CreateJobObjectW: func('CreateJobObjectW', 'intptr', ['void *', 'str16']),
    // BOOL SetInformationJobObject(HANDLE hJob, JOBOBJECTINFOCLASS, LPVOID lpJobObjectInformation, DWORD cb);
    SetInformationJobObject: func('SetInformationJobObject', 'int', [
      'intptr',
      'int',
      'const uint8_t *',
      'uint32',
    ]),
    // BOOL QueryInformationJobObject(HANDLE hJob, JOBOBJECTINFOCLASS, LPVOID lpJobObjectInformation, DWORD cb, LPDWORD);
    QueryInformationJobObject: func('QueryInformationJobObject', 'int', [
      'intptr',
      'int',
      out('uint8_t'),
      'uint32',
      out('uint32'),
    ]),
    // BOOL AssignProcessToJobObject(HANDLE hJob, HANDLE hProcess);
    AssignProcessToJobObject: func('AssignProcessToJobObject', 'int', ['intptr', 'intptr']),
    // BOOL TerminateJobObject(HANDLE hJob, UINT uExitCode);
    TerminateJobObject: func('TerminateJobObject', 'int', ['intptr', 'uint32']),
    // HANDLE CreateIoCompletionPort(HANDLE FileHandle, HANDLE ExistingCompletionPort, ULONG_PTR CompletionKey, DWORD);
    CreateIoCompletionPort: func('CreateIoCompletionPort', 'intptr', [
      'intptr',
      'intptr',
      'uintptr',
      'uint32',
    ]),
    // BOOL GetQueuedCompletionStatus(HANDLE, LPDWORD bytes, PULONG_PTR key, LPOVERLAPPED *overlapped, DWORD ms);
    GetQueuedCompletionStatus: func('GetQueuedCompletionStatus', 'int', [
      'intptr',
      out('uint32'),
      out('uintptr'),
      out('uintptr'),
      'uint32',
    ]),
    // UINT GetDriveTypeW(LPCWSTR lpRootPathName);
    GetDriveTypeW: func('GetDriveTypeW', 'uint32', ['str16']),
    // BOOL GetVolumePathNameW(LPCWSTR lpszFileName, LPWSTR lpszVolumePathName, DWORD cchBufferLength);
    GetVolumePathNameW: func('GetVolumePathNameW', 'int', ['str16', out('uint8_t'), 'uint32']),
    // BOOL GetVolumeNameForVolumeMountPointW(LPCWSTR lpszVolumeMountPoint, LPWSTR lpszVolumeName, DWORD cch);
    GetVolumeNameForVolumeMountPointW: func('GetVolumeNameForVolumeMountPointW', 'int', [
      'str16',
      out('uint8_t'),
      'uint32',
    ]),
    // HANDLE CreateFileW(LPCWSTR, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES, DWORD creation, DWORD flags, HANDLE);
    CreateFileW: func('CreateFileW', 'intptr', [
      'str16',
      'uint32',
      'uint32',
      'void *',
      'uint32',
      'uint32',
      'intptr',
    ]),
    // BOOL DeviceIoControl(HANDLE, DWORD code, LPVOID in, DWORD, LPVOID out, DWORD, LPDWORD returned, LPOVERLAPPED);
    DeviceIoControl: func('DeviceIoControl', 'int', [
      'intptr',
      'uint32',
      'const uint8_t *',
      'uint32',
      out('uint8_t'),
      'uint32',
      out('uint32'),
      'void *',
    ]),
  };
}
