import { DerivedFile } from '../derived/derived-file.ts';
import type { FileFacts, ResultsFile, SeriesProblem } from '../reader/results-file.ts';
import { WHOLE } from '../series/period.ts';
import { type SeriesRequest, seriesKeyText } from '../series/series-key.ts';
import { distinct } from './distinct.ts';
import type { ReadPlan } from './read-plan.ts';
import { noSeries } from './resolve-plan.ts';

/** Every distinct thing with a name that a plan asks a file for; data of a model are left out. */
export function requestsOf({ keys, values }: ReadPlan): readonly SeriesRequest[] {
  const ofKeys = keys.map(({ object, variable, at, except, channels }): SeriesRequest => {
    const left = except === undefined ? {} : { except };
    return { object, variable, at, ...left, ...(channels === undefined ? {} : { channels }) };
  });
  const ofValues = values.flatMap((key): SeriesRequest[] => {
    if (key.kind === 'data' || key.kind === 'figures') return [];
    return [{ object: key.object, variable: key.variable, at: key.kind === 'static' ? key.at : null }];
  });
  const textOf = (request: SeriesRequest): string => seriesKeyText({ ...request, period: WHOLE });
  return distinct([...ofKeys, ...ofValues], textOf).items;
}

/** For each request the problem that the file would have with it, or null. `derived`: as in `ReadPlan`. */
export function lookUp(
  names: Pick<ResultsFile, 'resolve'>,
  requests: readonly SeriesRequest[],
  derived: ReadPlan['derived'],
): (SeriesProblem | null)[] {
  const file = new DerivedFile(withoutSamples(names), derived);
  return requests.map((request) => {
    const found = file.resolve(request);
    if (found.kind === 'missing') return found.problem;
    return found.series.length === 0 ? noSeries(request) : null;
  });
}

function withoutSamples({ resolve }: Pick<ResultsFile, 'resolve'>): ResultsFile {
  return {
    facts: NO_FACTS,
    resolve,
    read: () => Promise.reject(new Error('defect: a file that was only looked up is read')),
    close: () => undefined,
  };
}

const NO_FACTS: FileFacts = {
  format: '',
  completeness: 'complete',
  samples: 0,
  series: 0,
  startTime: null,
  endTime: null,
  plannedEndTime: null,
  warnings: [],
  writtenBy: null,
};
