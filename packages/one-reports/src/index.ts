export {
  type Disagreement,
  type ReportOfRun,
  type RunComparison,
  runComparison,
} from './checks/compare-reports.ts';
export { reportName } from './kinds/kind.ts';
export { type OneReader, oneReports } from './reader.ts';
