type Koffi = typeof import('koffi');

type Structs = Record<
  'processMemoryCounters' | 'ioCounters' | 'performanceInformation' | 'memoryStatus' | 'groupAffinity',
  ReturnType<Koffi['struct']>
>;

/** The Win32 structures used here, without names: a second copy of this package in the process could not define a named type again. */
export function win32Structs(koffi: Koffi): Structs {
  const fields = (type: string, names: string): Record<string, string> =>
    Object.fromEntries(names.split(' ').map((name) => [name, type]));
  return {
    // PROCESS_MEMORY_COUNTERS; SIZE_T fields are as wide as a pointer.
    processMemoryCounters: koffi.struct({
      ...fields('uint32', 'cb PageFaultCount'),
      ...fields(
        'size_t',
        'PeakWorkingSetSize WorkingSetSize QuotaPeakPagedPoolUsage QuotaPagedPoolUsage QuotaPeakNonPagedPoolUsage QuotaNonPagedPoolUsage PagefileUsage PeakPagefileUsage',
      ),
    }),
    // IO_COUNTERS
    ioCounters: koffi.struct(
      fields(
        'uint64',
        'ReadOperationCount WriteOperationCount OtherOperationCount ReadTransferCount WriteTransferCount OtherTransferCount',
      ),
    ),
    // PERFORMANCE_INFORMATION; sizes in pages.
    performanceInformation: koffi.struct({
      cb: 'uint32',
      ...fields(
        'size_t',
        'CommitTotal CommitLimit CommitPeak PhysicalTotal PhysicalAvailable SystemCache KernelTotal KernelPaged KernelNonpaged PageSize',
      ),
      ...fields('uint32', 'HandleCount ProcessCount ThreadCount'),
    }),
    // MEMORYSTATUSEX
    memoryStatus: koffi.struct({
      ...fields('uint32', 'dwLength dwMemoryLoad'),
      ...fields(
        'uint64',
        'ullTotalPhys ullAvailPhys ullTotalPageFile ullAvailPageFile ullTotalVirtual ullAvailVirtual ullAvailExtendedVirtual',
      ),
    }),
    // GROUP_AFFINITY
    groupAffinity: koffi.struct({
      Mask: 'uintptr',
      Group: 'uint16',
      ...fields('uint16', 'Reserved0 Reserved1 Reserved2'),
    }),
  };
}
