export type { LaneChartProps } from './charts/lane-chart.tsx';
export type { Colour, LaneSpan, Point, ValueRow, XyMark } from './charts/marks.ts';
export type { RowChartProps } from './charts/row-chart.tsx';
export type { XyChartProps } from './charts/xy-chart.tsx';
export type { DocumentPart, ReportDocument } from './components/document.tsx';
export { documentPage } from './page/document-page.ts';
export type { PageExtra } from './page/page.ts';
export { reportPage } from './page/page.ts';
