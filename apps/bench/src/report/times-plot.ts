import type { DocumentPart, ValueRow } from '@ballast/report-page';
import type { Measure } from '../result/experiment.ts';
import { REFERENCE } from '../result/names.ts';
import { type ContenderSummary, timeOf } from '../result/summary.ts';
import { intervalText, secondsText } from './words.ts';

/** Medians with their intervals, and each run as a small dot; the reference's interval is a vertical band. */
export function timesPlot(summaries: readonly ContenderSummary[], measure: Measure): DocumentPart {
  const most = Math.max(
    0,
    ...summaries.flatMap(({ runs }) => runs.flatMap((run) => timeOf(run, measure) ?? [])),
  );
  const reference = summaries.find(({ fact }) => fact.name === REFERENCE)?.time ?? null;
  return {
    kind: 'in-rows',
    chart: {
      says: `${measure} by contender: ${summaries.map(({ fact, time }) => `${fact.name} ${time === null ? 'never succeeded' : intervalText(time, secondsText)}`).join(', ')}.`,
      axis: { label: `${measure}; dots are single runs`, style: 'seconds', from: 0, until: most * 1.02 || 1 },
      rows: summaries.map((summary) => rowOf(summary, measure)),
      ...(reference === null ? {} : { band: [reference.low, reference.high] }),
    },
  };
}

function rowOf({ fact, time, runs }: ContenderSummary, measure: Measure): ValueRow {
  const colour = fact.name === REFERENCE ? 'storage' : 'cores';
  if (time === null) return { name: fact.name, value: null, words: 'never succeeded', colour };
  return {
    name: fact.name,
    value: time.estimate,
    interval: [time.low, time.high],
    dots: runs.flatMap((run) => timeOf(run, measure) ?? []),
    words: intervalText(time, secondsText),
    colour,
  };
}
