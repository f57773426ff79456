export {
  type Analysis,
  type Edges,
  type End,
  EXTREME_METHODS,
  type ExtremeMethod,
  type Level,
} from './analyses/analysis.ts';
export {
  type Availability,
  type BinRule,
  type CaseTable,
  CHARACTERISTICS,
  type Characteristic,
  type Climate,
} from './cases/case-table.ts';
export type { FilterSpec } from './conditioning/butterworth.ts';
export {
  channelsFor,
  expandedChannels,
  type OrderedChannels,
  orderedChannels,
  ownStep,
  sourcesOf,
} from './derived/definition-order.ts';
export {
  type ChannelDefinition,
  type ChannelSource,
  type Conditioning,
  type DerivedChannel,
  definedName,
  type NamedSource,
} from './derived/derived-channel.ts';
export { gamma } from './extremes/gamma.ts';
export { MEAN_STRESS_RULES } from './fatigue/mean-stress.ts';
export { RESIDUES, type ResidueRule } from './fatigue/residue.ts';
export {
  dnvCurve,
  kneeRatio,
  SN_CLASSES,
  SN_ENVIRONMENTS,
  type SnCurve,
  type StressOptions,
} from './fatigue/sn-curve.ts';
export { seriesIn } from './formula/expression.ts';
export { type ParsedFormula, parseFormula } from './formula/parse-formula.ts';
export { selectNames } from './names/select-names.ts';
export { takesName } from './names/takes-name.ts';
export { splitUnitName } from './names/unit-name.ts';
export { assembleResult } from './plan/assemble-result.ts';
export { missingPlan, type PlannedResult, sameSamples } from './plan/cached-result.ts';
export { type Extraction, extract, followPlan } from './plan/extract.ts';
export type {
  FileResult,
  KeyResult,
  LinkedExtremes,
  LinkResult,
  SeriesResult,
  ValueResult,
} from './plan/file-result.ts';
export { lookUp, requestsOf } from './plan/look-up.ts';
export {
  type PackedResult,
  packResult,
  type ResultShape,
  shapeOf,
  unpackResult,
} from './plan/packed-result.ts';
export { planBytes } from './plan/plan-bytes.ts';
export { planReads } from './plan/plan-reads.ts';
export type { LinkPlan, ReadPlan, SamplesPlan } from './plan/read-plan.ts';
export { type SampledTable, sampleLines, sampleRows } from './plan/sampled-table.ts';
export type {
  FileContents,
  ListedChannel,
  ListedObject,
  ListedStage,
  ListedVariable,
  NameLookup,
  PositionNeed,
} from './reader/contents.ts';
export { type HeaderFacts, type LoadControl, type Reader, UNPACED } from './reader/reader.ts';
export type {
  Completeness,
  Figure,
  FileFacts,
  FileWarning,
  Packing,
  PeriodRequest,
  Resolution,
  ResolvedSeries,
  ResultsFile,
  RowLayout,
  RowReceiver,
  RunTotals,
  SeriesProblem,
  SeriesSink,
  ValueAnswer,
} from './reader/results-file.ts';
export {
  type Damage,
  DEFAULT_COUNT,
  type EquivalentLoad,
  type MeanStressRule,
  type Reduction,
  reductionLabel,
  reductionText,
} from './reduction/reduction.ts';
export { filledIn, type MadeFile } from './runs/made-file.ts';
export {
  type NameParts,
  type NamePattern,
  partNames,
  type ReadName,
  readName,
} from './runs/name-pattern.ts';
export type { Picture, PictureBox, PictureLine, PicturePoint } from './runs/picture.ts';
export { DEFAULT_FIGURES } from './runs/run-pictures.ts';
export {
  type AveragesTable,
  type MetricsTable,
  RUN_PICTURES,
  type RunPicture,
  type RunsTable,
} from './runs/runs-table.ts';
export { type Period, periodText, WHOLE } from './series/period.ts';
export { type Position, positionText } from './series/position.ts';
export { type SeriesKey, type SeriesRequest, seriesKeyText } from './series/series-key.ts';
export type { Transform } from './series/transform.ts';
export { isWildcard, wildcardTest } from './series/wildcard.ts';
export { DETRENDS, WINDOWS } from './spectrum/welch.ts';
export { StatisticsAccumulator, statisticsOf } from './statistics/accumulator.ts';
export { STATISTICS, type StatisticName, type Statistics } from './statistics/statistic.ts';
export { type CellProblem, cellProblems } from './table/columns/cell-problems.ts';
export type {
  ColumnSpec,
  DataColumn,
  LinkedColumn,
  LinkedSeries,
  RangeGraphColumn,
  SeriesColumn,
  StaticColumn,
} from './table/columns/column-spec.ts';
export { bareUnit } from './table/columns/column-units.ts';
export { unitKey } from './table/columns/unit-key.ts';
export { hasRowLines, ROW_MARK, type RowLines, rowLines, rowSpec } from './table/row-lines.ts';
export {
  type Cell,
  type CsvStyle,
  csvLine,
  csvStart,
  DECIMAL_MARKS,
  DELIMITERS,
  PLAIN_CSV,
  printable,
} from './table/style/csv.ts';
export type { TableHeader, TableInput } from './table/style/table-header.ts';
export {
  COLUMN_FACTS,
  FOOT_ROWS,
  type FootRow,
  LEADING_FACTS,
  type LeadingColumn,
  type LeadingFact,
  type LinkedNames,
  PLAIN_LINKED_NAMES,
  PLAIN_STYLE,
  type TableStyle,
} from './table/style/table-style.ts';
export { createHeader, tableRows } from './table/table.ts';
export { type ColumnDefinition, tableDefinitions } from './table/table-definitions.ts';
export type { CaseChannel, TableOfCases } from './table/table-spec.ts';
export {
  formatsOf,
  hasInputFiles,
  LAYOUTS,
  type Layout,
  TABLE_FORMATS,
  type TableFormat,
  type TableSpec,
  UNIT_PLACES,
  type UnitPlace,
} from './table/table-spec.ts';
export { rowOf, type TaskOutput, type TaskResult } from './task/task-result.ts';
export {
  RANGE_STATISTICS,
  type RangeCurves,
  type RangeStatisticName,
  type RangeStatistics,
} from './values/range-statistics.ts';
export { type Along, type ValueKey, valueName } from './values/value-key.ts';
export * as wasm from './wasm.ts';
