import type { ReaderName } from '@ballast/config';
import { isWildcard, type ReadPlan, requestsOf, type SeriesRequest } from '@ballast/results-model';
import type { Input } from '../inputs/list.ts';
import { type ReaderSettings, readerNamed } from '../worker/readers.ts';
import { eachOf } from './each-of.ts';
import { LookUpApart } from './look-up-apart.ts';
import { type Answer, lookUpFile, type Question } from './look-up-file.ts';

/**
 * Of more files than this, evenly spaced ones are looked at, and others only to find a name that none of them has: some
 * hundred microseconds each would add up, and nothing else happens meanwhile.
 */
export const MOST_LOOKED_AT = 1000;
/** Heads that are read together. */
export const AT_ONCE = 16;
/** How long loading one model for its names may take, in milliseconds. */
const PATIENCE = 15_000;
/** Models that are tried before the check is given up: the first ones may be damaged. */
const MODELS_TRIED = 2;

export interface NamesToCheck {
  readonly reader: ReaderName;
  readonly settings: ReaderSettings;
  readonly inputs: readonly Input[];
  readonly plan: ReadPlan;
  /** A process that looks names up in the first model, if one has been started already. */
  readonly apart?: LookUpApart | null;
}

/** A request that files lack. */
export interface LackedName {
  readonly request: SeriesRequest;
  /** Of the first of them. */
  readonly message: string;
  readonly alternatives: readonly string[];
  readonly files: readonly string[];
}

export interface CheckedNames {
  /** Files whose names are known. */
  readonly looked: number;
  /** In none of the files that were looked at. */
  readonly nowhere: readonly LackedName[];
  /** In some of them. */
  readonly partly: readonly LackedName[];
}

/** Looks up every name of the plan in the inputs. Reads heads of files only, and loads at most a few models of OrcaFlex. */
export function checkNames(check: NamesToCheck): Promise<CheckedNames> {
  const question = { requests: requestsOf(check.plan), derived: check.plan.derived };
  const tally = new Tally(question.requests);
  const inputs = check.inputs.filter(({ refused, bytes }) => refused === null && bytes === undefined);
  if (question.requests.length === 0) return Promise.resolve(tally.result());
  const named = { ...check, inputs };
  return check.reader === 'orcaflex' ? inModels(named, question, tally) : inHeads(named, question, tally);
}

async function inHeads(
  { reader: name, settings, inputs }: NamesToCheck,
  question: Question,
  tally: Tally,
): Promise<CheckedNames> {
  const reader = await readerNamed(name, settings);
  const known = new Map<string, Answer>();
  const step = Math.ceil(inputs.length / MOST_LOOKED_AT);
  const look = async (some: readonly Input[]): Promise<void> => {
    const answers = await eachOf(some, AT_ONCE, ({ path }) => lookUpFile(reader, path, { question, known }));
    for (const [i, answer] of answers.entries()) if (answer !== null) tally.add(some[i]?.file ?? '', answer);
  };
  const spaced = inputs.filter((_, i) => i % step === 0 || i === inputs.length - 1);
  const others = step === 1 ? [] : inputs.filter((_, i) => i % step !== 0 && i !== inputs.length - 1);
  const seek = async (some: readonly Input[], atOnce: number): Promise<void> => {
    for (let from = 0; from < some.length && tally.lacksSome(); from += atOnce)
      await look(some.slice(from, from + atOnce));
  };
  // How many files lack it is of no interest for a pattern: it stands for whatever each file has.
  if (question.requests.every(({ variable }) => isWildcard(variable))) await seek(spaced, AT_ONCE);
  else await look(spaced);
  // If none of them can be read, none of the others is opened either: the batch says of each what is wrong.
  if (tally.looked > 0) await seek(others, MOST_LOOKED_AT);
  return tally.result();
}

/** The first model, and the last one for what the first one lacks. */
async function inModels(
  { reader, settings, inputs, apart = null }: NamesToCheck,
  question: Question,
  tally: Tally,
): Promise<CheckedNames> {
  let started = apart;
  const last = inputs.length - 1;
  for (const input of new Set([...inputs.slice(0, MODELS_TRIED), inputs[last]])) {
    if (input === undefined || (tally.looked > 0 && (!tally.lacksSome() || input !== inputs[last]))) continue;
    const process = started ?? new LookUpApart({ reader, settings });
    started = null;
    const answer = await process.ask({ path: input.path, question }, PATIENCE);
    if (answer !== null) tally.add(input.file, answer);
  }
  return tally.result();
}

/** Counts which files lack what. */
class Tally {
  readonly #requests: readonly SeriesRequest[];
  readonly #lacked: Map<number, LackedName & { readonly files: string[] }> = new Map();
  #looked = 0;

  constructor(requests: readonly SeriesRequest[]) {
    this.#requests = requests;
  }

  get looked(): number {
    return this.#looked;
  }

  add(file: string, answer: Answer): void {
    this.#looked += 1;
    for (const [i, lack] of answer.entries()) {
      const request = this.#requests[i];
      if (lack === null || request === undefined) continue;
      const { problem, alternatives } = lack;
      const known = this.#lacked.get(i) ?? { request, message: problem.message, alternatives, files: [] };
      known.files.push(file);
      this.#lacked.set(i, known);
    }
  }

  /** Whether a name is still to be found; at first all are. */
  lacksSome(): boolean {
    const isFirst = this.#looked === 0;
    return isFirst || [...this.#lacked.values()].some(({ files }) => files.length === this.#looked);
  }

  result(): CheckedNames {
    const all = [...this.#lacked.entries()].sort(([a], [b]) => a - b).map(([, one]) => one);
    const looked = this.#looked;
    return {
      looked,
      nowhere: all.filter(({ files }) => files.length === looked),
      partly: all.filter(({ files }) => files.length < looked),
    };
  }
}
