import { descendants, parseSource, type SyntaxNode } from '../types/source.ts';
import { type CodeUse, codesInSources } from './codes-in-sources.ts';
import { MEANINGS } from './meanings.ts';

const HEAD = `# Codes of errors and warnings

A message ends in its code, such as \`(OUTPUT_IN_USE)\`. Codes do not change from one version to the next; the words may. They are
the same on the screen, in \`report.json\` (\`fault.code\`, \`warnings\`, \`problems\`), in the journal, and in programs that use the packages.
The sentences are those of the sources; \`…\` stands for names and figures.

| exit code | meaning                                                                                  |
| --------- | ---------------------------------------------------------------------------------------- |
| 0         | all files succeeded                                                                      |
| 1         | some file did not, or standard output could not be written                               |
| 2         | the command line is wrong                                                                |
| 3         | the batch file, or what it names, is wrong, or the server of its fleet cannot be used    |
| 5         | the output could not be written, or something removed or replaced it                     |
| 70        | a defect in Ballast: please report it                                                    |
| 130       | interrupted                                                                              |
`;

const LIBRARY = `## Codes of OrcFxAPI

The status codes of the library, by its own numbers. Messages have \`ORCFXAPI_\` before the name. The message is the library's
own. A missing licence has a code of Ballast instead, \`SEAT_DENIED\`.
`;

const LIBRARY_PREFIX = /^ORCFXAPI_/;
const STATUS_FILE = 'packages/orcaflex-native-bridge/src/abi/status.ts';

export interface CodeRow {
  readonly code: string;
  readonly meaning: string;
  readonly next: string;
}

/** Codes in alphabetical order, without those that only the library has. */
export function codeRows(): readonly CodeRow[] {
  const uses = new Map<string, CodeUse[]>();
  for (const use of codesInSources()) uses.set(use.code, [...(uses.get(use.code) ?? []), use]);
  const library = new Set(libraryCodes().map(({ name }) => name));
  return [...uses]
    .map(([code, places]) => ({
      code,
      meaning: MEANINGS[code] ?? distinct(places.map(({ message }) => message)),
      next: distinct(places.map(({ hint }) => hint)),
    }))
    .filter(({ code, meaning }) => meaning !== '' || !library.has(code.replace(LIBRARY_PREFIX, '')))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** docs/reference/codes.md. */
export function codesPage(): string {
  const rows = codeRows().map(
    ({ code, meaning, next }) => `| \`${code}\` | ${cell(meaning)} | ${cell(next)} |`,
  );
  const statuses = libraryCodes().map(({ number, name }) => `| ${number} | \`${name}\` |`);
  return [
    HEAD,
    '| code | what happened | what to do next |',
    '| --- | --- | --- |',
    ...rows,
    '',
    LIBRARY,
    '| number | code |',
    '| --- | --- |',
    ...statuses,
    '',
  ].join('\n');
}

/** The library's statuses by number; the one of success is left out. */
function libraryCodes(): readonly { readonly number: string; readonly name: string }[] {
  const { program } = parseSource(STATUS_FILE);
  return [...descendants(program)].flatMap(({ type, key, value }) => {
    const [number, name] = [key, value].map((node) => (node as SyntaxNode | undefined)?.value);
    return type === 'Property' &&
      typeof number === 'number' &&
      typeof name === 'string' &&
      /^[A-Z]+_[A-Z_]+$/.test(name)
      ? [{ number: String(number), name }]
      : [];
  });
}

const distinct = (texts: readonly (string | null)[]): string =>
  [...new Set(texts.filter((text) => text !== null))].join('; or: ');

const cell = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replaceAll('*', '\\*')))
    .join('')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');
