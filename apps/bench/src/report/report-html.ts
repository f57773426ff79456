import { type DocumentPart, documentPage, type ReportDocument } from '@ballast/report-page';
import { aimsOf } from '../result/aims.ts';
import type { CaseResult, Experiment } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { type ContenderSummary, summarise } from '../result/summary.ts';
import { sweepPlot } from './sweep-plot.ts';
import { caseRemarks, costTable, type TableText, timesTable } from './tables.ts';
import { timesPlot } from './times-plot.ts';
import { isTraced, memoryPlot, timelinePlot } from './trace-plots.ts';
import { bytesText } from './words.ts';

/** Plain paragraphs in front of the cases. */
export type Explanation = readonly string[];

/** One self-contained page; equal experiments give equal bytes. */
export function reportHtml(experiment: Experiment, explanation: Explanation): string {
  const texts = (words: readonly string[]): DocumentPart[] => words.map((text) => ({ kind: 'text', text }));
  return documentPage({
    title: `Ballast bench: ${experiment.suite}`,
    sections: [
      { heading: null, parts: [...circumstances(experiment), ...texts(explanation)] },
      ...aimsPart(experiment),
      ...experiment.cases.map((result) => casePart(result, experiment.seed)),
      { heading: 'How to read this', parts: texts(READING) },
    ],
  });
}

type Section = ReportDocument['sections'][number];

const READING: readonly string[] = [
  'Times are medians with bootstrap 95 % intervals; small dots are single runs. Contenders of a repeat ran one after the other, in a random order for each repeat, and ratios are of runs of the same repeat. There is a verdict only if the interval of the ratio excludes 1.',
  'Makespan is from the first admission to the last settlement (for others than Ballast: from the start of the first task to the end of the last), wall is the whole command. Memory is the resident set of all processes of the command, shared pages counted once, sampled every 50 ms; what is shorter is not seen. Processor time and bytes are what the system counted for the command and all that it had started.',
];

function circumstances({
  machine,
  versions,
  startedAt,
  seconds,
  seed,
  planted,
}: Experiment): readonly DocumentPart[] {
  const versionWords = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const names = Object.entries(planted).map(([name, factor]) => `${name} x ${factor}`);
  const warning = `Planted: recorded times were multiplied (${names.join(', ')}). This is not a measurement.`;
  return [
    {
      kind: 'facts',
      facts: [
        [
          'machine',
          `${machine.cpu}, ${machine.cores} cores, ${bytesText(machine.memory)}, storage ${machine.storage}`,
        ],
        ['system', machine.os],
        ['versions', versionWords.join('; ')],
        ['measured', `${startedAt}, in ${(seconds / 60).toFixed(1)} min, seed ${seed}`],
        [
          'load of the machine',
          `${machine.loadBefore} before, ${machine.loadAfter} after (runnable processes)`,
        ],
      ],
    },
    ...(names.length === 0 ? [] : [{ kind: 'text' as const, text: warning, isWarning: true }]),
  ];
}

function aimsPart({ suite, cases, seed }: Experiment): readonly Section[] {
  if (suite !== 'sweep') return [];
  const rows = aimsOf(cases, seed).map(({ aim, found, met }) => [aim, found, met ? 'met' : 'not met']);
  return [{ heading: 'Aims', parts: [tableOf('Aims', { header: ['aim', 'found', ''], rows }, true)] }];
}

function casePart(result: CaseResult, seed: number): Section {
  const summaries = summarise(result, seed);
  const sweep = sweepPlot(summaries);
  const taking = result.contenders.filter((fact) => fact.missing === null);
  const contenders = { header: ['contender', ''], rows: taking.map(({ name, words }) => [name, words]) };
  return {
    heading: result.name,
    parts: [
      {
        kind: 'text',
        text:
          `${result.files} files, ${bytesText(result.bytes)}, the largest ${bytesText(result.largestFile)}; scale ${result.scale}; ` +
          `budget ${bytesText(result.budget)}; warm-up: ${result.warmUp}.`,
      },
      { kind: 'list', items: [...conditionItems(result), ...remarkItems(result)] },
      timesPlot(summaries, result.measure),
      tableOf(`Times in ${result.name}`, timesTable(summaries, result)),
      ...(sweep === null ? [] : [heading('Against the number of workers'), sweep]),
      ...tracesPart(summaries, result),
      heading('Usage per run'),
      tableOf(`Usage per run in ${result.name}`, costTable(summaries)),
      heading('Contenders'),
      tableOf(`Contenders of ${result.name}`, contenders, true),
    ],
  };
}

type Item = Extract<DocumentPart, { kind: 'list' }>['items'][number];

function conditionItems({ conditions }: CaseResult): readonly Item[] {
  return conditions.map(({ condition, inForce, how }) => {
    const state = inForce ? 'in force' : 'NOT in force';
    return { text: `${condition}: ${state} (${how})`, isWarning: !inForce };
  });
}

function remarkItems(result: CaseResult): readonly Item[] {
  return caseRemarks(result).map((text) => ({ text, isWarning: false }));
}

/** Lines of more contenders cannot be distinguished. */
const MOST_LINES = 5;

function tracesPart(summaries: readonly ContenderSummary[], { budget }: CaseResult): readonly DocumentPart[] {
  const traced = summaries.flatMap(({ runs }) => runs).filter(isTraced);
  const drawn = traced.filter(({ trace }) => trace.memory.length > 0).slice(0, MOST_LINES);
  const ours = traced.filter(({ contender, trace }) => contender === REFERENCE && trace.tasks.length > 0);
  const other = traced.filter(({ contender, trace }) => contender !== REFERENCE && trace.tasks.length > 0);
  return [
    ...(drawn.length === 0 ? [] : [heading('Memory against time, first repeat'), memoryPlot(drawn, budget)]),
    ...[...ours, ...other.slice(0, 1)].flatMap((run) => [
      heading(`Workers of ${run.contender}, first repeat`),
      timelinePlot(run),
    ]),
  ];
}

function heading(text: string): DocumentPart {
  return { kind: 'heading', text };
}

function tableOf(name: string, { header, rows }: TableText, isText = false): DocumentPart {
  return { kind: 'table', name, header, rows, isText };
}
