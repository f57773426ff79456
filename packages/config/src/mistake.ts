import { printable } from '@ballast/text';
import { pathText, type Step } from './text/path.ts';

/** Where something was written: in the batch file (1-based, columns in UTF-16 units) or on the command line. */
export type Origin =
  | { readonly kind: 'file'; readonly line: number; readonly column: number }
  | { readonly kind: 'override'; readonly source: string };

interface IssueText {
  /** The key or value meant, as people write it: `tables[1].columns[0].period`; empty for the whole file. */
  readonly path: string;
  /** What would have been right, in words. */
  readonly expected: string;
  /** What was there, in words. */
  readonly found: string;
  /** One sentence of both, free of control characters. */
  readonly message: string;
  /** The nearest known key or value, or what to write instead. */
  readonly hint?: string;
}

/** A mistake in the batch file. */
interface FileIssue extends IssueText {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** A mistake in an override; `source` reads `--set a.b`. */
interface OverrideIssue extends IssueText {
  readonly source: string;
}

export type ConfigIssue = FileIssue | OverrideIssue;

/** What is needed to word a mistake; the texts must be printable already. */
export interface Finding {
  readonly path: readonly Step[];
  readonly expected: string;
  readonly found: string;
  readonly hint?: string | undefined;
  /** In place of the sentence made of the other parts. */
  readonly message?: string;
  /** Whether the key or the value is to blame; decides the position. */
  readonly blame: 'key' | 'value';
}

/** Words a finding that lies at a known place. */
export function mistakeAt(origin: Origin, finding: Omit<Finding, 'blame'>): ConfigIssue {
  const path = pathText(finding.path);
  const where = path === '' ? '' : ` for \`${path}\``;
  const text: IssueText = {
    path,
    expected: finding.expected,
    found: finding.found,
    message: finding.message ?? `Expected ${finding.expected}${where}, found ${finding.found}.`,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  };
  return origin.kind === 'file'
    ? { line: origin.line, column: origin.column, ...text }
    : { source: origin.source, ...text };
}

/** Mistakes of the file by position, then those of overrides in the order given. */
export function sortMistakes(issues: readonly ConfigIssue[]): readonly ConfigIssue[] {
  return [...issues].sort((a, b) => {
    if ('source' in a || 'source' in b) return Number('source' in a) - Number('source' in b);
    return a.line - b.line || a.column - b.column;
  });
}

/**
 * One line a mistake, sorted by position: ``batch.yml:12:5  message (did you mean `columns`?)``.
 * `source` is the name of the batch file as the user wrote it; it is escaped like everything else.
 */
export function formatIssues(issues: readonly ConfigIssue[], source: string): string {
  return sortMistakes(issues)
    .map((mistake) => {
      const place =
        'source' in mistake ? mistake.source : `${printable(source, 400)}:${mistake.line}:${mistake.column}`;
      return `${place}  ${mistake.message}${mistake.hint === undefined ? '' : ` (${mistake.hint})`}`;
    })
    .join('\n');
}
