import type { FileFacts } from '../reader/results-file.ts';
import { periodText } from '../series/period.ts';
import { positionText } from '../series/position.ts';
import { type SeriesKey, seriesKeyText } from '../series/series-key.ts';
import { transformText } from '../series/transform.ts';
import { valueKeyText } from '../values/value-key.ts';
import { analysisNames, linkNames, type PlannedResult } from './cached-result.ts';
import type {
  AnalysisResult,
  FileResult,
  KeyResult,
  LinkResult,
  SeriesResult,
  ValueResult,
} from './file-result.ts';
import type { ReadPlan } from './read-plan.ts';

/**
 * Assembles the result of a plan from results of other plans of the same file, the latest last: it equals the result of
 * following the plan through the file. Only warnings may differ: warnings about what the plan no longer contains
 * remain, and counters are the sums over all parts. Throws if the parts lack something, which is a defect of the
 * caller.
 */
export function assembleResult(plan: ReadPlan, parts: readonly PlannedResult[]): FileResult {
  const latest = parts.at(-1);
  if (latest === undefined) throw new Error('defect: a result cannot be assembled from nothing');
  const keys = lookup(
    parts,
    (part) => namesOf(part.plan.keys, seriesKeyText),
    ({ result }) => result.keys,
  );
  const values = lookup(
    parts,
    (part) => namesOf(part.plan.values, valueKeyText),
    ({ result }) => result.values,
  );
  const links = lookup(
    parts,
    ({ plan: of }) => of.links.map(linkNames(of)),
    ({ result }) => result.links,
  );
  const analyses = lookup(
    parts,
    ({ plan: of }) => (of.analyses ?? []).map(analysisNames(of)),
    ({ result }) => result.analyses ?? [],
  );
  const series = new SeriesOfPlan(latest.result.facts.series);
  return {
    facts: mergedFacts(latest.result.facts, parts),
    keys: plan.keys.map((key): KeyResult => {
      const { part, item } = found<KeyResult>(keys, seriesKeyText(key));
      const own = item.series.map((position) => series.add(seriesOf(part, position), key));
      return { ...item, series: [...new Set(own)] };
    }),
    series: series.items,
    values: plan.values.map((key) => found<ValueResult>(values, valueKeyText(key)).item),
    links: plan.links.map((link) => found<LinkResult>(links, linkNames(plan)(link)).item),
    ...(plan.analyses === undefined
      ? {}
      : {
          analyses: plan.analyses.map(
            (one) => found<AnalysisResult>(analyses, analysisNames(plan)(one)).item,
          ),
        }),
  };
}

interface Found<Item> {
  readonly part: PlannedResult;
  readonly item: Item;
}

/** By canonical text; the latest part wins. */
function lookup<Item>(
  parts: readonly PlannedResult[],
  names: (part: PlannedResult) => readonly string[],
  items: (part: PlannedResult) => readonly Item[],
): Map<string, Found<Item>> {
  const all = new Map<string, Found<Item>>();
  for (const part of parts) {
    const own = items(part);
    for (const [position, name] of names(part).entries()) {
      const item = own[position];
      if (item !== undefined) all.set(name, { part, item });
    }
  }
  return all;
}

function namesOf<Key>(keys: readonly Key[], textOf: (key: Key) => string): string[] {
  return keys.map(textOf);
}

function found<Item>(all: ReadonlyMap<string, Found<Item>>, name: string): Found<Item> {
  const one = all.get(name);
  if (one === undefined) throw new Error(`defect: no part of the result has ${name}`);
  return one;
}

function seriesOf({ result }: PlannedResult, position: number): SeriesResult {
  const series = result.series[position];
  if (series === undefined)
    throw new Error(`defect: the result has no series ${position}, but a key refers to it`);
  return series;
}

/** The distinct series of a result, in the order in which its keys refer to them. */
class SeriesOfPlan {
  readonly items: SeriesResult[] = [];
  readonly #positions = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  /** The first index that is given in the order of the requests. */
  readonly #first: number;

  /**
   * `listed`: the number of series if the format has a fixed list of them. What is not among them, such as derived
   * channels, is numbered behind them in the order in which it was requested.
   */
  constructor(listed: number | null) {
    this.#first = listed === null ? 0 : listed + 1;
  }

  /** The position of a series that a key refers to. */
  add(series: SeriesResult, key: SeriesKey): number {
    const isNumbered = series.index >= this.#first;
    const source = isNumbered ? sourceName(series, key) : `${series.index}`;
    const { period, transform } = key;
    const text = JSON.stringify([
      source,
      periodText(period),
      transform === undefined ? null : transformText(transform),
    ]);
    const index = isNumbered ? this.#first + this.#numberOf(source) : series.index;
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    this.#positions.set(text, this.items.length);
    return this.items.push({ ...series, index }) - 1;
  }

  #numberOf(source: string): number {
    const known = this.#numbers.get(source);
    if (known !== undefined) return known;
    this.#numbers.set(source, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

function sourceName({ object, variable }: SeriesResult, { at }: SeriesKey): string {
  return JSON.stringify([object, variable, at === null ? null : positionText(at)]);
}

function mergedFacts(latest: FileFacts, parts: readonly PlannedResult[]): FileFacts {
  const all = parts.map(({ result }) => result.facts);
  const warnings = new Map(
    all.flatMap((facts) => facts.warnings.map((warning) => [JSON.stringify(warning), warning])),
  );
  const counters: Record<string, number> = {};
  for (const facts of all) {
    for (const [name, count] of Object.entries(facts.counters ?? {}))
      counters[name] = (counters[name] ?? 0) + count;
  }
  const counted = all.some((facts) => facts.counters !== undefined);
  return { ...latest, warnings: [...warnings.values()], ...(counted ? { counters } : {}) };
}
