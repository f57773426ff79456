import { FaultError } from '@ballast/resource-model';
import { NativeLibrary } from '../abi/native-library.ts';
import { findLibrary, type LibrarySearch } from '../platform/find-library.ts';

/** Selects a library; what is omitted is looked up. */
export interface LibraryOptions {
  /** Path of the library, or of the folder that contains it. */
  readonly library?: string | null;
  /** The required version, such as `11.6`. */
  readonly version?: string | null;
}

const THIS_MACHINE: Pick<LibrarySearch, 'environment' | 'platform'> = {
  environment: process.env,
  platform: process.platform,
};

/** Faults: `LIBRARY_NOT_FOUND`, `LIBRARY_UNUSABLE`, `LIBRARY_OF_OTHER_VERSION`. No licence is claimed. */
export function openLibrary(
  { library: explicit = null, version = null }: LibraryOptions,
  where: Pick<LibrarySearch, 'environment' | 'platform'> = THIS_MACHINE,
): NativeLibrary {
  const library = NativeLibrary.open(findLibrary({ ...where, explicit, version }).path);
  if (version !== null && !isOfVersion(library.version, version)) {
    throw new FaultError({
      code: 'LIBRARY_OF_OTHER_VERSION',
      message: `OrcFxAPI ${version} is required, but ${library.path} is ${library.version}`,
      hint: 'name the library of that version, or require this one',
      details: { path: library.path, version: library.version, wanted: version },
    });
  }
  return library;
}

/** `11.6c` is of version `11.6`; `11.60` is not. */
function isOfVersion(version: string, wanted: string): boolean {
  return version.startsWith(wanted) && !/^\d/.test(version.slice(wanted.length));
}
