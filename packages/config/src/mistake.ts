import { printable } from '@ballast/text';
import { pathText, type Step } from './text/path.ts';

/** Where a value was written: in the batch file (1-based, columns in UTF-16 units) or on the command line. */
export type Origin =
  | { readonly kind: 'file'; readonly line: number; readonly column: number }
  | { readonly kind: 'override'; readonly source: string };

interface IssueText {
  /** The key or value, as people write it: `tables[1].columns[0].period`; empty for the whole file. */
  readonly path: string;
  /** What would be valid, in words. */
  readonly expected: string;
  /** What the file contains, in words. */
  readonly found: string;
  /** One sentence with both, without a full stop and without control characters. */
  readonly message: string;
  /** The most similar known key or value, or what to write instead. */
  readonly hint?: string;
}

/** A mistake in the batch file. */
interface FileIssue extends IssueText {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** A mistake in an override; `source` is of the form `--set a.b`. */
interface OverrideIssue extends IssueText {
  readonly source: string;
}

export type ConfigIssue = FileIssue | OverrideIssue;

/** The parts of a mistake; the texts must already be printable. */
export interface Finding {
  readonly path: readonly Step[];
  readonly expected: string;
  readonly found: string;
  readonly hint?: string | undefined;
  /** Replaces the sentence composed of the other parts. */
  readonly message?: string;
  /** Whether the position is that of the key or of the value. */
  readonly blame: 'key' | 'value';
  /** Where in a text value the mistake is, from 0: moves its column. */
  readonly offset?: number | undefined;
}

/** Phrases a finding at a known position. */
export function mistakeAt(origin: Origin, finding: Omit<Finding, 'blame'>): ConfigIssue {
  const path = pathText(finding.path);
  const where = path === '' ? '' : ` for \`${path}\``;
  const text: IssueText = {
    path,
    expected: finding.expected,
    found: finding.found,
    message: finding.message ?? `Expected ${finding.expected}${where}, found ${finding.found}`,
    ...(finding.hint === undefined ? {} : { hint: finding.hint }),
  };
  return origin.kind === 'file'
    ? { line: origin.line, column: origin.column, ...text }
    : { source: origin.source, ...text };
}

/** Mistakes in the file by position, then those in overrides in the given order. */
export function sortMistakes(issues: readonly ConfigIssue[]): readonly ConfigIssue[] {
  return [...issues].sort((a, b) => {
    if ('source' in a || 'source' in b) return Number('source' in a) - Number('source' in b);
    return a.line - b.line || a.column - b.column;
  });
}

/**
 * One line for each mistake, sorted by position: ``batch.yml:12:5  message (did you mean `columns`?)``.
 * `source` is the name of the batch file as the user wrote it; it is escaped like all other text.
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
