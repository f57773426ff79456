import * as koffi from 'koffi';
import { describe, expect, it } from 'vitest';
import { win32Structs } from './structs.ts';

const is64Bit = process.arch === 'x64' || process.arch === 'arm64';

describe.runIf(is64Bit)('the structures of the Win32 API', () => {
  const types = win32Structs(koffi);

  it('have the sizes that 64-bit Windows expects', () => {
    const sizes = Object.entries(types).map(([name, type]) => [name, koffi.sizeof(type)]);
    expect(Object.fromEntries(sizes)).toEqual({
      processMemoryCounters: 72,
      ioCounters: 48,
      performanceInformation: 104,
      memoryStatus: 64,
      groupAffinity: 16,
    });
  });

  it('have their fields at the offsets of Windows', () => {
    expect(koffi.offsetof(types.processMemoryCounters, 'PeakWorkingSetSize')).toBe(8);
    expect(koffi.offsetof(types.processMemoryCounters, 'WorkingSetSize')).toBe(16);
    expect(koffi.offsetof(types.ioCounters, 'ReadTransferCount')).toBe(24);
    expect(koffi.offsetof(types.performanceInformation, 'CommitLimit')).toBe(16);
    expect(koffi.offsetof(types.performanceInformation, 'PageSize')).toBe(80);
    expect(koffi.offsetof(types.memoryStatus, 'ullTotalPageFile')).toBe(24);
    expect(koffi.offsetof(types.groupAffinity, 'Group')).toBe(8);
  });
});
