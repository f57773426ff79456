import type { FileWarning } from '@ballast/results-model';
import { countText } from '@ballast/text';
import type { BatchFigures } from '../figures/figures.ts';

/** Most files that the line of one code names; the report has all. */
const MOST_EXAMPLES = 3;

interface Kind {
  readonly code: string;
  /** How many warnings have this code, and how many files. */
  warnings: number;
  files: number;
  /** Name and message of the first files. */
  readonly examples: string[];
}

interface WarningLines {
  readonly count: number;
  /** One for each warning about the whole batch, then one for each code among the files, in order of first occurrence. */
  readonly lines: readonly string[];
}

/** A small budget or an old format gives every file a warning: equal codes share a line. */
export function warningLines({ warnings, tasks }: BatchFigures): WarningLines {
  const kinds = new Map<string, Kind>();
  let count = warnings.length;
  for (const task of tasks) {
    count += task.warnings.length;
    addFile(kinds, task.file, task.warnings);
  }
  const ofBatch = warnings.map(({ code, message }) => `${code}: the batch: ${message}`);
  return { count, lines: [...ofBatch, ...[...kinds.values()].map(lineOf)] };
}

function addFile(kinds: Map<string, Kind>, file: string, warnings: readonly FileWarning[]): void {
  const seen = new Set<string>();
  for (const { code, message } of warnings) {
    const kind = kinds.get(code) ?? { code, warnings: 0, files: 0, examples: [] };
    kinds.set(code, kind);
    kind.warnings += 1;
    if (seen.has(code)) continue;
    seen.add(code);
    kind.files += 1;
    if (kind.examples.length < MOST_EXAMPLES) kind.examples.push(`${file}: ${message}`);
  }
}

function lineOf({ code, warnings, files, examples }: Kind): string {
  const [first = ''] = examples;
  if (warnings === 1) return `${code}: ${first}`;
  const times = warnings > files ? `${warnings} times in ` : '';
  const texts = examples.map((example) => example.replace(/\.$/, '')).join('; ');
  return `${code}: ${times}${countText(files, 'file')}, e.g. ${texts}`;
}
