import type { Position } from '@ballast/results-model';
import koffi from 'koffi';
import { LINE_POINT, RESULT_TYPE } from './constants.ts';
import type { ObjectHandle, VariableId } from './handles.ts';
import { collect, outInt } from './model-calls.ts';
import type { NativeLibrary } from './native-library.ts';
import { type ObjectExtra, structSize, type VarInfo } from './structs.ts';

/** Fault `ORCFXAPI_UNRECOGNISED_VAR_NAME` when the object has none of this name. */
export function variableId(library: NativeLibrary, object: ObjectHandle, name: string): VariableId {
  const id = outInt();
  library.call('C_GetVarIDW', object, name, id);
  return id[0] as VariableId;
}

export interface FoundVariable {
  readonly id: VariableId;
  readonly name: string;
  /** Empty for numbers without a unit. The interface tells units nowhere else. */
  readonly unit: string;
}

/** The variables that time histories can be asked of. */
export function historyVariables(
  library: NativeLibrary,
  object: ObjectHandle,
  extra: ObjectExtra | null,
): FoundVariable[] {
  const variables: FoundVariable[] = [];
  collect((keep) => {
    // The struct and its texts are the library's: they are copied before the callback returns.
    const each = keep((data: bigint) => {
      const info = koffi.decode(data, 'TVarInfoW') as VarInfo;
      variables.push({ id: info.VarID, name: info.VarName, unit: info.VarUnits ?? '' });
    });
    library.call('C_EnumerateVars2W', object, extra, RESULT_TYPE.timeHistory, each, outInt());
  });
  return variables;
}

/** Arc lengths of a line's nodes from end A. Fault `ORCFXAPI_INVALID_OBJECT_TYPE` for anything but a line. */
export function nodeArclengths(library: NativeLibrary, object: ObjectHandle): Float64Array {
  const count = outInt();
  library.call('C_GetNodeArclengths', object, null, count);
  const lengths = new Float64Array(count[0] ?? 0);
  library.call('C_GetNodeArclengths', object, lengths, count);
  return lengths;
}

const NOWHERE: readonly number[] = [0, 0, 0];

/** What is not part of a position is sent as zero: no variable that such a position is for reads it. */
export function objectExtra(position: Position | null): ObjectExtra | null {
  if (position === null) return null;
  return {
    Size: structSize('TObjectExtra2W'),
    EnvironmentPos: NOWHERE,
    ...linePoint(position),
    RadialPos: 0,
    Theta: 0,
    WingName: null,
    ClearanceLineName: null,
    WinchConnectionPoint: 0,
    RigidBodyPos: NOWHERE,
    ExternalResultText: null,
    DisturbanceVesselName: null,
    SupportIndex: 0,
    SupportedLineName: null,
    BladeIndex: 0,
    ElementIndex: 0,
    SeaSurfaceScalingFactor: 0,
  };
}

function linePoint(position: Position): Pick<ObjectExtra, 'LinePoint' | 'NodeNum' | 'ArcLength'> {
  const point = { NodeNum: 0, ArcLength: 0 };
  switch (position.kind) {
    case 'end':
      return { ...point, LinePoint: position.end === 'A' ? LINE_POINT.endA : LINE_POINT.endB };
    case 'touchdown':
      return { ...point, LinePoint: LINE_POINT.touchdown };
    case 'node':
      return { ...point, LinePoint: LINE_POINT.node, NodeNum: position.node };
    case 'arclength':
      return { ...point, LinePoint: LINE_POINT.arclength, ArcLength: position.arclength };
  }
}
