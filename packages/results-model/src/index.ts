export { extract } from './plan/extract.ts';
export type { FileResult, KeyResult, SeriesResult } from './plan/file-result.ts';
export { planReads } from './plan/plan-reads.ts';
export type { ReadPlan } from './plan/read-plan.ts';
export { type HeaderFacts, type LoadControl, type Reader, UNPACED } from './reader/reader.ts';
export type {
  Completeness,
  FileFacts,
  FileWarning,
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  SeriesProblem,
  SeriesSink,
} from './reader/results-file.ts';
export { type Period, periodText, WHOLE } from './series/period.ts';
export { type Position, positionText } from './series/position.ts';
export { type SeriesKey, type SeriesRequest, seriesKeyText } from './series/series-key.ts';
export { StatisticsAccumulator, statisticsOf } from './statistics/accumulator.ts';
export { STATISTICS, type StatisticName, type Statistics } from './statistics/statistic.ts';
export { type CellProblem, cellProblems } from './table/cell-problems.ts';
export { type Cell, csvLine } from './table/csv.ts';
export { createHeader, tableRows } from './table/table.ts';
export type { TableHeader, TableInput } from './table/table-header.ts';
export type { ColumnSpec, TableSpec } from './table/table-spec.ts';
