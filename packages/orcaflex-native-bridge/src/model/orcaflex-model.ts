import { resolve } from 'node:path';
import type { Completeness, Period } from '@ballast/results-model';
import { type DataValue, dataValue } from '../abi/functions/data-calls.ts';
import { restartParent } from '../abi/functions/file-calls.ts';
import { type ModelWarning, modelFlag, modelWarnings } from '../abi/functions/model-calls.ts';
import { faultDetails } from '../abi/library-fault.ts';
import { checkFile, loadFault } from './load-fault.ts';
import { type LoadSettings, PLAIN_LOAD } from './load-settings.ts';
import { LoadedModel } from './loaded-model.ts';
import { periodOf, timeHistories } from './object-results.ts';
import { type LibraryOptions, openLibrary } from './open-library.ts';
import { OrcaFlexObject } from './orcaflex-object.ts';
import type { SeriesSpec, TimeHistories } from './result-types.ts';

export interface LoadOptions extends Partial<LoadSettings>, LibraryOptions {
  /**
   * Cancels the load. It is checked before the load and each time the library reports progress. The load blocks this
   * thread, so only `onProgress` can abort it meanwhile.
   */
  readonly signal?: AbortSignal | null;
}

/** How far the simulation got. In the last four states it has not run to its end, or has not run. */
export type SimulationState = Completeness | 'static' | 'running' | 'reset' | 'calculating-statics';

/** Null for properties that this version of the library lacks. */
export interface ModelProperties {
  readonly timeDomain: boolean | null;
  readonly frequencyDomain: boolean | null;
  readonly canResume: boolean | null;
  readonly stageZeroIsBuildUp: boolean | null;
}

const ALL_WARNINGS = 1000;

/**
 * A simulation loaded by the library. It belongs to the thread that loaded it, and holds a licence and memory until it
 * is disposed of. A refusal by the library is a fault `ORCFXAPI_...` with the library's text, or `SEAT_DENIED` if there
 * is no licence.
 */
export class OrcaFlexModel {
  readonly path: string;
  readonly #model: LoadedModel;

  private constructor(path: string, model: LoadedModel) {
    this.path = path;
    this.#model = model;
  }

  /**
   * Blocks this thread for the whole load. The model gets one thread by default. Faults: those of the file
   * (`FILE_NOT_FOUND`, `DATA_FILE_NOT_SIMULATION`, `FILE_FROM_LATER_VERSION` ...) and of the library
   * (`LIBRARY_NOT_FOUND`, `SEAT_DENIED`, `ORCFXAPI_...`). An aborted `signal` throws its reason.
   */
  static async load(path: string, options: LoadOptions = {}): Promise<OrcaFlexModel> {
    const { signal = null, onProgress = null } = options;
    signal?.throwIfAborted();
    const absolute = resolve(path);
    const header = checkFile(absolute, () => openLibrary(options));
    const library = openLibrary(options);
    const continues = (percent: number): boolean =>
      (onProgress?.(percent) ?? true) && signal?.aborted !== true;
    const settings = { ...PLAIN_LOAD, ...given(options) };
    const progress = signal === null && onProgress === null ? null : continues;
    try {
      const model = LoadedModel.load(library, absolute, { ...settings, onProgress: progress });
      return new OrcaFlexModel(absolute, model);
    } catch (error) {
      if (faultDetails(error)?.status === CANCELLED) signal?.throwIfAborted();
      throw loadFault(error, absolute, { written: header.version, library: library.version });
    }
  }

  /** Path and version of the library behind the model. */
  get library(): { readonly path: string; readonly version: string } {
    const { path, version } = this.#model.library;
    return { path, version };
  }

  /** A simulation that became unstable or stopped early loads like any other, so check this after every load. */
  get state(): SimulationState {
    const { state, completeness } = this.#model;
    return state === 'stopped' || state === 'unstable' ? completeness : state;
  }

  /** Seconds. `plannedEnd` is later than `end` if the simulation stopped early. */
  get times(): { readonly start: number; readonly end: number; readonly plannedEnd: number } {
    const { StartTime, CurrentTime, StopTime } = this.#model.times;
    return { start: StartTime, end: CurrentTime, plannedEnd: StopTime };
  }

  get properties(): ModelProperties {
    const flag = (name: Parameters<typeof modelFlag>[2]): boolean | null =>
      modelFlag(this.#model.library, this.#model.handle, name);
    return {
      timeDomain: flag('isTimeDomainDynamics'),
      frequencyDomain: flag('isFrequencyDomainDynamics'),
      canResume: flag('canResumeSimulation'),
      stageZeroIsBuildUp: flag('stageZeroIsBuildUp'),
    };
  }

  /** The model's own thread count. */
  get threadCount(): number {
    return this.#model.library.call('C_GetModelThreadCount', this.#model.handle);
  }

  /** The simulation that this one was restarted from. */
  get restartedFrom(): string | null {
    return restartParent(this.#model.library, this.path);
  }

  warnings(): readonly ModelWarning[] {
    return modelWarnings(this.#model.library, this.#model.handle, ALL_WARNINGS).warnings;
  }

  objects(): OrcaFlexObject[] {
    return this.#model.objects().map((object) => new OrcaFlexObject(this.#model, object));
  }

  /** Fault `ORCFXAPI_NO_SUCH_OBJECT` if no object has this name. */
  object(name: string): OrcaFlexObject {
    return new OrcaFlexObject(this.#model, this.#model.object(name));
  }

  /** A data item of the model itself, such as `LicenceStatus`. */
  data(name: string, index = 0): DataValue {
    return dataValue(this.#model.library, { of: this.#model.handle, name, index });
  }

  /** Sample times of a period, in seconds. Fault `PERIOD_NOT_SIMULATED` for an instant outside the simulation. */
  sampleTimes(period?: Period): Float64Array {
    return this.#model.sampleTimes(periodOf(this.#model, period));
  }

  /** The samples of series of any objects over one period, in one call of the library. */
  timeHistories(series: readonly SeriesSpec[], period?: Period): TimeHistories {
    return timeHistories(this.#model, series, period);
  }

  /** Releases memory and licence. The model cannot be used afterwards. */
  dispose(): void {
    this.#model.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

const CANCELLED = 29;

/** The options that were given; one given as undefined counts as omitted. */
function given({ threadCount, logging, onLicenceNotFound }: LoadOptions): Partial<LoadSettings> {
  return {
    ...(threadCount === undefined ? {} : { threadCount }),
    ...(logging === undefined ? {} : { logging }),
    ...(onLicenceNotFound === undefined ? {} : { onLicenceNotFound }),
  };
}
