import type { FaultClass } from '@ballast/resource-model';
import type { RawRecord } from './record.ts';

/** Version 1 had no classes of faults: the status of a file followed from the code of its fault. */
const CLASS_OF_CODE: ReadonlyMap<unknown, FaultClass> = new Map<unknown, FaultClass>([
  ['FILE_NOT_FOUND', 'input-missing'],
  ['INPUT_MISSING', 'input-missing'],
  ['INPUT_CHANGED', 'input-changed'],
  ['FORMAT_UNKNOWN', 'wrong-format'],
  ['FILE_FROM_LATER_VERSION', 'wrong-version'],
  ['DATA_FILE_NOT_SIMULATION', 'no-results'],
]);

/** Gives a record of journal version 1 the names that version 2 has for the same values. */
export function upgradeV1(record: RawRecord): RawRecord {
  const renamed = withNewNames(record);
  const { outcome } = renamed;
  return isObject(outcome) ? { ...renamed, outcome: withClass(outcome) } : renamed;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withClass(outcome: JsonObject): JsonObject {
  const { fault } = outcome;
  if (!isObject(fault)) return outcome;
  const faultClass = CLASS_OF_CODE.get(fault.code);
  return faultClass === undefined ? outcome : { ...outcome, fault: { ...fault, class: faultClass } };
}

function withNewNames(record: RawRecord): RawRecord {
  switch (record.type) {
    case 'admitted': {
      const { commit: reserved, ...same } = record;
      return { ...same, reserved };
    }
    case 'requeued': {
      const { alone, until, ...same } = record;
      return {
        ...same,
        ...(alone === undefined ? {} : { nextAlone: alone }),
        ...(until === undefined ? {} : { notBefore: until }),
      };
    }
    case 'limit': {
      const { loads: permits, ...same } = record;
      return { ...same, type: 'load-permits', permits };
    }
    case 'drain':
      return { ...record, type: 'stopping' };
    default:
      return record;
  }
}
