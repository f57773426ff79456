const CHANNELS = `channels:
  RootMb1: hypot(RootMxb1, RootMyb1)
  Scaled: { formula: RootMb1 / FACTOR, unit: MN-m }
  Slow: { of: TwrBsMyt, filter: { lowpass: 0.5, order: 4 } }
  Rest: TwrBsMyt - Slow
  Coarse: { of: PtfmSurge, resample: { step: 0.4 } }
  RootM: { rose: { x: RootMxb1, y: RootMyb1, step: 45, unit: kN-m } }
`;

const BATCH = `version: 1
batch: derived
reader: openfast
inputs: { directory: ./sims }
output: ./out
${CHANNELS}tables:
  - name: samples
    layout: time-series
    columns: [${[
      'RootMxb1',
      'RootMyb1',
      'RootMb1',
      'Scaled',
      'RootM_45',
      'TwrBsMyt',
      'Slow',
      'Rest',
      'RootM_direction',
    ]
      .map((name) => `{ variable: ${name} }`)
      .join(', ')}]
  - { name: coarse, layout: time-series, columns: [{ variable: Coarse }] }
  - name: wide
    layout: wide
    units: header
    columns:
      - { variable: Scaled, statistics: [max, { del: { m: 4 } }] }
      - { variable: Slow, statistics: [std] }
      - { variable: RootMb2, statistics: [max] }
  - { name: all, layout: long, columns: [{ variable: "*", statistics: [mean] }] }
  - { name: crossings, kind: crossings, columns: [{ variable: Rest }] }
`;

/** A batch with derived channels of every kind; `factor` is a number in one of their formulas. */
export function derivedBatch(factor: string): string {
  return BATCH.replace('FACTOR', factor);
}
