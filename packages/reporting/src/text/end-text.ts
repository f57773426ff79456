import { formatDuration } from '@ballast/resource-model';
import { countText, forTerminal } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';
import type { TableStatus } from '../figures/table-status.ts';
import { causeLine, causesAmong } from './causes.ts';
import { NEXT_OF_NOT_RUN, STATUS_WORDS } from './status-words.ts';
import { warningLines } from './warning-lines.ts';

/** Where the outputs of a batch are, as paths that people can open. */
export interface Places {
  readonly tables: readonly { readonly path: string }[];
  /** Tables with one file for each input. */
  readonly samples?: readonly { readonly pattern: string; readonly files: readonly unknown[] }[];
  /** Files that a table makes besides its rows. */
  readonly made?: readonly { readonly name: string; readonly paths: readonly string[] }[];
  readonly journal: string;
  /** Null if none was written. */
  readonly report: string | null;
  /** The report as a page; absent or null if none was written. */
  readonly page?: string | null;
}

/** Lines without line ends, safe to print: `stdout` has the result, `stderr` what needs attention. */
export interface EndText {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** The part of `stderr` about files that did not succeed, for `--quiet`. */
  readonly failures: readonly string[];
}

/** How a terminal shows a line whose words say the same. */
export type Tone = 'good' | 'bad' | 'doubtful';

export interface EndStyle {
  /** Whether the lines of causes name all files. */
  readonly all?: boolean;
  /** The command that names all files, for the end of a list that does not. */
  readonly nameAll?: string | null;
  /** The command that opens a file, if there is a screen. */
  readonly opener?: string | null;
  /** Marks the words that tell how it went; the text is safe to print. */
  readonly paint?: (text: string, tone: Tone) => string;
}

const MOST_CAUSES = 20;
/** Most files that the line of one cause names. */
const MOST_FILES = 3;
const MOST_WARNINGS = 20;

interface Toned {
  readonly tone: Tone;
  readonly text: string;
}
type Line = string | Toned;

/** The text at the end of a batch. */
export function endText(figures: BatchFigures, places: Places, style: EndStyle = {}): EndText {
  const failed = failedLines(figures, places, style);
  const never = notRun(figures);
  const { paint = (text: string) => text } = style;
  const shown = (line: Line): string =>
    typeof line === 'string' ? forTerminal(line) : paint(forTerminal(line.text), line.tone);
  const made = [summary(figures), ...retryLines(figures), ...placeLines(places, style)];
  return {
    stdout: made.map(shown),
    stderr: inGroups(failed, warnings(figures, places), never, nextSteps(figures)).map(shown),
    failures: inGroups(failed, never).map(shown),
  };
}

/** The files that did not succeed, by cause; safe to print. Empty if all did. */
export function failureText(figures: BatchFigures, places: Places, style: EndStyle = {}): string[] {
  return endText(figures, places, style).failures.slice();
}

function inGroups(...groups: readonly (readonly Line[])[]): Line[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ['', ...group]));
}

function summary({ statuses, inputs, makespan }: BatchFigures): Toned {
  const time = makespan === null ? '' : ` in ${formatDuration(makespan)}`;
  const text = `${statuses.succeeded} of ${countText(inputs, 'file')} succeeded${time}`;
  return { tone: statuses.succeeded === inputs ? 'good' : 'doubtful', text };
}

/** Neither counts as a failure: a denied seat, and an attempt that was followed by a retry. */
function retryLines({ seats: { denied, waited }, retried }: BatchFigures): string[] {
  const lines: string[] = [];
  const wait = waited > 0 ? `; none was available for ${formatDuration(waited)}` : '';
  if (denied > 0) lines.push(`  seats    denied ${denied === 1 ? 'once' : `${denied} times`}${wait}`);
  if (retried > 0) lines.push(`  retries  ${countText(retried, 'failed attempt')}, each followed by a retry`);
  return lines;
}

function placeLines(
  { tables, samples = [], made = [], journal, report, page = null }: Places,
  { opener = null }: EndStyle,
): string[] {
  // Tables share a workbook.
  const paths = [...new Set(tables.map(({ path }) => path))];
  const lines = paths.map((path) => `  table    ${path}`);
  for (const { pattern, files } of samples) {
    lines.push(`  table    ${pattern} (${countText(files.length, 'file')})`);
  }
  for (const { name, paths: own } of made) lines.push(`  files    ${besides(name, own)}`);
  lines.push(`  journal  ${journal}`);
  if (report !== null) lines.push(`  report   ${report}`);
  if (page !== null) lines.push(`  page     ${page}`);
  const first = paths.find((path) => path.endsWith('.xlsx')) ?? paths.find((path) => path.endsWith('.csv'));
  if (opener !== null && first !== undefined) lines.push(`  open     ${opener} "${first}"`);
  return lines;
}

/** The first of the files, and how many there are. */
function besides(name: string, paths: readonly string[]): string {
  const [first = ''] = paths;
  if (paths.length === 1) return first;
  return `${first} and ${countText(paths.length - 1, 'file')} more of the table ${name}`;
}

/** Statuses of files whose values are in the tables all the same. */
const DOUBTFUL: ReadonlySet<TableStatus> = new Set(['unstable', 'suspect', 'partial', 'incomplete']);

function failedLines(
  { tasks, statuses, inputs }: BatchFigures,
  places: Places,
  { all = false, nameAll = null }: EndStyle,
): Line[] {
  const lines: Line[] = [];
  let left = all ? Number.POSITIVE_INFINITY : MOST_CAUSES;
  let omitted = 0;
  let shortened = false;
  const most = all ? Number.POSITIVE_INFINITY : MOST_FILES;
  for (const { status, one, many = one } of STATUS_WORDS) {
    const count = statuses[status];
    if (count === 0) continue;
    const tone = DOUBTFUL.has(status) ? 'doubtful' : 'bad';
    lines.push({ tone, text: `${countText(count, 'file')} ${count === 1 ? one : many}:` });
    const causes = causesAmong(tasks.filter((task) => task.tableStatus === status));
    const shown = causes.slice(0, left);
    left -= shown.length;
    omitted += causes.length - shown.length;
    shortened ||= shown.some(({ files }) => files.length > most);
    lines.push(...shown.map((cause) => `  ${causeLine(cause, { most, inputs })}`));
  }
  if (omitted > 0) lines.push(more(omitted, places, 'cause'));
  if ((shortened || omitted > 0) && nameAll !== null) lines.push(`  all of them: ${nameAll}`);
  return lines;
}

function warnings(figures: BatchFigures, places: Places): Line[] {
  const { count, lines } = warningLines(figures);
  if (count === 0) return [];
  const shown = lines.slice(0, MOST_WARNINGS).map((line) => `  ${line}`);
  const rest = lines.length - shown.length;
  const head: Toned = { tone: 'doubtful', text: `${countText(count, 'warning')}:` };
  return [head, ...shown, ...(rest > 0 ? [more(rest, places, 'kind')] : [])];
}

function notRun({ unsettled, stop, ending }: BatchFigures): Line[] {
  if (unsettled === 0) return [];
  const what = `${countText(unsettled, 'file')} did not run to completion`;
  const why = stop === null ? '' : `: the batch was stopped (${stop.cause})`;
  const broken = stop === null && ending === null ? ': the journal breaks off' : '';
  return [{ tone: 'bad', text: `${what}${why}${broken}` }];
}

function nextSteps({ statuses }: BatchFigures): string[] {
  const steps = STATUS_WORDS.filter(({ status }) => statuses[status] > 0).map(
    ({ status, next }) => `  ${status}: ${next}`,
  );
  if (statuses['not-run'] > 0) steps.push(`  not-run: ${NEXT_OF_NOT_RUN}`);
  return steps.length === 0 ? [] : ['What to do next:', ...steps];
}

function more(count: number, { report, journal }: Places, noun?: string): string {
  const rest = noun === undefined ? `${count} more` : countText(count, `more ${noun}`);
  return `  and ${rest}; all are in ${report ?? journal}`;
}
