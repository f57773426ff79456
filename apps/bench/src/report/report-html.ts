import { aimsOf } from '../result/aims.ts';
import type { CaseResult, Experiment } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { type ContenderSummary, summarise } from '../result/summary.ts';
import { type Child, joined, type Markup, tag } from './markup.ts';
import { STYLE } from './style.ts';
import { sweepPlot } from './sweep-plot.ts';
import { caseRemarks, costTable, type TableText, timesTable } from './tables.ts';
import { timesPlot } from './times-plot.ts';
import { isTraced, memoryPlot, timelinePlot } from './trace-plots.ts';
import { bytesText } from './words.ts';

/** Plain paragraphs in front of the cases. */
export type Explanation = readonly string[];

/** One self-contained page; equal experiments give equal bytes. */
export function reportHtml(experiment: Experiment, explanation: Explanation): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  const head = tag(
    'head',
    {},
    { markup: '<meta charset="utf-8">' },
    { markup: '<meta name="viewport" content="width=device-width">' },
    { markup: `<meta http-equiv="Content-Security-Policy" content="${policy}">` },
    tag('title', {}, `Ballast bench: ${experiment.suite}`),
    { markup: `<style>${STYLE}</style>` },
  );
  const body = tag(
    'body',
    {},
    tag('h1', {}, `Ballast bench: ${experiment.suite}`),
    ...circumstances(experiment),
    ...explanation.map((words) => tag('p', {}, words)),
    ...aimsPart(experiment),
    ...experiment.cases.map((result) => casePart(result, experiment.seed)),
    tag('h2', {}, 'How to read this'),
    ...READING.map((words) => tag('p', {}, words)),
  );
  return `<!doctype html>\n${tag('html', { lang: 'en' }, head, body).markup}\n`;
}

const READING: readonly string[] = [
  'Times are medians with bootstrap 95 % intervals; rings are single runs. Contenders of a repeat ran one after the other, in a random order for each repeat, and ratios are of runs of the same repeat. There is a verdict only if the interval of the ratio excludes 1.',
  'Makespan is from the first admission to the last settlement (for others than Ballast: from the start of the first task to the end of the last), wall is the whole command. Memory is the resident set of all processes of the command, shared pages counted once, sampled every 50 ms; what is shorter is not seen. Processor time and bytes are what the system counted for the command and all that it had started.',
];

function circumstances({
  machine,
  versions,
  startedAt,
  seconds,
  seed,
  planted,
}: Experiment): readonly Child[] {
  const versionWords = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const facts: readonly (readonly [string, string])[] = [
    [
      'machine',
      `${machine.cpu}, ${machine.cores} cores, ${bytesText(machine.memory)}, storage ${machine.storage}`,
    ],
    ['system', machine.os],
    ['versions', versionWords.join('; ')],
    ['measured', `${startedAt}, in ${(seconds / 60).toFixed(1)} min, seed ${seed}`],
    ['load of the machine', `${machine.loadBefore} before, ${machine.loadAfter} after (runnable processes)`],
  ];
  const rows = facts.map(([name, value]) =>
    tag('tr', {}, tag('td', {}, name), tag('td', { class: 'text' }, value)),
  );
  const names = Object.entries(planted).map(([name, factor]) => `${name} x ${factor}`);
  const warning = `Planted: recorded times were multiplied (${names.join(', ')}). This is not a measurement.`;
  return [
    tag('table', {}, ...rows),
    ...(names.length === 0 ? [] : [tag('p', { class: 'not-met' }, warning)]),
  ];
}

function aimsPart({ suite, cases, seed }: Experiment): readonly Child[] {
  if (suite !== 'sweep') return [];
  const rows = aimsOf(cases, seed).map(({ aim, found, met }) => [aim, found, met ? 'met' : 'not met']);
  return [tag('h2', {}, 'Aims'), htmlTable({ header: ['aim', 'found', ''], rows }, 'words')];
}

function casePart(result: CaseResult, seed: number): Markup {
  const summaries = summarise(result, seed);
  const sweep = sweepPlot(summaries);
  const taking = result.contenders.filter((fact) => fact.missing === null);
  return tag(
    'section',
    {},
    tag('h2', {}, result.name),
    tag(
      'p',
      {},
      `${result.files} files, ${bytesText(result.bytes)}, the largest ${bytesText(result.largestFile)}; scale ${result.scale}; ` +
        `budget ${bytesText(result.budget)}; warm-up: ${result.warmUp}.`,
    ),
    tag('ul', {}, ...conditionItems(result), ...caseRemarks(result).map((words) => tag('li', {}, words))),
    tag('figure', {}, timesPlot(summaries, result.measure)),
    htmlTable(timesTable(summaries, result)),
    ...(sweep === null ? [] : [tag('h3', {}, 'Against the number of workers'), tag('figure', {}, sweep)]),
    ...tracesPart(summaries, result),
    tag('h3', {}, 'Usage per run'),
    tag('div', { class: 'wide' }, htmlTable(costTable(summaries))),
    tag('h3', {}, 'Contenders'),
    htmlTable({ header: ['contender', ''], rows: taking.map(({ name, words }) => [name, words]) }, 'words'),
  );
}

function conditionItems({ conditions }: CaseResult): readonly Markup[] {
  return conditions.map(({ condition, inForce, how }) => {
    const state = inForce ? 'in force' : 'NOT in force';
    return tag('li', inForce ? {} : { class: 'off' }, `${condition}: ${state} (${how})`);
  });
}

/** Lines of more contenders cannot be distinguished. */
const MOST_LINES = 5;

function tracesPart(summaries: readonly ContenderSummary[], { budget }: CaseResult): readonly Child[] {
  const traced = summaries.flatMap(({ runs }) => runs).filter(isTraced);
  const drawn = traced.filter(({ trace }) => trace.memory.length > 0).slice(0, MOST_LINES);
  const ours = traced.filter(({ contender, trace }) => contender === REFERENCE && trace.tasks.length > 0);
  const other = traced.filter(({ contender, trace }) => contender !== REFERENCE && trace.tasks.length > 0);
  return [
    ...(drawn.length === 0
      ? []
      : [tag('h3', {}, 'Memory against time, first repeat'), tag('figure', {}, memoryPlot(drawn, budget))]),
    ...[...ours, ...other.slice(0, 1)].flatMap((run) => [
      tag('h3', {}, `Workers of ${run.contender}, first repeat: loading light, the rest dark`),
      tag('figure', {}, timelinePlot(run)),
    ]),
  ];
}

function htmlTable({ header, rows }: TableText, style = ''): Markup {
  const cells = (name: string, row: readonly string[]): Markup =>
    tag('tr', {}, ...row.map((cell) => tag(name, {}, cell)));
  return joined([
    tag(
      'table',
      { class: style },
      tag('thead', {}, cells('th', header)),
      tag('tbody', {}, ...rows.map((row) => cells('td', row))),
    ),
  ]);
}
