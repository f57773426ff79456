import { FaultError } from '@ballast/resource-model';

/** What placeholders stand for, by name. */
export type PlaceholderValues = Readonly<Record<string, string>>;

/** Placeholders of every task. */
const OF_ALL = ['index', 'out', 'cores'] as const;
/** Placeholders of tasks that are files. */
const OF_FILES = ['input', 'stem', 'name', 'folder', ...OF_ALL] as const;

/** `{{` and `}}` are braces; `{}` is the input; a brace before anything but a name is a brace. */
const PLACEHOLDER = /\{\{|\}\}|\{([A-Za-z_][\w.-]*)?\}/g;

/** The names that a text uses, each once. */
export function namesIn(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)]
    .filter(([all]) => all !== '{{' && all !== '}}')
    .map(([, name]) => name ?? 'input');
  return [...new Set(names)];
}

/** A text with its placeholders replaced; one without a value stays empty. */
export function filled(text: string, values: PlaceholderValues): string {
  return text.replaceAll(PLACEHOLDER, (all, name: string | undefined) => {
    if (all === '{{') return '{';
    if (all === '}}') return '}';
    const key = name ?? 'input';
    return Object.hasOwn(values, key) ? (values[key] ?? '') : '';
  });
}

/** Fault TASK_PLACEHOLDER_UNKNOWN for a name that stands for nothing. `columns`: of the rows; null for files. */
export function checkNames(texts: readonly string[], columns: readonly string[] | null): void {
  const known: readonly string[] = columns === null ? OF_FILES : [...columns, ...OF_ALL];
  for (const text of texts) {
    for (const name of namesIn(text)) {
      if (known.includes(name)) continue;
      throw new FaultError({
        code: 'TASK_PLACEHOLDER_UNKNOWN',
        message: `expected one of ${known.map((one) => `{${one}}`).join(', ')} in \`${text}\`, found {${name}}`,
        hint: 'write each brace twice to pass the text itself',
        details: { text, name },
      });
    }
  }
}
