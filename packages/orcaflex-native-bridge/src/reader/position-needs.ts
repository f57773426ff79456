import type { VariableId } from '../abi/handles.ts';
import { faultDetails } from '../abi/native-library.ts';
import { timeHistory } from '../abi/result-calls.ts';
import { statusName, statusScope } from '../abi/status.ts';
import type { PeriodStruct } from '../abi/structs.ts';
import type { LoadedModel } from '../model/loaded-model.ts';

type KnownObject = ReturnType<LoadedModel['object']>;

interface OneSample {
  readonly struct: PeriodStruct;
  readonly values: Float64Array;
}

/**
 * Which variables have a value only at a position. No export that every version has tells it, and enumerations list all
 * variables alike: one sample is asked for without a position, and the library refuses it or not.
 */
export class PositionNeeds {
  readonly #model: LoadedModel;
  readonly #known = new Map<KnownObject, Map<VariableId, boolean>>();
  #sample: OneSample | null | undefined;

  constructor(model: LoadedModel) {
    this.#model = model;
  }

  /** False where the model has no sample to ask for. */
  position(object: KnownObject, id: VariableId): boolean {
    const ofObject = this.#known.get(object) ?? new Map<VariableId, boolean>();
    this.#known.set(object, ofObject);
    const known = ofObject.get(id) ?? this.#ask(object, id);
    ofObject.set(id, known);
    return known;
  }

  #ask(object: KnownObject, id: VariableId): boolean {
    if (this.#sample === undefined) this.#sample = this.#firstSample();
    if (this.#sample === null) return false;
    const { struct, values } = this.#sample;
    try {
      timeHistory(this.#model.library, [this.#model.specification(object, id, null), struct], values);
      return false;
    } catch (error) {
      const details = faultDetails(error);
      if (details === null || statusScope(details.status) === 'model') throw error;
      return statusName(details.status) === 'INVALID_OBJECT_EXTRA';
    }
  }

  #firstSample(): OneSample | null {
    const struct = this.#model.period({ kind: 'instant', time: this.#model.times.StartTime });
    if (struct === null) return null;
    return { struct, values: new Float64Array(this.#model.sampleCount(struct)) };
  }
}
