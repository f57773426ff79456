import { type ConfigIssue, formatIssues } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';

/** The fault for a file with mistakes; each is a line. */
export function invalidBatch(issues: readonly ConfigIssue[], file: string, hint: string): FaultError {
  const count = issues.length;
  return new FaultError({
    code: 'BATCH_INVALID',
    message: `${file} has ${count} ${count === 1 ? 'mistake' : 'mistakes'}`,
    hint,
    details: { issues, lines: issueLines(issues, file) },
  });
}

/** One line per issue. Issues are escaped already, so every line end separates two of them. */
export function issueLines(issues: readonly ConfigIssue[], file: string): readonly string[] {
  return issues.length === 0 ? [] : formatIssues(issues, file).split('\n');
}
