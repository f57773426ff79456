import { caseDefinition } from '../cases/case-definition.ts';
import type { CaseTable } from '../cases/case-table.ts';
import { channelDefinition } from '../derived/channel-definition.ts';
import type { DerivedChannel } from '../derived/derived-channel.ts';
import { roseChannels } from '../derived/rose.ts';
import { dnvCurve, type SnCurve } from '../fatigue/sn-curve.ts';
import { definitionOf } from '../reduction/definition.ts';
import { type EquivalentLoad, type Reduction, reductionLabel } from '../reduction/reduction.ts';
import { runsDefinition } from '../runs/runs-definition.ts';
import type { RunsTable } from '../runs/runs-table.ts';
import { rangeDefinition } from '../table/table-definitions.ts';
import { type Analysis, EXTREME_METHODS } from './analysis.ts';
import { analysisDefinition } from './analysis-definition.ts';

const DEL: EquivalentLoad = {
  kind: 'del',
  m: 4,
  residue: 'half',
  ends: true,
  reference: { frequency: 1 },
  meanStress: { rule: 'none' },
};

const REDUCTIONS: readonly Reduction[] = [
  { kind: 'absmax' },
  { kind: 'integral' },
  { kind: 'travel' },
  { kind: 'duration' },
  { kind: 'quantile', q: 0.99 },
  DEL,
  { ...DEL, m: 10, residue: 'repeat' },
  { ...DEL, reference: { cycles: 1e7 } },
  { ...DEL, meanStress: { rule: 'goodman', ultimate: 1000 } },
  {
    kind: 'damage',
    name: 'D-air',
    curve: classD(),
    stress: { factor: 1, scf: 1, thickness: null },
    dff: 1,
    per: 'file',
    residue: 'half',
    ends: true,
    meanStress: { rule: 'none' },
  },
];

function classD(): SnCurve {
  const curve = dnvCurve('D', 'air');
  if (curve === undefined) throw new Error('defect: there is no class D');
  return curve;
}

const MEAN = { stds: 0 };

const ANALYSES: readonly Analysis[] = [
  { kind: 'rainflow', residue: 'half', ends: true, markov: null },
  { kind: 'rainflow', residue: 'half', ends: true, markov: { ranges: { count: 50 }, means: { count: 20 } } },
  {
    kind: 'spectrum',
    output: 'moments',
    segment: null,
    window: 'hann',
    overlap: 0.5,
    detrend: 'constant',
    band: null,
  },
  { kind: 'crossings', levels: [MEAN] },
  { kind: 'peaks', ends: ['max'], clusters: null },
  {
    kind: 'extreme',
    methods: EXTREME_METHODS,
    ends: ['max'],
    hours: 3,
    quantiles: [0.37, 0.57, 0.9],
    blocks: 20,
    threshold: { stds: 1.4 },
    decluster: null,
    confidence: 0.95,
  },
  {
    kind: 'windows',
    length: 600,
    step: 600,
    from: null,
    partial: 'drop',
    statistics: [],
    reductions: [],
  },
];

const OF_CASES = {
  by: 'ws',
  bins: { width: 2, centre: 0 },
  climate: { kind: 'weibull', scale: 9, shape: 2 },
  availability: null,
} as const;

const CASES: readonly CaseTable[] = [
  { kind: 'bins', by: 'ws', bins: OF_CASES.bins },
  { kind: 'seeds', over: ['dlc', 'ws'] },
  { kind: 'ultimate', over: ['dlc', 'ws'], characteristic: 'mean', factor: 'psf' },
  { kind: 'lifetime', ...OF_CASES, normalise: false, years: 20, cycles: null },
  { kind: 'aep', ...OF_CASES },
];

const OF_RUNS = {
  names: { kind: 'positions', delimiter: '_', positions: [], extract: [] },
  labels: {},
  template: null,
} as const;

const RUNS: readonly RunsTable[] = [
  {
    ...OF_RUNS,
    ...{ kind: 'averages', groupBy: ['router', 'ttl'], minFiles: 2, ignore: [], precision: 4, lines: [] },
  },
  { ...OF_RUNS, ...{ kind: 'metrics', figures: null, pictures: [], by: 'router', over: null } },
];

const RANGE_LAYOUTS = ['range-graph', 'range-envelope'] as const;

const SOURCE = { object: null, at: null } as const;

const CHANNELS: readonly DerivedChannel[] = [
  { kind: 'formula', name: 'formula', formula: 'hypot(RootMxb1, RootMyb1)', unit: 'kN-m', series: [] },
  {
    kind: 'conditioned',
    name: 'resample, detrend, filter',
    of: { ...SOURCE, variable: 'Wave1Elev' },
    steps: [
      { kind: 'resample', step: 0.05 },
      { kind: 'detrend', trend: 'linear' },
      { kind: 'filter', filter: { kind: 'lowpass', cutOff: 0.5, order: 4 } },
    ],
  },
  ...roseChannels({
    kind: 'rose',
    name: 'rose',
    x: { ...SOURCE, variable: 'RootMxb1' },
    y: { ...SOURCE, variable: 'RootMyb1' },
    step: 15,
    unit: 'kN-m',
  }).slice(0, 4),
];

/** A page with the definitions of all numbers that tools of the field define differently, in Markdown. */
export function definitionsPage(): string {
  return [
    '# Definitions',
    '',
    'Every number that tools of the field define in several ways has its definition beside it: in `definitions.csv` next to the',
    'tables and in `report.json`. This page has the same sentences with the default parameters.',
    '',
    '## Statistics of a series',
    '',
    ...REDUCTIONS.map((reduction) => `- **${reductionLabel(reduction)}**: ${definitionOf(reduction)}`),
    '',
    '## Tables that analyse whole series',
    '',
    ...ANALYSES.map((analysis) => `- \`kind: ${analysis.kind}\`: ${analysisDefinition(analysis)}`),
    '',
    '## Tables along a line',
    '',
    ...RANGE_LAYOUTS.map((layout) => `- \`layout: ${layout}\`: ${rangeDefinition(layout)}`),
    '',
    '## Tables over load cases',
    '',
    ...CASES.map((table) => `- \`kind: ${table.kind}\`: ${caseDefinition(table)}`),
    '',
    '## Tables over runs',
    '',
    ...RUNS.map((table) => `- \`layout: ${table.kind}\`: ${runsDefinition(table)}`),
    '',
    '## Derived channels',
    '',
    ...CHANNELS.map((channel) => `- **${channel.name}**: ${channelDefinition(channel)}`),
    '',
  ].join('\n');
}
