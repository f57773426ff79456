import {
  type ComparisonCell,
  type ComparisonRow,
  EAGER_START,
  type PublishedCase,
  rowsOf,
  USES_PRIOR,
} from '@ballast/simulator';
import { table } from './markdown.ts';

/** One row for each policy, over all given cells. */
function perPolicy(cells: readonly ComparisonCell[]): readonly ComparisonRow[] {
  return rowsOf(cells).filter(({ scenario }) => scenario === 'all');
}

const ratio = (value: number): string => value.toFixed(3);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Cells of batches that are bound by storage or cores. */
function boundByThroughput(cells: readonly ComparisonCell[]): readonly ComparisonCell[] {
  return cells.filter(({ binding }) => binding === 'storage' || binding === 'cores');
}

export function summaryTable(cells: readonly ComparisonCell[]): string {
  const bound = new Map(perPolicy(boundByThroughput(cells)).map((row) => [row.policy, row]));
  const header = [
    'policy',
    'runs',
    '/ bound: median',
    'p90',
    '/ clairvoyant: median',
    'p90',
    'largest use',
    'runs over budget',
    'OOM kills',
  ];
  const rows = perPolicy(cells).map((row) => {
    const throughput = bound.get(row.policy);
    return [
      row.policy,
      String(row.runs),
      throughput === undefined ? '-' : ratio(throughput.medianOfBound),
      throughput === undefined ? '-' : ratio(throughput.p90OfBound),
      ratio(row.medianOfClairvoyant),
      ratio(row.p90OfClairvoyant),
      percent(row.highWaterShare),
      String(row.runsOverBudget),
      String(row.oomKills),
    ];
  });
  return table(header, rows);
}

export interface Aim {
  readonly words: string;
  readonly found: string;
  readonly met: boolean;
}

/** The aims of `adaptive`. */
export function aimsOfAdaptive(cells: readonly ComparisonCell[]): readonly Aim[] {
  const ours = cells.filter(({ policy }) => policy === 'adaptive');
  const [whole] = perPolicy(ours);
  const [throughput] = perPolicy(boundByThroughput(ours));
  const most = (words: string, limit: number, value: number | undefined): Aim => ({
    words: `${words} at most ${limit.toFixed(2)}`,
    found: value === undefined ? '-' : ratio(value),
    met: value !== undefined && value <= limit,
  });
  const none = (words: string, value: number | undefined): Aim => ({
    words,
    found: String(value ?? '-'),
    met: value === 0,
  });
  return [
    most('median / bound if storage or cores bind', 1.05, throughput?.medianOfBound),
    most('p90 / clairvoyant', 1.2, whole?.p90OfClairvoyant),
    none('no run over the budget', whole?.runsOverBudget),
    none('nothing killed for lack of memory', whole?.oomKills),
  ];
}

export function aimsTable(cells: readonly ComparisonCell[]): string {
  const rows = aimsOfAdaptive(cells).map(({ words, found, met }) => [words, found, met ? 'met' : 'not met']);
  return table(['aim of adaptive', 'found', ''], rows);
}

const HARDLY_ANY = 5;

/**
 * By what binds: `adaptive` against the clairvoyant schedule, and one list schedule with true memory and times beside it.
 * Groups of fewer than 5 batches are left out, but count for all.
 */
export function bindingTable(cells: readonly ComparisonCell[]): string {
  const ours = cells.filter(({ policy }) => policy === 'adaptive');
  const groups = rowsOf(ours).filter(({ scenario }) => scenario === 'all' || scenario.endsWith('-bound'));
  const rows = groups
    .filter(({ runs }) => runs >= HARDLY_ANY)
    .map((row) => [
      row.scenario,
      String(row.runs),
      ratio(row.medianOfClairvoyant),
      ratio(row.p90OfClairvoyant),
      ratio(row.medianOfList),
      ratio(row.p90OfList),
      percent(row.highWaterShare),
      String(row.runsOverBudget),
      String(row.oomKills),
    ]);
  const header = [
    'batches',
    'runs',
    'median',
    'p90',
    'list: median',
    'p90',
    'largest use',
    'over budget',
    'OOM kills',
  ];
  return table(header, rows);
}

/** By kind of batch: the same figures. */
export function kindTable(cells: readonly ComparisonCell[]): string {
  const names = cells.map(({ kind, storage }) => (STORAGE_KINDS.has(storage) ? storage : kind));
  const rows = [...new Set(names)].map((name) => {
    const [row] = perPolicy(cells.filter((_, i) => names[i] === name));
    if (row === undefined) throw new Error(`defect: no run of ${name}`);
    return [
      name,
      String(row.runs),
      ratio(row.medianOfClairvoyant),
      ratio(row.p90OfClairvoyant),
      ratio(row.p90OfList),
      percent(row.highWaterShare),
    ];
  });
  return table(['kind', 'runs', 'median', 'p90', 'list: p90', 'largest use'], rows);
}

/** Storages that are hard by themselves. */
const STORAGE_KINDS: ReadonlySet<string> = new Set(['slowperm', 'nasslow']);

/** Policies with a first guess of memory, by its error. */
export function priorTable(cells: readonly ComparisonCell[]): string {
  const priors = [...new Set(cells.map(({ prior }) => prior))];
  const rows = [...USES_PRIOR].flatMap((policy) =>
    priors.flatMap((prior) =>
      perPolicy(cells.filter((cell) => cell.policy === policy && cell.prior === prior)).map((row) => [
        `${policy}, ${prior} of the truth`,
        ratio(row.medianOfClairvoyant),
        ratio(row.p90OfClairvoyant),
        percent(row.highWaterShare),
        String(row.runsOverBudget),
        String(row.oomKills),
      ]),
    ),
  );
  return table(
    ['policy', '/ clairvoyant: median', 'p90', 'largest use', 'runs over budget', 'OOM kills'],
    rows,
  );
}

/** One line per batch, one column per policy: median makespan / clairvoyant, with kills and runs over the budget. */
export function scenarioTable(cells: readonly ComparisonCell[]): string {
  const policies = [...new Set(cells.map(({ policy }) => policy))];
  const groups = new Map<string, ComparisonCell[]>();
  for (const cell of cells) {
    const name = `${cell.storage} ${cell.machine} ${cell.kind}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [cell]);
    else group.push(cell);
  }
  const rows = [...groups].map(([name, group]) => {
    const byPolicy = new Map(perPolicy(group).map((row) => [row.policy, row]));
    return [name, bindings(group), ...policies.map((policy) => scenarioCell(byPolicy.get(policy)))];
  });
  return table(['batch', 'binds', ...policies], rows);
}

function scenarioCell(row: ComparisonRow | undefined): string {
  if (row === undefined) return '-';
  const kills = row.oomKills === 0 ? '' : ` k${row.oomKills}`;
  const over = row.runsOverBudget === 0 ? '' : ` o${row.runsOverBudget}`;
  return `${row.medianOfClairvoyant.toFixed(2)}${over}${kills}`;
}

/** `storage 3, cores 2`: seeds by the resource of their largest lower bound. */
function bindings(cells: readonly ComparisonCell[]): string {
  const bySeed = new Map(cells.map(({ seed, binding }) => [seed, binding]));
  const counts = new Map<string, number>();
  for (const binding of bySeed.values()) counts.set(binding, (counts.get(binding) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([binding, count]) => (counts.size === 1 ? binding : `${binding} ${count}`))
    .join(', ');
}

export function baselineTable(cases: readonly PublishedCase[]): string {
  const rows = cases.map(({ files, workers, published, simulated, adaptive }) => [
    `${files}, ${workers} workers`,
    `${published.toFixed(2)} s`,
    `${simulated.toFixed(2)} s`,
    `${(100 * (simulated / published - 1)).toFixed(2)} %`,
    `${(EAGER_START * workers).toFixed(2)} s`,
    `${adaptive.toFixed(2)} s`,
    `${(100 * (1 - adaptive / published)).toFixed(1)} %`,
  ]);
  return table(['case', 'published', 'simulated', 'difference', 'of it start-up', 'adaptive', 'saved'], rows);
}
