import { resolve } from 'node:path';
import { isFault } from '@ballast/resource-model';
import type {
  FileContents,
  HeaderFacts,
  LoadControl,
  NameLookup,
  Reader,
  ResultsFile,
} from '@ballast/results-model';
import type { NativeLibrary } from '../abi/native-library.ts';
import { preflight } from '../file/preflight.ts';
import { warm } from '../file/warm.ts';
import { checkFile, loadFault } from '../model/load-fault.ts';
import { type Logging, PLAIN_LOAD } from '../model/load-settings.ts';
import { LoadedModel } from '../model/loaded-model.ts';
import { openLibrary } from '../model/open-library.ts';
import { alternativesIn, contentsOf } from './contents.ts';
import { type FileOptions, OrcaFlexFile } from './orcaflex-file.ts';
import { Resolver } from './resolver.ts';

export interface OrcaFlexOptions {
  /** Path of the OrcFxAPI library; null looks it up in the environment, and on Windows in the registry. */
  readonly library: string | null;
  /** The required version of the library, such as `11.6`; any by default. */
  readonly libraryVersion?: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** As `process.platform` names it. */
  readonly platform: string;
  /** Threads of each model; 1 by default. */
  readonly threadCount?: number;
  readonly logging?: Logging;
  /** Size of one piece of the pre-read in bytes, 8 to 64 MiB; 16 MiB by default. */
  readonly pieceBytes?: number;
  /** Maximum bytes of values that one call of the library returns, unless a single series has more; 16 MiB by default. */
  readonly callBytes?: number;
}

/** Must be raised with every change that could alter the numbers read from a file. */
const VERSION = '2';
const MIB = 1024 * 1024;

/** The library that would be used, found without loading a model or claiming a licence. */
export interface LibraryFacts {
  readonly path: string;
  readonly version: string;
}

type LibraryChoice = Pick<OrcaFlexOptions, 'library' | 'libraryVersion' | 'environment' | 'platform'>;

/** Faults: `LIBRARY_NOT_FOUND`, `LIBRARY_UNUSABLE`, `LIBRARY_OF_OTHER_VERSION`, `FUNCTION_NOT_IN_VERSION`. */
export function libraryFacts(options: LibraryChoice): LibraryFacts {
  const { path, version } = chosenLibrary(options);
  return { path, version };
}

/**
 * Reads OrcaFlex simulations (.sim). The library is found and loaded on the first use of `version` or `open`,
 * never by `probe`. An open file belongs to the thread that opened it.
 */
export function orcaflex(options: OrcaFlexOptions): Reader {
  return orcaflexWith(options, (model, own) => new OrcaFlexFile(model, own));
}

/** Turns a loaded model into the file that a reader returns. The file disposes of the model when it is closed. */
export type MakeFile = (model: LoadedModel, options: FileOptions) => ResultsFile;

/**
 * A reader like `orcaflex` with another kind of file: it finds the library and opens files in the same way, and `make`
 * decides how to read them.
 */
export function orcaflexWith(options: OrcaFlexOptions, make: MakeFile): Reader {
  return {
    name: 'orcaflex',
    /** Throws the faults of `libraryFacts`: without its library the reader has no version. */
    get version(): string {
      return `${VERSION}, OrcFxAPI ${chosenLibrary(options).version}`;
    },
    probe,
    contents: (path) => contentsIn(resolve(path), options),
    lookup: (path) => lookupIn(resolve(path), options),
    open: (path, control) => openFile(resolve(path), control, { ...options, make }),
  };
}

function probe(path: string): HeaderFacts {
  const { size, version } = preflight(path);
  return {
    format: `OrcaFlex simulation, written by ${version}`,
    size,
    held: null,
    samples: null,
    series: null,
  };
}

/** Faults of the file (`FILE_FROM_LATER_VERSION` ...), of `libraryFacts`, `SEAT_DENIED`, and `ORCFXAPI_...`. */
async function openFile(
  path: string,
  control: LoadControl,
  options: OrcaFlexOptions & { readonly make: MakeFile },
): Promise<ResultsFile> {
  const header = checkFile(path, () => chosenLibrary(options));
  const library = chosenLibrary(options);
  const { threadCount = 1, logging = 'default', callBytes = 16 * MIB } = options;
  // With virtual logging the log stays in the file, so there is nothing to read ahead.
  if (logging !== 'virtual')
    await warm(path, control, { size: header.size, pieceBytes: pieceBytes(options) });
  await control.ready();
  const calls = new Map(library.counts);
  const model = load(library, path, { threadCount, logging, written: header.version });
  try {
    return options.make(model, { writtenBy: writtenBy(library, path, header.version), callBytes, calls });
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** Disposes of the model. Faults as `openFile`'s. */
async function contentsIn(path: string, options: OrcaFlexOptions): Promise<FileContents> {
  const { model, size, written } = loadBriefly(path, options);
  try {
    return contentsOf(model, { writtenBy: writtenBy(model.library, path, written), size });
  } finally {
    model.dispose();
  }
}

async function lookupIn(path: string, options: OrcaFlexOptions): Promise<NameLookup> {
  const { model } = loadBriefly(path, options);
  const resolver = new Resolver(model);
  return {
    signature: path,
    resolve: (request) => resolver.resolve(request),
    alternatives: ({ object }) => alternativesIn(model, object),
    close: () => model.dispose(),
  };
}

/** Leaves the log in the file if the library can do that: no sample is needed. */
function loadBriefly(
  path: string,
  options: OrcaFlexOptions,
): { readonly model: LoadedModel; readonly size: number; readonly written: string | null } {
  const { size, version: written } = checkFile(path, () => chosenLibrary(options));
  const library = chosenLibrary(options);
  const logging = library.has('C_UseVirtualLogging') ? 'virtual' : 'default';
  const model = load(library, path, { threadCount: options.threadCount ?? 1, logging, written });
  return { model, size, written };
}

function writtenBy(library: NativeLibrary, path: string, version: string | null): string {
  return `OrcaFlex ${creatorVersion(library, path) ?? version ?? 'of unknown version'}`;
}

interface Load {
  readonly threadCount: number;
  readonly logging: Logging;
  readonly written: string | null;
}

function load(library: NativeLibrary, path: string, { written, ...settings }: Load): LoadedModel {
  try {
    return LoadedModel.load(library, path, { ...PLAIN_LOAD, ...settings });
  } catch (error) {
    throw loadFault(error, path, { written, library: library.version });
  }
}

function chosenLibrary({
  library,
  libraryVersion = null,
  environment,
  platform,
}: LibraryChoice): NativeLibrary {
  return openLibrary({ library, version: libraryVersion }, { environment, platform });
}

function pieceBytes({ pieceBytes: wanted = 16 * MIB }: OrcaFlexOptions): number {
  return Math.min(64 * MIB, Math.max(8 * MIB, wanted));
}

/** The version according to the library; null if the library does not report it: the pre-flight's version is used then. */
function creatorVersion(library: NativeLibrary, path: string): string | null {
  try {
    return library.text('C_GetFileCreatorVersionW', path);
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}
