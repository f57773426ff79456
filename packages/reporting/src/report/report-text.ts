import type { BatchFigures } from '../figures/figures.ts';
import { type ReportExtra, reportFiles, reportWithoutFiles } from './report-json.ts';

const INDENT = '    ';

/** The text of `report.json` in pieces: that of all files together may be large. */
export function* reportText(figures: BatchFigures, extra: ReportExtra): Generator<string> {
  const whole = JSON.stringify({ ...reportWithoutFiles(figures, extra), files: [] }, null, 2);
  if (figures.tasks.length === 0) {
    yield `${whole}\n`;
    return;
  }
  yield whole.slice(0, -END.length);
  let separator = '\n';
  for (const file of reportFiles(figures)) {
    // A line end in a text is escaped.
    yield `${separator}${INDENT}${JSON.stringify(file, null, 2).replaceAll('\n', `\n${INDENT}`)}`;
    separator = ',\n';
  }
  yield `\n  ${END}\n`;
}

/** How it ends without files. */
const END = ']\n}';
