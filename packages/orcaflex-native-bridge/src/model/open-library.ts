import { FaultError } from '@ballast/resource-model';
import { NativeLibrary } from '../abi/native-library.ts';
import { findLibrary, type LibrarySearch } from '../platform/find-library.ts';

/** Which library is meant; what is left out is looked up. */
export interface LibraryOptions {
  /** A path of the library, or of the folder that holds it. */
  readonly library?: string | null;
  /** A version such as `11.6`: no other will do. */
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
      message: `OrcFxAPI ${version} was asked for, and ${library.path} is ${library.version}.`,
      hint: 'Name the library of that version, or ask for this one.',
      details: { path: library.path, version: library.version, wanted: version },
    });
  }
  return library;
}

/** `11.6c` is of version `11.6`; `11.60` is not. */
function isOfVersion(version: string, wanted: string): boolean {
  return version.startsWith(wanted) && !/^\d/.test(version.slice(wanted.length));
}
