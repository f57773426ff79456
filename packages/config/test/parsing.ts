import { formatIssues } from '../src/mistake.ts';
import { type ParseResult, parseBatch } from '../src/parse-batch.ts';

/** The smallest useful batch file. */
export const SMALL = `version: 1
batch: spar
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
  - { name: all, layout: long, columns: [{ variable: "*" }] }
`;

/** The small file with the given columns in place of its last line. */
export function withColumns(reader: string, ...columns: readonly string[]): string {
  const head = SMALL.split('\n').slice(0, 5).join('\n').replace('openfast', reader);
  return `${head}\ntables:\n  - name: t\n    layout: long\n    columns:\n${columns.map((c) => `      - ${c}\n`).join('')}`;
}

export function parse(text: string, ...overrides: readonly string[]): ParseResult {
  return parseBatch({ text, source: 'batch.yml', overrides });
}

/** The mistakes or warnings, one per line. */
export function lines(result: ParseResult): readonly string[] {
  return formatIssues(result.ok ? result.warnings : result.issues, 'b').split('\n');
}
