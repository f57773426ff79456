import { formatIssues } from '@ballast/config';
import type { ColumnSpec } from '@ballast/results-model';
import { type Digitalmodel, readDigitalmodel } from '../src/translate/read-digitalmodel.ts';

export function config(sections: string, postprocess = 'summary: { flag: True }'): string {
  return `meta: { basename: orcaflex_post_process }
orcaflex: { postprocess: { ${postprocess} } }
file_management: { input_directory: sims }
${sections}`;
}

export function read(text: string, override: string | null = null): Digitalmodel {
  const result = readDigitalmodel(text, override);
  if (!result.ok) throw new Error(formatIssues(result.issues, 'dm.yml'));
  return result.digitalmodel;
}

export function problems(text: string, override: string | null = null): readonly string[] {
  const result = readDigitalmodel(text, override);
  return result.ok ? [] : formatIssues(result.issues, 'dm.yml').split('\n');
}

export function warnings(text: string, override: string | null = null): readonly string[] {
  const result = readDigitalmodel(text, override);
  if (!result.ok) throw new Error(formatIssues(result.issues, 'dm.yml'));
  return result.warnings.length === 0 ? [] : formatIssues(result.warnings, 'dm.yml').split('\n');
}

export function column(values: string): ColumnSpec | undefined {
  const { groups } = read(config(`summary_settings: { groups: [{ Label: g, Columns: [{ ${values} }] }] }`));
  return groups[0]?.columns[0];
}

export function columnProblems(values: string): readonly string[] {
  return problems(config(`summary_settings: { groups: [{ Label: g, Columns: [{ ${values} }] }] }`));
}

export const SERIES = 'ObjectName: Line1, Variable: Effective Tension, Label: T';
export const HISTORY = `Command: TimeHistory, ${SERIES}`;
