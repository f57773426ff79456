import type { RunTotals } from '@ballast/results-model';
import { reportName } from '../kinds/kind.ts';

/** One whole report, with what other reports of its run repeat. */
export interface ReportOfRun {
  /** Path of the report: those of one run differ in the kind at the end. */
  readonly file: string;
  readonly totals: RunTotals;
}

export interface Disagreement {
  /** Position of the report whose figures the others are compared with. */
  readonly report: number;
  /** For use after the name of that report. */
  readonly message: string;
}

/** Figures of four decimals are compared with means of the same numbers. */
const TOLERANCE = 1e-4;

/** What the reports of each run say of the same thing, where they do not say the same. */
export function compareReports(reports: readonly ReportOfRun[]): readonly Disagreement[] {
  const runs = new Map<string, number[]>();
  for (const [i, { file }] of reports.entries()) {
    const run = reportName(file)?.run ?? file;
    const own = runs.get(run) ?? [];
    runs.set(run, own);
    own.push(i);
  }
  return [...runs.values()].flatMap((own) => {
    const ordered = own.toSorted((a, b) => rank(reports[a]) - rank(reports[b]) || a - b);
    return ordered.flatMap((first, i) => {
      const report = reports[first];
      if (report === undefined) return [];
      const alone = ownRules(report.totals);
      const others = ordered.slice(i + 1).flatMap((second) => {
        const other = reports[second];
        return other === undefined ? [] : between(report.totals, other.totals);
      });
      return [...alone, ...others].map((message) => ({ report: first, message }));
    });
  });
}

/** The summary of a run stands for it. */
function rank(report: ReportOfRun | undefined): number {
  return report?.totals.kind === 'MessageStatsReport' ? 0 : 1;
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
