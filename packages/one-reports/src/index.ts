export { compareReports, type Disagreement, type ReportOfRun } from './checks/compare-reports.ts';
export { reportName } from './kinds/kind.ts';
export { type OneReader, oneReports } from './reader.ts';
