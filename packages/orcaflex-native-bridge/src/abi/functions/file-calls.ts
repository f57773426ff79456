import type { BufferHandle } from '../handles.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outHandle, outInt } from '../out.ts';

const BINARY_FILE_TYPES = ['data', 'static-state', 'simulation'] as const;
export type BinaryFileType = (typeof BINARY_FILE_TYPES)[number];

/** How the library reads a file's header; needs neither a model nor a licence. Null for a type without a name here. */
export function binaryFileType(library: NativeLibrary, path: string): BinaryFileType | null {
  const type = outInt();
  library.call('C_GetBinaryFileTypeW', path, type);
  return BINARY_FILE_TYPES[type[0] ?? -1] ?? null;
}

/** The file that this simulation was restarted from; null if it was not restarted. */
export function restartParent(library: NativeLibrary, path: string): string | null {
  const buffer = outHandle();
  const length = new BigInt64Array(1);
  library.call('C_GetRestartParentFileNameW', path, buffer, length);
  const handle = buffer[0] as BufferHandle;
  if (handle === 0n) return null;
  try {
    const bytes = Buffer.alloc(Number(length[0] ?? 0n));
    library.call('C_CopyBuffer', handle, bytes, bytes.length);
    const text = bytes.toString('utf16le').replace(/\0+$/, '');
    return text === '' ? null : text;
  } finally {
    library.call('C_FreeBuffer', handle);
  }
}
