import koffi from 'koffi';
import { collect } from '../callback-guard.ts';
import { RESULT_TYPE, type ResultType } from '../constants.ts';
import type { CallbackData, ObjectHandle, VariableId } from '../handles.ts';
import type { StructValue } from '../kinds.ts';
import type { NativeLibrary } from '../native-library.ts';
import { outInt } from '../out.ts';

/** Fault `ORCFXAPI_UNRECOGNISED_VAR_NAME` if the object has no variable of this name. */
export function variableId(library: NativeLibrary, object: ObjectHandle, name: string): VariableId {
  const id = outInt();
  library.call('C_GetVarIDW', object, name, id);
  return id[0] as VariableId;
}

export interface FoundVariable {
  readonly id: VariableId;
  readonly name: string;
  readonly fullName: string;
  /** Empty for numbers without a unit. The interface provides units nowhere else. */
  readonly unit: string;
}

/** The variables that have results of a type. */
export function resultVariables(
  library: NativeLibrary,
  object: ObjectHandle,
  { extra, type }: { readonly extra: StructValue<'TObjectExtra2W'> | null; readonly type: ResultType },
): FoundVariable[] {
  const variables: FoundVariable[] = [];
  collect((keep) => {
    // The library owns the struct and its texts, so they are copied before the callback returns.
    const each = keep((data: CallbackData) => {
      const info = koffi.decode(data, 'TVarInfoW') as StructValue<'TVarInfoW'>;
      const name = info.VarName ?? '';
      variables.push({
        id: info.VarID as VariableId,
        name,
        fullName: info.FullName ?? name,
        unit: info.VarUnits ?? '',
      });
    });
    library.call('C_EnumerateVars2W', object, extra, RESULT_TYPE[type], each, outInt());
  });
  return variables;
}

/** Arc lengths of a line's nodes from end A. Fault `ORCFXAPI_INVALID_OBJECT_TYPE` for other objects. */
export function nodeArclengths(library: NativeLibrary, object: ObjectHandle): Float64Array {
  const count = outInt();
  library.call('C_GetNodeArclengths', object, null, count);
  const lengths = new Float64Array(count[0] ?? 0);
  library.call('C_GetNodeArclengths', object, lengths, count);
  return lengths;
}
