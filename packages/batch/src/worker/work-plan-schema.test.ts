import { readFileSync } from 'node:fs';
import {
  type ChannelSource,
  type DerivedChannel,
  missingPlan,
  PLAIN_STYLE,
  planReads,
} from '@ballast/results-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withOtherFields } from '../../test/other-field.ts';
import { batchOf, LONG_TABLE, prepare, SERIES_TABLE, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { RESULT_VERSION, type WorkPlan } from './work-plan.ts';
import { checkWorkPlan } from './work-plan-schema.ts';

const WIDE = {
  name: 'wide',
  layout: 'wide',
  columns: [{ variable: 'A', period: [1, 2], statistics: ['max'] }],
};

/** The plan that a batch writes, as it is read again. */
async function written(): Promise<WorkPlan> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  const { output } = await prepare(folder, batchOf([LONG_TABLE, SERIES_TABLE, WIDE]));
  return JSON.parse(readFileSync(output.plan, 'utf8')) as WorkPlan;
}

const SOURCE: ChannelSource = { object: 'Line1', variable: 'x', at: { kind: 'end', end: 'A' } };

const CHANNELS: readonly DerivedChannel[] = [
  {
    kind: 'conditioned',
    name: 'Slow',
    of: SOURCE,
    steps: [
      { kind: 'resample', step: 0.1 },
      { kind: 'detrend', trend: 'linear' },
      { kind: 'filter', filter: { kind: 'lowpass', cutOff: 1, order: 2 } },
      { kind: 'filter', filter: { kind: 'bandpass', from: 1, to: 2, order: 2 } },
    ],
  },
  {
    kind: 'formula',
    name: 'Sum',
    formula: 'Slow + x',
    unit: 'kN',
    series: [{ name: 'x', source: SOURCE }],
  },
];

/** A plan with every kind of key. */
const EVERY_KIND: WorkPlan = {
  reader: 'orcaflex',
  settings: { library: '/lib/x.so', nativeThreads: 2, logging: 'memory', version: '11.3' },
  plan: {
    ...planReads([]),
    keys: [
      { object: 'Line1', variable: 'x', at: { kind: 'end', end: 'A' }, period: { kind: 'whole' } },
      { object: null, variable: 'y', at: { kind: 'touchdown' }, period: { kind: 'stage', stage: 1 } },
      {
        object: null,
        variable: 'z',
        at: { kind: 'point', x: 1, y: 2, z: 3 },
        period: { kind: 'range', from: null, to: 5 },
        transform: { sqrt: true, factor: 2, offset: -1 },
      },
      { object: null, variable: 'v', at: { kind: 'node', node: 3 }, period: { kind: 'instant', time: 2 } },
      { object: null, variable: 'Sum', at: null, period: { kind: 'whole' }, channels: CHANNELS },
    ],
    values: [
      { kind: 'static', object: null, variable: 'v', at: { kind: 'arclength', arclength: 1.5 } },
      { kind: 'data', object: 'Line1', name: 'Length', index: 2 },
      {
        kind: 'range-graph',
        object: 'Line1',
        variable: 'Tension',
        period: { kind: 'latest-wave' },
        along: { kind: 'sections', from: 1, to: 2 },
      },
    ],
    links: [{ driver: 0, linked: [1, 3] }],
    samples: [{ table: 0, columns: [{ key: 2, label: null }], decimals: null }],
    derived: ['Slow', 'Sum'],
  },
  lines: [
    {
      ...{ name: '', layout: 'long', style: { ...PLAIN_STYLE, decimals: 3 } },
      csv: { delimiter: ';', decimal: ',', bom: false, digits: null },
      columns: [
        {
          ...{ kind: 'series', object: null, variable: '*', at: null, period: { kind: 'whole' } },
          ...{ statistics: ['max'], label: null, transform: null, except: ['Time'] },
        },
        { kind: 'data', object: 'Line1', name: 'Length', index: null, label: null },
      ],
    },
  ],
  origin: { resultVersion: RESULT_VERSION, inputs: '/sims', earlier: 'earlier-1', configuration: null },
};

describe('a work plan', () => {
  it('passes its check as a batch writes it, and with every kind of key', async () => {
    for (const plan of [await written(), EVERY_KIND])
      expect(checkWorkPlan(plan)).toEqual({ plan, problem: '' });
  });

  it.each<[string, unknown, string]>([
    ['is not an object', null, 'field : '],
    ['has another reader', { ...EVERY_KIND, reader: 'abaqus' }, 'field reader: '],
    [
      'has rows of a table with an unknown layout',
      { ...EVERY_KIND, lines: [{ name: '', layout: 'wide', columns: [] }] },
      'field lines.0.layout: ',
    ],
    ['has no origin', { ...EVERY_KIND, origin: undefined }, 'field origin: '],
    [
      'names a series that it does not have',
      { ...EVERY_KIND, plan: { ...EVERY_KIND.plan, links: [{ driver: 5, linked: [] }] } },
      'field plan: names a series',
    ],
    [
      'has a derived channel without its definition',
      {
        ...EVERY_KIND,
        plan: { ...EVERY_KIND.plan, keys: [{ ...EVERY_KIND.plan.keys[4], variable: 'Slower' }] },
      },
      'field plan.keys.0: has no definition',
    ],
  ])('that %s does not pass, and the field is named', (_, value, problem) => {
    expect(checkWorkPlan(value)).toEqual({ plan: null, problem: expect.stringContaining(problem) });
  });

  it('that passes can be compared with any other', () => {
    fc.assert(
      fc.property(withOtherFields(EVERY_KIND), (value) => {
        const { plan, problem } = checkWorkPlan(value);
        expect(problem === '').toBe(plan !== null);
        if (plan !== null) missingPlan(plan.plan, EVERY_KIND.plan);
      }),
      { numRuns: 2000 },
    );
  });
});
