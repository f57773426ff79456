import { takesName } from '../names/takes-name.ts';
import { expectedSamples } from '../plan/expected-samples.ts';
import type {
  FileFacts,
  FileWarning,
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  SeriesSink,
} from '../reader/results-file.ts';
import type { SeriesRequest } from '../series/series-key.ts';
import { isWildcard } from '../series/wildcard.ts';
import { wildcardChannels } from './definition-order.ts';
import type { DerivedChannel } from './derived-channel.ts';
import { DerivedFlow, type Wanted } from './derived-flow.ts';
import { DerivedNodes, type Node } from './derived-series.ts';
import { arraysIn, type Held, heldFor, MOST_HELD } from './whole-series.ts';

/** A derived channel of this file, with what it takes to compute it. */
interface Derived {
  readonly series: ResolvedSeries;
  readonly node: Node;
  readonly held: Held;
}

/**
 * A file that has derived channels, too: a request with `channels` finds them. Formulas are computed while the file is
 * read; series that are needed as a whole are held for 64 MiB at a time, and the file is read again for the rest. It has
 * no `value`: those of the file are asked for from the file itself.
 */
export class DerivedFile implements ResultsFile {
  readonly #file: ResultsFile;
  readonly #nodes: DerivedNodes;
  readonly #alsoKnown: readonly string[];
  /** By name. */
  readonly #derived = new Map<string, Derived>();
  /** By the reader's own number. */
  readonly #own = new Map<number, ResolvedSeries>();
  readonly #byRef = new Map<number, Derived>();
  readonly #shadowed = new Set<string>();

  /** `names` of derived channels, for suggestions. */
  constructor(file: ResultsFile, names: readonly string[] = []) {
    this.#file = file;
    this.#alsoKnown = names;
    this.#nodes = new DerivedNodes(file, names);
  }

  get facts(): FileFacts {
    return this.#file.facts;
  }

  resolve(request: SeriesRequest): Resolution {
    const { object, variable, at, channels } = request;
    if (channels === undefined || isWildcard(variable)) {
      const { channels: _, ...ofFile } = request;
      const found = this.#file.resolve({ ...ofFile, alsoKnown: this.#alsoKnown });
      const takes = takesName(request);
      const own = found.kind === 'missing' ? [] : found.series.map((series) => this.#numbered(series));
      const derived = wildcardChannels(channels ?? [], variable)
        .filter(({ name }) => takes(name))
        .map(({ name }) => this.#find(name, channels ?? []).series);
      const series = [...own, ...derived];
      return found.kind === 'missing' && series.length === 0 ? found : { kind: 'found', series };
    }
    const node = this.#nodes.named(variable, channels);
    if (node.kind === 'missing') return node;
    if (this.#file.resolve({ object, variable, at }).kind === 'found') this.#shadowed.add(variable);
    return { kind: 'found', series: [this.#find(variable, channels).series] };
  }

  async read(requests: readonly PeriodRequest[], sink: SeriesSink): Promise<void> {
    for (const name of this.#shadowed) sink.warning(shadowed(name));
    const warned = new Set<string>();
    const periods = requests.map(({ period }) => period);
    for (const wanted of this.#passes(requests, sink)) {
      const once: SeriesSink = {
        block: (request, series, times, values, last) => sink.block(request, series, times, values, last),
        problem: (request, series, problem) => sink.problem(request, series, problem),
        warning: (warning, request) => {
          const text = JSON.stringify([warning, request]);
          if (!warned.has(text)) sink.warning(warning, request);
          warned.add(text);
        },
      };
      const flow = new DerivedFlow(wanted, { periods, facts: this.facts, sink: once });
      await this.#file.read(flow.requests, flow);
      flow.finish();
    }
  }

  close(): void {
    this.#file.close();
  }

  /** At least one pass: a reader knows some facts only after it has read. */
  #passes(requests: readonly PeriodRequest[], sink: SeriesSink): Wanted[][] {
    const first: Wanted[] = [];
    const passes = [first];
    let last = first;
    let held: Held[] = [];
    for (const [request, { period, series: all }] of requests.entries()) {
      const bytes = 8 * expectedSamples(period, this.facts);
      for (const [series, one] of all.entries()) {
        const derived = this.#byRef.get(one.ref);
        const node = derived?.node ?? this.#nodes.fileNode(one);
        if (node.kind === 'missing') {
          sink.problem(request, series, node.problem);
          continue;
        }
        const wanted = { request, series, node };
        if (derived === undefined || derived.held.size === 0) {
          first.push(wanted);
          continue;
        }
        const needed = new Map(
          [...derived.held].map(([what, arrays]) => [`${request} ${what}`, arrays * bytes]),
        );
        if (held.length > 0 && arraysIn([...held, needed]) > MOST_HELD) {
          last = [];
          passes.push(last);
          held = [];
        }
        held.push(needed);
        last.push(wanted);
      }
    }
    return passes;
  }

  #find(name: string, channels: readonly DerivedChannel[]): Derived {
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const node = this.#nodes.named(name, channels);
    const number = this.#derived.size;
    const { series: count } = this.facts;
    const clock = node.kind === 'missing' ? undefined : node.clock;
    const series: ResolvedSeries = {
      ref: -1 - number,
      index: count === null ? this.#own.size + number : count + 1 + number,
      object: null,
      variable: name,
      unit: node.kind === 'missing' ? '' : node.unit,
      ...(clock === undefined ? {} : { clock }),
    };
    const derived = { series, node, held: heldFor(name, channels, count !== null) };
    this.#derived.set(name, derived);
    this.#byRef.set(series.ref, derived);
    return derived;
  }

  /** Without a fixed list of series, they are numbered in the order in which they were requested, not looked up. */
  #numbered(series: ResolvedSeries): ResolvedSeries {
    if (this.facts.series !== null) return series;
    const known = this.#own.get(series.ref) ?? { ...series, index: this.#own.size + this.#derived.size };
    this.#own.set(series.ref, known);
    return known;
  }
}

function shadowed(name: string): FileWarning {
  return {
    code: 'CHANNEL_SHADOWED',
    message: `${name} is a derived channel, and the file has a channel of that name, which was not used`,
    details: { name },
  };
}
