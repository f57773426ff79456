import koffi from 'koffi';
import type { ObjectHandle, VariableId } from './handles.ts';

/**
 * Every struct of the interface, in the interface's order, packed to one byte: natural alignment would make
 * eleven of them larger and shift their fields without any error.
 */
const STRUCTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TCreateModelParams: { Size: 'int32_t', ThreadCount: 'int32_t' },
  TPeriod: { PeriodNum: 'int32_t', Unused: 'int32_t', FromTime: 'double', ToTime: 'double' },
  TObjectInfoW: { ObjectHandle: 'void *', ObjectType: 'int32_t', ObjectName: 'char16_t[50]' },
  TObjectExtra2W: {
    Size: 'int32_t',
    EnvironmentPos: 'double[3]',
    LinePoint: 'int32_t',
    NodeNum: 'int32_t',
    ArcLength: 'double',
    RadialPos: 'int32_t',
    Theta: 'double',
    WingName: 'str16',
    ClearanceLineName: 'str16',
    WinchConnectionPoint: 'int32_t',
    RigidBodyPos: 'double[3]',
    ExternalResultText: 'str16',
    DisturbanceVesselName: 'str16',
    SupportIndex: 'int32_t',
    SupportedLineName: 'str16',
    BladeIndex: 'int32_t',
    ElementIndex: 'int32_t',
    SeaSurfaceScalingFactor: 'double',
  },
  TObjectExtra: {
    EnvironmentPos: 'double[3]',
    LinePoint: 'int32_t',
    NodeNum: 'int32_t',
    ArcLength: 'double',
    RadialPos: 'int32_t',
    Theta: 'double',
  },
  TVarInfoW: {
    Size: 'int32_t',
    VarID: 'int32_t',
    VarName: 'str16',
    VarUnits: 'str16',
    FullName: 'str16',
    ObjectHandle: 'void *',
  },
  TTimeHistorySpecificationW: { ObjectHandle: 'void *', ObjectExtra: 'TObjectExtra2W *', VarID: 'int32_t' },
  TRangeGraphCurveNamesW: {
    Size: 'int32_t',
    Min: 'char16_t[30]',
    Max: 'char16_t[30]',
    Mean: 'char16_t[30]',
    StdDev: 'char16_t[30]',
    Upper: 'char16_t[30]',
    Lower: 'char16_t[30]',
  },
  TArclengthRange: {
    Size: 'int32_t',
    Mode: 'int32_t',
    FromArclength: 'double',
    ToArclength: 'double',
    FromSection: 'int32_t',
    ToSection: 'int32_t',
  },
  TSimulationTimeStatus: doubles('StartTime StopTime CurrentTime'),
  TStatisticsQuery: doubles(
    'StdDev Mean TimeOfMax ValueAtMax LinkedValueAtMax TimeOfMin ValueAtMin LinkedValueAtMin',
  ),
  TTimeSeriesStatistics: { Size: 'int32_t', ...doubles('Mean StdDev m0 m2 m4 Tz Tc Bandwidth RMS') },
  TExtremeStatisticsSpecification: {
    Size: 'int32_t',
    Distribution: 'int32_t',
    ExtremesToAnalyse: 'int32_t',
    ...doubles('Threshold DeclusterPeriod'),
  },
  TExtremeStatisticsQuery: { Size: 'int32_t', ...doubles('StormDurationHours RiskFactor ConfidenceLevel') },
  TExtremeStatisticsOutput: {
    Size: 'int32_t',
    ...doubles('MostProbableExtremeValue ExtremeValueWithRiskFactor ReturnLevel'),
    ...doubles('ConfidenceIntervalLower ConfidenceIntervalUpper Sigma SigmaStdError Xi XiStdError'),
  },
  TTimeHistorySummarySpecification: { Size: 'int32_t', SpectralDensityFundamentalFrequency: 'double' },
  TCycleBin: doubles('Value Count'),
  TInterval: doubles('Lower Upper'),
  TComplex: doubles('Re Im'),
  TGraphCurve: { Size: 'int32_t', X: 'double *', Y: 'double *' },
  TRunSimulationParametersW: {
    Size: 'int32_t',
    EnableAutoSave: 'int32_t',
    AutoSaveIntervalMinutes: 'int32_t',
    AutoSaveFileName: 'str16',
  },
  TNewModelParamsW: { Size: 'int32_t', ModelType: 'int32_t', ParentFileName: 'str16' },
  TObjectTagsW: { Count: 'int32_t', Names: 'str16 *', Values: 'str16 *' },
  TFrequencyDomainResults: {
    Size: 'int32_t',
    ...doubles('StaticValue StdDev Amplitude PhaseLag m0 m1 m2 m3 m4 Tz Tc Bandwidth'),
  },
};

const CALLBACKS: readonly string[] = [
  'void __stdcall TEnumerateObjectsProcW(void *model, const TObjectInfoW *info)',
  'void __stdcall TEnumerateVarsProcW(const TVarInfoW *info)',
  'void __stdcall TProgressHandlerProc(void *model, int32_t percent, int32_t *cancel)',
];

function doubles(names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, 'double']));
}

/** koffi keeps one register of names per thread; a second copy of this module finds the first one's types. */
function declare(name: string, define: () => unknown): void {
  try {
    koffi.sizeof(name);
  } catch {
    define();
  }
}

let declared = false;

/** Makes the names that prototypes use known to koffi. */
export function declareTypes(): void {
  if (declared) return;
  for (const [name, fields] of Object.entries(STRUCTS)) declare(name, () => koffi.pack(name, fields));
  for (const prototype of CALLBACKS) {
    const name = /(\w+)\(/.exec(prototype)?.[1] ?? prototype;
    declare(`${name} *`, () => koffi.proto(prototype));
  }
  declared = true;
}

/** Bytes of a struct, as its `Size` field has to say. */
export function structSize(name: string): number {
  declareTypes();
  return koffi.sizeof(name);
}

export interface StructLayout {
  readonly size: number;
  /** Offset and size of each field. */
  readonly fields: Readonly<Record<string, readonly [offset: number, size: number]>>;
}

/** What koffi makes of every struct, to be compared with a C compiler's. */
export function structLayouts(): Record<string, StructLayout> {
  declareTypes();
  return Object.fromEntries(
    Object.keys(STRUCTS).map((name) => {
      const { size, members = {} } = koffi.type(name);
      const fields = Object.entries(members).map(([field, { offset, type }]) => [field, [offset, type.size]]);
      return [name, { size, fields: Object.fromEntries(fields) as StructLayout['fields'] }];
    }),
  );
}

export interface CreateModelParams {
  readonly Size: number;
  readonly ThreadCount: number;
}

export interface PeriodStruct {
  readonly PeriodNum: number;
  readonly Unused: number;
  readonly FromTime: number;
  readonly ToTime: number;
}

export interface ObjectInfo {
  readonly ObjectHandle: ObjectHandle;
  readonly ObjectType: number;
  readonly ObjectName: string;
}

export interface VarInfo {
  readonly VarID: VariableId;
  readonly VarName: string;
  readonly VarUnits: string | null;
  readonly FullName: string | null;
}

export interface SimulationTimeStatus {
  readonly StartTime: number;
  readonly StopTime: number;
  readonly CurrentTime: number;
}

/** Fields that a position on a line needs; all others are sent as zero. */
export interface ObjectExtra {
  readonly Size: number;
  readonly EnvironmentPos: readonly number[];
  readonly LinePoint: number;
  readonly NodeNum: number;
  readonly ArcLength: number;
  readonly RadialPos: number;
  readonly Theta: number;
  readonly WingName: null;
  readonly ClearanceLineName: null;
  readonly WinchConnectionPoint: number;
  readonly RigidBodyPos: readonly number[];
  readonly ExternalResultText: null;
  readonly DisturbanceVesselName: null;
  readonly SupportIndex: number;
  readonly SupportedLineName: null;
  readonly BladeIndex: number;
  readonly ElementIndex: number;
  readonly SeaSurfaceScalingFactor: number;
}

export interface TimeHistorySpecification {
  readonly ObjectHandle: ObjectHandle;
  readonly ObjectExtra: ObjectExtra | null;
  readonly VarID: VariableId;
}
