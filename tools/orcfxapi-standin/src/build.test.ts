import { describe, expect, it } from 'vitest';
import { structs } from './build.ts';
import { findToolchain } from './platform/toolchain.ts';

describe('without a C compiler', () => {
  it('the tool names the compilers it tried and exits with 3', () => {
    expect(() => structs('no-such-compiler')).toThrow(
      expect.objectContaining({
        message:
          'no C compiler was found (tried no-such-compiler); install gcc or clang, or name one with --cc',
        exitCode: 3,
      }),
    );
  });
});

const toolchain = findToolchain(undefined);
if (toolchain === null) console.warn('skipped: no C compiler was found');

describe.runIf(toolchain !== null)('the structs', () => {
  it('lose nothing but their padding by the packing', () => {
    const { packed, natural } = structs(undefined) as Record<string, Record<string, { size: number }>>;
    const smaller = Object.keys(packed ?? {}).filter(
      (name) => (packed?.[name]?.size ?? 0) < (natural?.[name]?.size ?? 0),
    );
    expect(smaller).toEqual([
      'TObjectExtra2W',
      'TObjectExtra',
      'TTimeHistorySpecificationW',
      'TTimeSeriesStatistics',
      'TExtremeStatisticsSpecification',
      'TExtremeStatisticsQuery',
      'TExtremeStatisticsOutput',
      'TTimeHistorySummarySpecification',
      'TGraphCurve',
      'TRunSimulationParametersW',
      'TObjectTagsW',
      'TFrequencyDomainResults',
    ]);
  });
});
