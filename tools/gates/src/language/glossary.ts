import type { Tree } from '../tree/tree.ts';

/** The file with the table of words, which is the only list of them. */
export const GLOSSARY_FILE = 'CONTRIBUTING.md';
const HEADING = /^## Words$/;

/** An entry of the right-hand column, and the word that we use for its meaning. */
export interface Refused {
  readonly word: string;
  readonly instead: string;
  /** Line of the table. */
  readonly line: number;
}

/** The rows of the table; empty if there is no such table. */
export function glossary(tree: Tree, files: readonly string[]): Refused[] {
  if (!files.includes(GLOSSARY_FILE)) return [];
  const lines = tree.text(GLOSSARY_FILE).split('\n');
  const start = lines.findIndex((line) => HEADING.test(line)) + 1;
  if (start === 0) return [];
  const length = lines.slice(start).findIndex((line) => line.startsWith('## '));
  return lines.slice(start, length < 0 ? undefined : start + length).flatMap((line, index) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, instead = '', , words] = cells;
    if (words === undefined || /^-+$|^word$/.test(instead)) return [];
    return words
      .split(',')
      .map((word) => ({ word: word.trim(), instead, line: start + index + 1 }))
      .filter(({ word }) => word !== '');
  });
}

export type Where = 'names' | 'messages';

/** Where a word is refused. A gate cannot distinguish meanings, so a word with a second meaning is not refused everywhere. */
export interface Judgement {
  readonly where: readonly Where[];
  /** Why the word is not refused in messages, or not at all. */
  readonly reason?: string;
}

const BOTH: Judgement = { where: ['names', 'messages'] };
const NAMES = (reason: string): Judgement => ({ where: ['names'], reason });
const NOWHERE = (reason: string): Judgement => ({ where: [], reason });

/** Every entry of the right-hand column needs a line here, and every line here is such an entry. */
export const JUDGEMENTS: ReadonlyMap<string, Judgement> = new Map([
  ['run', NOWHERE('the command is called run, and programs run')],
  ['suite', BOTH],
  ['job', BOTH],
  ['item', NAMES('OrcaFlex has items of data')],
  ['retry', NOWHERE("the field's word for a further attempt")],
  ['instance', BOTH],
  ['thread', NAMES('a process has threads')],
  ['agent', BOTH],
  ['token', BOTH],
  ['limit', NOWHERE('limits of memory and of time are limits too')],
  ['free', NAMES('plain English for memory, cores and disks')],
  ['requirement', BOTH],
  ['lease', BOTH],
  ['promise', BOTH],
  ['commit', NAMES('the system has a commit charge')],
  ['consumption', BOTH],
  ['concurrency', BOTH],
  ['dispatch', BOTH],
  ['verdict', BOTH],
  ['stage', BOTH],
  ['shutdown', BOTH],
  ['RAM usage', BOTH],
  ['peak', BOTH],
  ['duration', NOWHERE('a length of time is a duration')],
  ['log', NOWHERE('workers and OrcaFlex write logs')],
  ['result', NOWHERE('what is read from a file is a result')],
  ['finish', NOWHERE('an ordinary verb')],
  ['survivor', BOTH],
  ['engine', BOTH],
  ['parser', BOTH],
]);

/** A place where a refused word means something else. */
export interface Exception {
  readonly word: string;
  /** Only below this folder. */
  readonly below?: string;
  /** Only in names and messages like this. */
  readonly like?: RegExp;
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [
  { word: 'job', below: 'packages/profiler/', reason: "Windows' job objects" },
  { word: 'job', below: 'packages/cluster-submit/', reason: 'jobs of a cluster' },
  { word: 'job', below: 'apps/cli/src/cluster/', reason: 'jobs of a cluster' },
  { word: 'job', like: /\bjob objects?\b/i, reason: "Windows' job objects" },
  {
    word: 'thread',
    like: /^(?:threadCount|nativeThreads)$|ThreadAffinity$/,
    reason: 'threads of one process',
  },
  { word: 'thread', like: /^threads$/, reason: 'a key of batch files: cores that one task uses' },
  {
    word: 'token',
    like: /\b(?:resources\.)?tokens?(?:Schema|Seats)?\b|--tokens/,
    reason: 'a key of batch files: limits that the user names',
  },
  { word: 'item', like: /^(?:items|itemsOf|itemsAt)$/, reason: 'entries of a list in JSON Schema and YAML' },
  { word: 'item', like: /^DataItem$/, reason: "OrcaFlex's items of data" },
  { word: 'stage', below: 'packages/orcaflex-native-bridge/', reason: 'stages of a simulation' },
  { word: 'stage', below: 'packages/results-model/', reason: 'stages of a simulation' },
  { word: 'stage', below: 'packages/config/', reason: 'stages of a simulation' },
  { word: 'verdict', below: 'apps/bench/', reason: 'the verdict of a statistical comparison' },
  { word: 'suite', below: 'apps/bench/', reason: 'a suite of benchmark cases' },
  { word: 'commit', below: 'packages/profiler/', reason: 'the commit charge of Windows' },
  { word: 'commit', below: 'packages/batch/src/files/', reason: 'a file is written, then committed' },
  {
    word: 'free',
    like: /^free$/,
    reason: 'a key of batch files: how much memory the policy memfree wants free',
  },
  { word: 'promise', like: /new Promise|Promise</, reason: 'a program inside a string' },
  { word: 'peak', below: 'packages/profiler/src/platform/windows/abi/', reason: "a field of Windows' own" },
  { word: 'peak', like: /^peaksOverThreshold$/i, reason: 'the name of a method of extreme statistics' },
  {
    word: 'peak',
    below: 'packages/results-model/src/crossings/',
    reason: 'the term for a largest sample of a series',
  },
  {
    word: 'peak',
    below: 'packages/results-model/src/analyses/',
    reason: 'the term for a largest sample of a series',
  },
  {
    word: 'peak',
    below: 'packages/config/src/schema/loads/analysis-schema.ts',
    reason: 'the term for a largest sample of a series',
  },
  { word: 'engine', below: 'packages/scheduler/src/engine/', reason: 'the loop that carries out commands' },
];
