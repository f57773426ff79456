import type { Analysis, Reduction, TableSpec } from '@ballast/results-model';
import { DEFAULT_COUNT, WHOLE } from '@ballast/results-model';

const del = (m: number): Reduction => ({
  kind: 'del',
  m,
  reference: { frequency: 1 },
  meanStress: { rule: 'none' },
  ...DEFAULT_COUNT,
});

const WELCH: Analysis = {
  kind: 'spectrum',
  output: 'moments',
  segment: null,
  window: 'hann',
  overlap: 0.5,
  detrend: 'constant',
  band: null,
};

export type Quantity =
  | 'statistics'
  | 'del4'
  | 'del3_4_5_10'
  | 'p99'
  | 'p1_p50_p99'
  | 'integral, travel'
  | 'spectrum';

/** What is computed of each series, besides the statistics that every series has. */
export const QUANTITIES: Readonly<Record<Quantity, readonly Reduction[] | Analysis>> = {
  statistics: [],
  del4: [del(4)],
  del3_4_5_10: [del(3), del(4), del(5), del(10)],
  p99: [{ kind: 'quantile', q: 0.99 }],
  p1_p50_p99: [
    { kind: 'quantile', q: 0.01 },
    { kind: 'quantile', q: 0.5 },
    { kind: 'quantile', q: 0.99 },
  ],
  'integral, travel': [{ kind: 'integral' }, { kind: 'travel' }],
  spectrum: WELCH,
};

/** The tables of a batch that computes the quantity of every channel of its files. */
export function tablesFor(quantity: Quantity): readonly TableSpec[] {
  const wanted = QUANTITIES[quantity];
  const column = {
    kind: 'series',
    object: null,
    variable: '*',
    at: null,
    period: WHOLE,
    statistics: ['mean'],
    label: null,
    transform: null,
  } as const;
  const statistics: TableSpec = { name: 'statistics', layout: 'long', columns: [column] };
  if ('kind' in wanted) {
    return [statistics, { name: 'analysis', layout: 'analysis', columns: [column], analysis: wanted }];
  }
  return [{ ...statistics, columns: [{ ...column, reductions: wanted }] }];
}
