import { isFault } from '@ballast/resource-model';
import {
  lookUp,
  type NameLookup,
  type Reader,
  type ReadPlan,
  type SeriesProblem,
  type SeriesRequest,
} from '@ballast/results-model';

/** What is looked up in a file; JSON-serialisable. */
export interface Question {
  readonly requests: readonly SeriesRequest[];
  readonly derived?: ReadPlan['derived'];
}

/** For each request what the file has instead, or null if it has what is requested. */
export type Answer = readonly (Lack | null)[];

interface Lack {
  readonly problem: SeriesProblem;
  /** Other names in the file. */
  readonly alternatives: readonly string[];
}

/** Null for a file that cannot be read: its attempt will report why. `known`: answers of files with the same names. */
export async function lookUpFile(
  reader: Reader,
  path: string,
  { question, known }: { readonly question: Question; readonly known: Map<string, Answer> },
): Promise<Answer | null> {
  const names = await namesOrNull(reader, path);
  if (names === null) return null;
  try {
    const answer = known.get(names.signature) ?? answerOf(names, question);
    known.set(names.signature, answer);
    return answer;
  } finally {
    names.close();
  }
}

function answerOf(names: NameLookup, { requests, derived }: Question): Answer {
  const problems = lookUp(names, requests, derived);
  return requests.map((request, i) => {
    const problem = problems[i] ?? null;
    return problem === null || !isAboutName(problem)
      ? null
      : { problem, alternatives: names.alternatives(request) };
  });
}

/** Of the refusals of the OrcaFlex library, two are about names; a position may suit the models of other files. */
function isAboutName({ code }: SeriesProblem): boolean {
  return !code.startsWith('ORCFXAPI_') || ABOUT_NAMES.includes(code);
}

const ABOUT_NAMES = ['ORCFXAPI_NO_SUCH_OBJECT', 'ORCFXAPI_UNRECOGNISED_VAR_NAME'];

async function namesOrNull(reader: Reader, path: string): Promise<NameLookup | null> {
  if (reader.lookup === undefined) return null;
  try {
    return await reader.lookup(path);
  } catch (error) {
    if (isFault(error)) return null;
    throw error;
  }
}
