/** C types of fields: numbers, fixed arrays, texts in 16-bit units, and addresses. */
type FieldType =
  | 'int32_t'
  | 'double'
  | 'double[3]'
  | `char16_t[${number}]`
  | 'str16'
  | 'str16 *'
  | 'void *'
  | 'double *'
  | 'TObjectExtra2W *';

interface StructEntry {
  /** Bytes, packed to one byte. */
  readonly size: number;
  /** The size before version 11, without the last fields. */
  readonly olderSize?: number;
  /** In the interface's order. */
  readonly fields: Readonly<Record<string, FieldType>>;
}

/**
 * All structs of the interface. All are packed to one byte: natural alignment would enlarge eleven of them and shift
 * their fields without any error.
 */
export const STRUCTS = {
  TCreateModelParams: { size: 8, fields: { Size: 'int32_t', ThreadCount: 'int32_t' } },
  TPeriod: {
    size: 24,
    fields: { PeriodNum: 'int32_t', Unused: 'int32_t', FromTime: 'double', ToTime: 'double' },
  },
  TObjectInfoW: {
    size: 112,
    fields: { ObjectHandle: 'void *', ObjectType: 'int32_t', ObjectName: 'char16_t[50]' },
  },
  TObjectExtra2W: {
    size: 144,
    olderSize: 128,
    fields: {
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
  },
  TObjectExtra: {
    size: 52,
    fields: {
      EnvironmentPos: 'double[3]',
      LinePoint: 'int32_t',
      NodeNum: 'int32_t',
      ArcLength: 'double',
      RadialPos: 'int32_t',
      Theta: 'double',
    },
  },
  TVarInfoW: {
    size: 40,
    fields: {
      Size: 'int32_t',
      VarID: 'int32_t',
      VarName: 'str16',
      VarUnits: 'str16',
      FullName: 'str16',
      ObjectHandle: 'void *',
    },
  },
  TTimeHistorySpecificationW: {
    size: 20,
    fields: { ObjectHandle: 'void *', ObjectExtra: 'TObjectExtra2W *', VarID: 'int32_t' },
  },
  TRangeGraphCurveNamesW: {
    size: 364,
    fields: {
      Size: 'int32_t',
      Min: 'char16_t[30]',
      Max: 'char16_t[30]',
      Mean: 'char16_t[30]',
      StdDev: 'char16_t[30]',
      Upper: 'char16_t[30]',
      Lower: 'char16_t[30]',
    },
  },
  TArclengthRange: {
    size: 32,
    fields: {
      Size: 'int32_t',
      Mode: 'int32_t',
      FromArclength: 'double',
      ToArclength: 'double',
      FromSection: 'int32_t',
      ToSection: 'int32_t',
    },
  },
  TSimulationTimeStatus: {
    size: 24,
    fields: { StartTime: 'double', StopTime: 'double', CurrentTime: 'double' },
  },
  TStatisticsQuery: {
    size: 64,
    fields: {
      StdDev: 'double',
      Mean: 'double',
      TimeOfMax: 'double',
      ValueAtMax: 'double',
      LinkedValueAtMax: 'double',
      TimeOfMin: 'double',
      ValueAtMin: 'double',
      LinkedValueAtMin: 'double',
    },
  },
  TTimeSeriesStatistics: {
    size: 76,
    olderSize: 68,
    fields: {
      Size: 'int32_t',
      Mean: 'double',
      StdDev: 'double',
      m0: 'double',
      m2: 'double',
      m4: 'double',
      Tz: 'double',
      Tc: 'double',
      Bandwidth: 'double',
      RMS: 'double',
    },
  },
  TExtremeStatisticsSpecification: {
    size: 28,
    fields: {
      Size: 'int32_t',
      Distribution: 'int32_t',
      ExtremesToAnalyse: 'int32_t',
      Threshold: 'double',
      DeclusterPeriod: 'double',
    },
  },
  TExtremeStatisticsQuery: {
    size: 28,
    fields: {
      Size: 'int32_t',
      StormDurationHours: 'double',
      RiskFactor: 'double',
      ConfidenceLevel: 'double',
    },
  },
  TExtremeStatisticsOutput: {
    size: 76,
    fields: {
      Size: 'int32_t',
      MostProbableExtremeValue: 'double',
      ExtremeValueWithRiskFactor: 'double',
      ReturnLevel: 'double',
      ConfidenceIntervalLower: 'double',
      ConfidenceIntervalUpper: 'double',
      Sigma: 'double',
      SigmaStdError: 'double',
      Xi: 'double',
      XiStdError: 'double',
    },
  },
  TTimeHistorySummarySpecification: {
    size: 12,
    fields: { Size: 'int32_t', SpectralDensityFundamentalFrequency: 'double' },
  },
  TCycleBin: { size: 16, fields: { Value: 'double', Count: 'double' } },
  TInterval: { size: 16, fields: { Lower: 'double', Upper: 'double' } },
  TComplex: { size: 16, fields: { Re: 'double', Im: 'double' } },
  TGraphCurve: { size: 20, fields: { Size: 'int32_t', X: 'double *', Y: 'double *' } },
  TRunSimulationParametersW: {
    size: 20,
    fields: {
      Size: 'int32_t',
      EnableAutoSave: 'int32_t',
      AutoSaveIntervalMinutes: 'int32_t',
      AutoSaveFileName: 'str16',
    },
  },
  TNewModelParamsW: {
    size: 16,
    fields: { Size: 'int32_t', ModelType: 'int32_t', ParentFileName: 'str16' },
  },
  TObjectTagsW: { size: 20, fields: { Count: 'int32_t', Names: 'str16 *', Values: 'str16 *' } },
  TFrequencyDomainResults: {
    size: 100,
    fields: {
      Size: 'int32_t',
      StaticValue: 'double',
      StdDev: 'double',
      Amplitude: 'double',
      PhaseLag: 'double',
      m0: 'double',
      m1: 'double',
      m2: 'double',
      m3: 'double',
      m4: 'double',
      Tz: 'double',
      Tc: 'double',
      Bandwidth: 'double',
    },
  },
} as const;

export type StructName = keyof typeof STRUCTS;

const ENTRIES: Readonly<Record<StructName, StructEntry>> = STRUCTS;

/** Size in bytes in libraries before version 11. */
export function olderSize(name: StructName): number {
  return ENTRIES[name].olderSize ?? ENTRIES[name].size;
}

/** Size of an address in bytes; the library exists for 64-bit systems only. */
const ADDRESS = 8;

export interface StructLayout {
  readonly size: number;
  /** Offset and size of each field. */
  readonly fields: Readonly<Record<string, readonly [offset: number, size: number]>>;
}

/** Where the fields are, computed from the table alone. */
export function layoutOf(name: StructName): StructLayout {
  let end = 0;
  const fields = Object.entries(ENTRIES[name].fields).map(([field, type]): [string, [number, number]] => {
    const size = fieldSize(type);
    end += size;
    return [field, [end - size, size]];
  });
  return { size: end, fields: Object.fromEntries(fields) };
}

function fieldSize(type: FieldType): number {
  const length = Number(/\[(\d+)\]$/.exec(type)?.[1] ?? 1);
  if (type.endsWith('*') || type === 'str16') return ADDRESS;
  if (type.startsWith('double')) return 8 * length;
  return (type === 'int32_t' ? 4 : 2) * length;
}
