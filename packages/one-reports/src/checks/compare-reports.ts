import type { RunTotals } from '@ballast/results-model';
import { reportName } from '../kinds/kind.ts';

/** One whole report, with what other reports of its run repeat. */
export interface ReportOfRun {
  /** Path of the report: those of one run differ in the kind at the end. */
  readonly file: string;
  readonly totals: RunTotals;
}

export interface Disagreement {
  /** Number of the report whose figures the others are compared with. */
  readonly report: number;
  /** For use after the name of that report. */
  readonly message: string;
}

/** Figures of four decimals are compared with means of the same numbers. */
const TOLERANCE = 1e-4;

/** Takes the reports of many runs one by one; keeps only those that there is something to compare with. */
export interface RunComparison {
  readonly add: (report: ReportOfRun) => void;
  /** What the reports of each run say of the same thing, where they do not say the same; reports in the order of `add`. */
  readonly found: () => readonly Disagreement[];
}

/** `files`: the paths of all reports, so that it is known which runs have several. */
export function runComparison(files: readonly string[]): RunComparison {
  const reportsOf = new Map<string, number>();
  for (const file of files) {
    const run = runOf(file);
    reportsOf.set(run, (reportsOf.get(run) ?? 0) + 1);
  }
  const runs = new Map<string, Numbered[]>();
  const found: Disagreement[] = [];
  let count = 0;
  return {
    add: ({ file, totals }) => {
      const run = runOf(file);
      const report = { number: count, totals };
      count += 1;
      for (const message of ownRules(totals)) found.push({ report: report.number, message });
      if ((reportsOf.get(run) ?? 0) < 2) return;
      const own = runs.get(run) ?? [];
      runs.set(run, own);
      own.push(report);
    },
    found: () => [...found, ...[...runs.values()].flatMap(ofRun)].sort((a, b) => a.report - b.report),
  };
}

interface Numbered {
  readonly number: number;
  readonly totals: RunTotals;
}

function runOf(file: string): string {
  return reportName(file)?.run ?? file;
}

function ofRun(reports: readonly Numbered[]): Disagreement[] {
  const ordered = reports.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
  return ordered.flatMap((first, i) =>
    ordered
      .slice(i + 1)
      .flatMap((second) =>
        between(first.totals, second.totals).map((message) => ({ report: first.number, message })),
      ),
  );
}

/** The summary of a run stands for it. */
function rank(report: Numbered): number {
  return report.totals.kind === 'MessageStatsReport' ? 0 : 1;
}

function between(a: RunTotals, b: RunTotals): string[] {
  const shared = Object.keys(a.figures).filter((name) => Object.hasOwn(b.figures, name));
  const different = shared.flatMap((name) => {
    const [one, other] = [a.figures[name] ?? 0, b.figures[name] ?? 0];
    if (Math.abs(one - other) <= TOLERANCE) return [];
    return [`says ${name} ${one}, the ${b.kind} of the same run ${other}`];
  });
  return [...different, ...contacts(a, b), ...contacts(b, a)];
}

/** A contact of two hosts ends with a link that goes down; links on a second interface may be counted or not. */
function contacts(log: RunTotals, times: RunTotals): string[] {
  const { linksDown, linkedTwice } = log.figures;
  const { contacts: counted } = times.figures;
  if (linksDown === undefined || linkedTwice === undefined || counted === undefined) return [];
  if (counted <= linksDown && counted >= linksDown - linkedTwice) return [];
  const twice = linkedTwice === 0 ? '' : `, ${linkedTwice} of them on a second interface`;
  return [
    `and the ${times.kind === 'ContactTimesReport' ? times.kind : log.kind} of the same run disagree: ${counted} contacts, ${linksDown} links that went down${twice}`,
  ];
}

/** What follows from other figures of the same report. */
function ownRules({ kind, figures }: RunTotals): string[] {
  if (kind !== 'MessageStatsReport') return [];
  const { created, delivered, relayed, delivery_prob: share, overhead_ratio: overhead } = figures;
  const wrong = (name: string, found: number | undefined, expected: number): string[] =>
    found === undefined || !Number.isFinite(expected) || Math.abs(found - expected) <= TOLERANCE
      ? []
      : [`says ${name} ${found} while its counts give ${expected.toFixed(4)}`];
  if (created === undefined || delivered === undefined) return [];
  return [
    ...wrong('delivery_prob', share, delivered / created),
    ...(relayed === undefined ? [] : wrong('overhead_ratio', overhead, (relayed - delivered) / delivered)),
  ];
}
