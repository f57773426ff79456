import { batchJsonSchema } from '@ballast/config';
import type { Schema } from './schema.ts';
import { type Key, type Section, sectionsOf } from './sections.ts';
import { code, valueText } from './value-text.ts';

const HEAD = `# Keys of the batch file

Every key that a batch file may have, from the schema that checks it; \`ballast schema\` prints the schema itself, which
editors use to complete keys and to mark mistakes. Put this line first in a batch file:

\`\`\`yaml
# yaml-language-server: $schema=./batch-v1.schema.json
\`\`\`

A path with \`[]\` is an entry of a list, \`NAME\` is a name that you choose. A mapping that may stand in several places is
shown once, at the first of them. Mappings with a \`kind\` have a section for each kind.
`;

/** docs/reference/batch-file.md. */
export function batchFilePage(): string {
  const sections = sectionsOf(batchJsonSchema() as Schema);
  return `${HEAD}\n${sections.map(sectionText).join('\n')}`;
}

function sectionText({ path, kind, keys }: Section): string {
  const title = path === '' ? 'The file' : code(path);
  return [
    `## ${title}${kind === null ? '' : `, ${code(kind)}`}`,
    '',
    '| key | value | default | meaning |',
    '| --- | ----- | ------- | ------- |',
    ...keys.map((key) => `| ${keyCells(key).map(cell).join(' | ')} |`),
    '',
  ].join('\n');
}

function keyCells({ name, schema, required }: Key): readonly string[] {
  const { description = '', default: byDefault, examples = [] } = schema;
  const shown = examples.length === 0 ? '' : ` Examples: ${examples.map(code).join(', ')}.`;
  const standard = byDefault === undefined ? (required ? 'required' : '') : code(byDefault);
  return [code(name), valueText(schema), standard, `${description}${shown}`.trim()];
}

/** Angle brackets and braces outside of code would be read as markup. */
function cell(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('*', '\\*')))
    .join('')
    .replaceAll('|', '\\|');
}
