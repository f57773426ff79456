import { shapeText, valuesText } from './shape-text.ts';
import { interfaceShape } from './shapes.ts';
import { parseSource } from './source.ts';

const HEAD = `# The report

\`report.json\` in the output folder, also printed by \`ballast run --json\`: the figures of a batch, its tables and each of its files.
[What each status of a file means](../statuses.md) explains \`status\`, and [Definitions](../definitions.md) the numbers in tables.
`;

const PARTS = ['ReportFigures', 'ReportTable', 'ReportNote', 'ReportFile'];

/** docs/reference/report.md. */
export function reportPage(): string {
  const source = parseSource('packages/reporting/src/report/report.ts');
  return [
    HEAD,
    shapeText('The report', interfaceShape(source, 'Report')),
    ...PARTS.map((name) => shapeText(name, interfaceShape(source, name))),
    valuesText(parseSource('packages/reporting/src/figures/exit-reason.ts'), 'ExitReason'),
    valuesText(parseSource('packages/reporting/src/figures/table-status.ts'), 'TableStatus'),
    valuesText(parseSource('packages/results-model/src/reader/results-file.ts'), 'Completeness'),
  ].join('\n');
}
