import { compileFormula, type Evaluate } from '../formula/compile-formula.ts';
import { seriesIn } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import type { ResolvedSeries, ResultsFile, SeriesProblem } from '../reader/results-file.ts';
import { isWildcard } from '../series/wildcard.ts';
import { sourceText } from './channel-definition.ts';
import { sourceNamed } from './definition-order.ts';
import {
  type ChannelSource,
  type ConditionedChannel,
  type Conditioning,
  type DerivedChannel,
  definedName,
  type FormulaChannel,
} from './derived-channel.ts';

/** A series of one file, or how it is computed from others. The same object for the same series. */
export type Node = FileNode | FormulaNode | ConditionedNode | MissingNode;

export interface FileNode {
  readonly kind: 'file';
  readonly unit: string;
  readonly clock: string | undefined;
  readonly series: ResolvedSeries;
}

export interface FormulaNode {
  readonly kind: 'formula';
  readonly name: string;
  readonly unit: string;
  readonly clock: string | undefined;
  readonly inputs: readonly Exclude<Node, MissingNode>[];
  readonly evaluate: Evaluate;
}

export interface ConditionedNode {
  readonly kind: 'conditioned';
  readonly name: string;
  readonly unit: string;
  readonly clock: string | undefined;
  readonly input: Exclude<Node, MissingNode>;
  readonly steps: readonly Conditioning[];
}

/** A series that this file cannot have. */
export interface MissingNode {
  readonly kind: 'missing';
  readonly problem: SeriesProblem;
}

/** Looks up derived channels in one file, each once. */
export class DerivedNodes {
  readonly #file: Pick<ResultsFile, 'resolve'>;
  readonly #alsoKnown: readonly string[];
  readonly #known = new Map<string, Node>();
  readonly #files = new Map<number, FileNode>();

  /** `alsoKnown`: names of derived channels, for suggestions. */
  constructor(file: Pick<ResultsFile, 'resolve'>, alsoKnown: readonly string[]) {
    this.#file = file;
    this.#alsoKnown = alsoKnown;
  }

  /** The series of the channel `name`, which may be computed from those before it only. */
  named(name: string, channels: readonly DerivedChannel[]): Node {
    return this.#of(
      channels,
      channels.findIndex((channel) => channel.name === name),
    );
  }

  #of(channels: readonly DerivedChannel[], place: number): Node {
    const channel = channels[place];
    if (channel === undefined) throw new Error(`defect: there is no derived channel ${place}`);
    const known = this.#known.get(channel.name);
    if (known !== undefined) return known;
    const before = channels.slice(0, place);
    const node =
      channel.kind === 'formula' ? this.#formula(channel, before) : this.#conditioned(channel, before);
    this.#known.set(channel.name, node);
    return node;
  }

  fileNode(series: ResolvedSeries): FileNode {
    const known = this.#files.get(series.ref);
    if (known !== undefined) return known;
    const node: FileNode = { kind: 'file', unit: series.unit, clock: undefined, series };
    this.#files.set(series.ref, node);
    return node;
  }

  #formula({ name, formula, unit, series }: FormulaChannel, before: readonly DerivedChannel[]): Node {
    const parsed = parseFormula(formula);
    if (!parsed.ok) {
      const { position, expected, found } = parsed.problem;
      const message = `${name}: expected ${expected} at character ${position + 1} of the formula, found ${found}`;
      return { kind: 'missing', problem: { code: 'FORMULA_INVALID', message } };
    }
    const names = seriesIn(parsed.expression).map((one) => one.name);
    const inputs: Exclude<Node, MissingNode>[] = [];
    for (const one of names) {
      const node = this.#source(sourceNamed(series, one), before);
      if (node.kind === 'missing') return missing(name, node.problem);
      inputs.push(node);
    }
    const [first] = inputs;
    if (first === undefined)
      return missing(name, { code: 'FORMULA_INVALID', message: 'the formula has no series' });
    if (inputs.some(({ clock }) => clock !== first.clock)) return missing(name, TIMES_DIFFER);
    return {
      kind: 'formula',
      name,
      unit,
      clock: first.clock,
      inputs,
      evaluate: compileFormula(parsed.expression, names),
    };
  }

  #conditioned({ name, of, steps }: ConditionedChannel, before: readonly DerivedChannel[]): Node {
    const input = this.#source(of, before);
    if (input.kind === 'missing') return missing(name, input.problem);
    const own = steps.find(({ kind }) => kind === 'resample');
    const clock = own?.kind === 'resample' ? `${input.clock ?? ''}/${own.step}` : input.clock;
    return { kind: 'conditioned', name, unit: input.unit, clock, input, steps };
  }

  #source(source: ChannelSource, before: readonly DerivedChannel[]): Node {
    const name = definedName(source);
    const place = before.findIndex((channel) => channel.name === name);
    if (place >= 0) return this.#of(before, place);
    if (source.variable === '*') return notOne(source.variable);
    const { object, variable, at } = source;
    const resolution = this.#file.resolve({ object, variable, at, alsoKnown: this.#alsoKnown });
    if (resolution.kind === 'missing') return resolution;
    if (isWildcard(source.variable) && resolution.series.length > 1) return notOne(source.variable);
    // A file may have a name twice; like a library, this takes the first one.
    const [first] = resolution.series;
    if (first !== undefined) return this.fileNode(first);
    const message = `the file has no series ${sourceText(source)}`;
    return { kind: 'missing', problem: { code: 'NO_SERIES', message } };
  }
}

function notOne(variable: string): MissingNode {
  return { kind: 'missing', problem: { code: 'SERIES_NEEDED', message: `${variable} is not one series` } };
}

/** For series that cannot be computed together, sample by sample. */
export const TIMES_DIFFER: SeriesProblem = {
  code: 'TIMES_DIFFER',
  message: 'its series were sampled at different times; resample all of them with the same step',
};

function missing(name: string, problem: SeriesProblem): MissingNode {
  return { kind: 'missing', problem: aboutChannel(name, problem) };
}

/** The problem of a source as a problem of the channel that needs it. */
export function aboutChannel(name: string, { code, message }: SeriesProblem): SeriesProblem {
  return { code, message: `${name}: ${message}` };
}
