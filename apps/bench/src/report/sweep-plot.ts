import type { DocumentPart, Point } from '@ballast/report-page';
import { REFERENCE } from '../result/names.ts';
import { type ContenderSummary, workersOf } from '../result/summary.ts';
import { intervalText, secondsText } from './words.ts';

/** Time by fixed number of workers, with the reference; null with fewer than two numbers. */
export function sweepPlot(summaries: readonly ContenderSummary[]): DocumentPart | null {
  const points = summaries
    .flatMap(({ fact, time }) => {
      const workers = workersOf(fact.name);
      return workers === null || time === null ? [] : [{ workers, time }];
    })
    .sort((a, b) => a.workers - b.workers);
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 2 || first === undefined || last === undefined) return null;
  const auto = summaries.find(({ fact }) => fact.name === REFERENCE)?.time ?? null;
  const most = Math.max(...points.map(({ time }) => time.high), auto?.high ?? 0);
  const ends = [first.workers / 1.1, last.workers * 1.1] as const;
  const across = (value: number): Point[] => ends.map((at) => [at, value]);
  const says = `Time against the fixed number of workers: ${points.map(({ workers, time }) => `${workers}: ${secondsText(time.estimate)}`).join(', ')}${auto === null ? '' : `; ${REFERENCE}: ${intervalText(auto, secondsText)}`}.`;
  return {
    kind: 'over-axes',
    chart: {
      says,
      x: { label: 'fixed number of workers', style: 'count', log: true, from: ends[0], until: ends[1] },
      y: { label: 'time', style: 'seconds', from: 0, until: most * 1.05 || 1 },
      marks: [
        ...(auto === null
          ? []
          : [
              {
                kind: 'area' as const,
                lower: across(auto.low),
                upper: across(auto.high),
                colour: 'storage' as const,
              },
              {
                kind: 'rule' as const,
                axis: 'y' as const,
                at: auto.estimate,
                words: REFERENCE,
                colour: 'storage' as const,
              },
            ]),
        {
          kind: 'line',
          points: points.map(({ workers, time }) => [workers, time.estimate]),
          colour: 'cores',
        },
        {
          kind: 'ticks',
          spans: points.map(({ workers, time }) => [workers, time.low, time.high]),
          colour: 'ink',
        },
        {
          kind: 'dots',
          points: points.map(({ workers, time }) => [workers, time.estimate]),
          colour: 'cores',
          size: 8,
        },
      ],
      legend: [
        ['storage', REFERENCE],
        ['cores', 'a fixed number of workers'],
      ],
    },
  };
}
