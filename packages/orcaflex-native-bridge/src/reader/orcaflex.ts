import { resolve } from 'node:path';
import { isFault } from '@ballast/resource-model';
import type { HeaderFacts, LoadControl, Reader, ResultsFile } from '@ballast/results-model';
import { NativeLibrary } from '../abi/native-library.ts';
import { preflight } from '../file/preflight.ts';
import { warm } from '../file/warm.ts';
import { LoadedModel, type Logging } from '../model/loaded-model.ts';
import { findLibrary } from '../platform/find-library.ts';
import { OrcaFlexFile } from './orcaflex-file.ts';

export interface OrcaFlexOptions {
  /** Path of the OrcFxAPI library; null to look it up in the environment. */
  readonly library: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` names it. */
  readonly platform: string;
  /** Threads of each model's own; 1 unless told otherwise. */
  readonly threadCount?: number;
  readonly logging?: Logging;
  /** Bytes of one piece of the pre-read, 8 to 64 MiB; 16 MiB unless told otherwise. */
  readonly pieceBytes?: number;
}

/** Raised whenever a change could alter the numbers that come out of a file. */
const VERSION = '1';
const MIB = 1024 * 1024;

/** Which library would be used, without loading a model or claiming a licence. */
export interface LibraryFacts {
  readonly path: string;
  readonly version: string;
}

/** Faults: `LIBRARY_NOT_FOUND`, `LIBRARY_UNUSABLE`, `NOT_IN_THIS_VERSION`. */
export function libraryFacts(
  options: Pick<OrcaFlexOptions, 'library' | 'environment' | 'platform'>,
): LibraryFacts {
  const { path, version } = openLibrary(options);
  return { path, version };
}

/**
 * Reads OrcaFlex simulations (.sim). The library is found and loaded on the first use of `version` or `open`,
 * never by `probe`. An open file belongs to the thread that opened it.
 */
export function orcaflex(options: OrcaFlexOptions): Reader {
  return {
    name: 'orcaflex',
    /** Throws the faults of `libraryFacts`: without its library the reader has no version. */
    get version(): string {
      return `${VERSION}, OrcFxAPI ${openLibrary(options).version}`;
    },
    probe,
    open: (path, control) => openFile(resolve(path), control, options),
  };
}

function probe(path: string): HeaderFacts {
  const { size, version } = preflight(path);
  return { format: `OrcaFlex simulation, written by ${version}`, size, samples: null, series: null };
}

/** Faults of `preflight` and `libraryFacts`; `ORCFXAPI_...` for what the library says of the file. */
async function openFile(path: string, control: LoadControl, options: OrcaFlexOptions): Promise<ResultsFile> {
  const { size, version } = preflight(path);
  const library = openLibrary(options);
  const { threadCount = 1, logging = 'default' } = options;
  // Under virtual logging the load leaves the log in the file: there is nothing to read ahead.
  if (logging !== 'virtual') await warm(path, control, [size, pieceBytes(options)]);
  await control.ready();
  const model = LoadedModel.load(library, path, { threadCount, logging, onProgress: null });
  try {
    return new OrcaFlexFile(model, `OrcaFlex ${creatorVersion(library, path) ?? version}`);
  } catch (error) {
    model.dispose();
    throw error;
  }
}

function openLibrary({
  library,
  environment,
  platform,
}: Pick<OrcaFlexOptions, 'library' | 'environment' | 'platform'>): NativeLibrary {
  return NativeLibrary.open(findLibrary({ explicit: library, environment, platform }).path);
}

function pieceBytes({ pieceBytes: wanted = 16 * MIB }: OrcaFlexOptions): number {
  return Math.min(64 * MIB, Math.max(8 * MIB, wanted));
}

/** The library's reading of the header; the pre-flight's own where it has none. */
function creatorVersion(library: NativeLibrary, path: string): string | null {
  try {
    return library.text('C_GetFileCreatorVersionW', path);
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}
