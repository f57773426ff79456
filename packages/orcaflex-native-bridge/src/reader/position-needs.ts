import type { Position, PositionNeed } from '@ballast/results-model';
import { type PeriodStruct, timeHistory } from '../abi/functions/result-calls.ts';
import type { VariableId } from '../abi/handles.ts';
import { faultDetails } from '../abi/library-fault.ts';
import { outInt } from '../abi/out.ts';
import { statusName, statusScope } from '../abi/status.ts';
import type { KnownObject, LoadedModel } from '../model/loaded-model.ts';

/** What a variable needs besides its object, one bit per field of the interface; 0 for nothing. */
export type Need = number;

const NOTHING: Need = 0;
const ON_LINE: Need = 1 << 1;
const SUPPORT: Need = 1 << 10;
const POINT: Need = (1 << 0) | (1 << 7);

/** Whether a variable takes this position or, without a position, needs none. */
export function suits(need: Need, at: Position | null): boolean {
  if (at === null) return need === NOTHING;
  if (at.kind === 'support') return (need & SUPPORT) !== 0;
  return (need & (at.kind === 'point' ? POINT : ON_LINE)) !== 0;
}

/** For people who have to write the position. */
export function needName(need: Need): PositionNeed {
  if (need === NOTHING) return 'none';
  if ((need & SUPPORT) !== 0) return 'support';
  if ((need & ON_LINE) !== 0) return 'line';
  return (need & POINT) !== 0 ? 'point' : 'other';
}

interface OneSample {
  readonly struct: PeriodStruct;
  readonly values: Float64Array;
}

/**
 * Finds out which variables have a value only at a position. Enumerations do not distinguish them. Later libraries
 * report what a variable needs; older ones are asked for one sample without a position, which they refuse if one is
 * needed.
 */
export class PositionNeeds {
  readonly #model: LoadedModel;
  readonly #known = new Map<KnownObject, Map<VariableId, Need>>();
  #sample: OneSample | null | undefined;

  constructor(model: LoadedModel) {
    this.#model = model;
  }

  of(object: KnownObject, id: VariableId): Need {
    const ofObject = this.#known.get(object) ?? new Map<VariableId, Need>();
    this.#known.set(object, ofObject);
    const known = ofObject.get(id) ?? this.#ask(object, id);
    ofObject.set(id, known);
    return known;
  }

  #ask(object: KnownObject, id: VariableId): Need {
    const { library } = this.#model;
    if (!library.has('C_GetRequiredObjectExtraFields')) return this.#try(object, id);
    const fields = outInt();
    library.call('C_GetRequiredObjectExtraFields', object.handle, id, fields);
    return fields[0] ?? NOTHING;
  }

  /** Returns no need if the model has no sample to ask for. */
  #try(object: KnownObject, id: VariableId): Need {
    if (this.#sample === undefined) this.#sample = this.#firstSample();
    if (this.#sample === null) return NOTHING;
    const { struct, values } = this.#sample;
    try {
      timeHistory(
        this.#model.library,
        { specification: this.#model.specification(object, id, null), period: struct },
        values,
      );
      return NOTHING;
    } catch (error) {
      const details = faultDetails(error);
      if (details === null || statusScope(details.status) === 'model') throw error;
      return statusName(details.status) === 'INVALID_OBJECT_EXTRA' ? ON_LINE : NOTHING;
    }
  }

  #firstSample(): OneSample | null {
    const struct = this.#model.period({ kind: 'instant', time: this.#model.times.StartTime });
    if (struct === null) return null;
    return { struct, values: new Float64Array(this.#model.sampleCount(struct)) };
  }
}
