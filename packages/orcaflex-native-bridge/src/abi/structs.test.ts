import { describe, expect, it } from 'vitest';
import { compilerStructs } from '../../test/standin.ts';
import { layoutOf, olderSize, STRUCTS, type StructName } from './struct-table.ts';
import { structLayouts } from './structs.ts';

/** Packed and natural sizes on 64-bit systems, from the description of the interface. */
const SIZES: Readonly<Record<string, readonly [packed: number, natural: number]>> = {
  TCreateModelParams: [8, 8],
  TPeriod: [24, 24],
  TObjectInfoW: [112, 112],
  TObjectExtra2W: [144, 160],
  TObjectExtra: [52, 56],
  TVarInfoW: [40, 40],
  TTimeHistorySpecificationW: [20, 24],
  TRangeGraphCurveNamesW: [364, 364],
  TArclengthRange: [32, 32],
  TSimulationTimeStatus: [24, 24],
  TStatisticsQuery: [64, 64],
  TTimeSeriesStatistics: [76, 80],
  TExtremeStatisticsSpecification: [28, 32],
  TExtremeStatisticsQuery: [28, 32],
  TExtremeStatisticsOutput: [76, 80],
  TTimeHistorySummarySpecification: [12, 16],
  TCycleBin: [16, 16],
  TInterval: [16, 16],
  TComplex: [16, 16],
  TGraphCurve: [20, 24],
  TRunSimulationParametersW: [20, 24],
  TNewModelParamsW: [16, 16],
  TObjectTagsW: [20, 24],
  TFrequencyDomainResults: [100, 104],
};

const EXTRA_OFFSETS: Readonly<Record<string, number>> = {
  Size: 0,
  EnvironmentPos: 4,
  LinePoint: 28,
  NodeNum: 32,
  ArcLength: 36,
  RadialPos: 44,
  Theta: 48,
  WingName: 56,
  ClearanceLineName: 64,
  WinchConnectionPoint: 72,
  RigidBodyPos: 76,
  ExternalResultText: 100,
  DisturbanceVesselName: 108,
  SupportIndex: 116,
  SupportedLineName: 120,
  BladeIndex: 128,
  ElementIndex: 132,
  SeaSurfaceScalingFactor: 136,
};

type Layouts = ReturnType<typeof structLayouts>;

function sizesOf(layouts: Layouts): Record<string, number> {
  return Object.fromEntries(Object.entries(layouts).map(([name, { size }]) => [name, size]));
}

function column(index: 0 | 1): Record<string, number> {
  return Object.fromEntries(Object.entries(SIZES).map(([name, sizes]) => [name, sizes[index]]));
}

describe('struct layouts', () => {
  it('are packed to one byte and have the documented sizes', () => {
    expect(sizesOf(structLayouts())).toEqual(column(0));
  });

  it('match between koffi and the table, whose sizes are written down', () => {
    const names = Object.keys(STRUCTS) as StructName[];
    expect(Object.fromEntries(names.map((name) => [name, layoutOf(name)]))).toEqual(structLayouts());
    expect(Object.fromEntries(names.map((name) => [name, STRUCTS[name].size]))).toEqual(column(0));
  });

  it('of older libraries end before the fields that were added later', () => {
    const { TObjectExtra2W: extra, TTimeSeriesStatistics: statistics } = structLayouts();
    expect(extra?.fields.BladeIndex?.[0]).toBe(olderSize('TObjectExtra2W'));
    expect(statistics?.fields.RMS?.[0]).toBe(olderSize('TTimeSeriesStatistics'));
    expect(olderSize('TPeriod')).toBe(24);
  });

  it('place every field of the object extra at its documented offset', () => {
    const offsets = Object.entries(structLayouts().TObjectExtra2W?.fields ?? {}).map(([name, [offset]]) => [
      name,
      offset,
    ]);
    expect(Object.fromEntries(offsets)).toEqual(EXTRA_OFFSETS);
  });
});

const compiled = compilerStructs() as { packed: Layouts; natural: Layouts } | null;

describe.runIf(compiled !== null)('a C compiler', () => {
  it('computes the same offset and size for every field as koffi and the table', () => {
    expect(structLayouts()).toEqual(compiled?.packed);
    expect(compiled?.packed.TGraphCurve).toEqual(layoutOf('TGraphCurve'));
  });

  it('computes other sizes without packing, so a missing pack directive is detected', () => {
    expect(sizesOf(compiled?.natural ?? {})).toEqual(column(1));
  });
});
