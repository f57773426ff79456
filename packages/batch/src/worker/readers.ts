import type { ReaderName } from '@ballast/config';
import type { Reader } from '@ballast/results-model';

/** What a reader needs besides the file; JSON-serialisable, since it is sent to the workers. */
export interface ReaderSettings {
  /** Path of the OrcFxAPI library; null for the installed one. */
  readonly library: string | null;
  /** Threads of one model. */
  readonly nativeThreads: number;
  /** Where the log of a simulation is kept while it is read; `default` unless given. */
  readonly logging?: 'default' | 'virtual' | 'memory' | 'disk';
  /** Required version of the library; any unless given. */
  readonly version?: string | null;
}

/** JSON-serialisable. */
export interface NamedReader {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
}

/** Loads the adapter only when it is used: the OrcaFlex one loads native code. */
export async function readerNamed(name: ReaderName, settings: ReaderSettings): Promise<Reader> {
  switch (name) {
    case 'openfast': {
      const { openfast } = await import('@ballast/openfast');
      return openfast;
    }
    case 'one': {
      const { oneReports } = await import('@ballast/one-reports');
      return oneReports;
    }
    case 'orcaflex': {
      const { orcaflex } = await import('@ballast/orcaflex-native-bridge');
      return orcaflex({
        library: settings.library,
        environment: process.env,
        platform: process.platform,
        threadCount: settings.nativeThreads,
        logging: settings.logging ?? 'default',
        libraryVersion: settings.version ?? null,
      });
    }
    case 'own-task':
      throw new Error('defect: a task of the user has no reader');
  }
}

/** What a report contains about the reader: its version and, if it has one, its library. Faults as `readerNamed`'s. */
export async function readerDetails(
  name: ReaderName,
  settings: ReaderSettings,
): Promise<Readonly<Record<string, string>>> {
  const reader = await readerNamed(name, settings);
  if (name !== 'orcaflex') return { version: reader.version };
  const { libraryFacts } = await import('@ballast/orcaflex-native-bridge');
  const facts = libraryFacts({
    library: settings.library,
    environment: process.env,
    platform: process.platform,
    libraryVersion: settings.version ?? null,
  });
  return { version: reader.version, library: facts.path, libraryVersion: facts.version };
}
