/** A name that a reader will look up in the repository. */
export interface ClaimedName {
  readonly kind: 'identifier' | 'option' | 'file' | 'package';
  readonly name: string;
}

const FILE_ENDINGS = 'ts|mts|cts|js|mjs|cjs|json|ndjson|md|ya?ml|c|h|py|sh|csv|html';

/** Tried in this order; each match is blanked for the patterns after it. */
const CLAIMS: readonly (readonly [kind: ClaimedName['kind'], pattern: RegExp])[] = [
  ['package', /@[a-z0-9][a-z0-9-]*\/[a-z0-9][\w.-]*(?:\/[\w.-]+)*/g],
  ['file', new RegExp(`[\\w@./-]*[\\w@-]\\.(?:${FILE_ENDINGS})(?![\\w./*{<$-])`, 'g')],
  ['option', /(?<![\w-])--[a-z][a-z0-9-]*/g],
  // LOUD_NAMES, snake_case, camelCase and PascalCase: two parts or more, so not plain words.
  ['identifier', /(?<![\w$-])[A-Za-z]\w*?(?:_|[a-z0-9](?=[A-Z]))\w+/g],
];

/** A path of names (`batch.run()`), a kebab-case name and a path of folders, each as a whole span. */
const PATH_OF_NAMES = /^[A-Za-z_$][\w$]+(?:\??\.[A-Za-z_$][\w$]*)*(?:\(\))?$/;
const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const FOLDER = /^(?:\.\/)?[\w@.-]*[a-z]{2}[\w@.-]*(?:\/[\w@.-]*[a-z]{2}[\w@.-]*)+\/?$/;
/** `<name>`, `*.ts`, `{a,b}`, `$0` and `...` stand for many names. */
const PLACEHOLDER = /[*{}<>$]|\.\.\./;

/** Addresses and absolute paths: they lead out of the repository. */
const ELSEWHERE = /\b[a-z]+:\/\/\S+|(?<![\w.@~)}>*-])\/[\w./-]+/gi;

/** The names in a span of code that should exist; plain words, numbers and punctuation do not count. */
export function claimedNames(span: string): ClaimedName[] {
  const found: ClaimedName[] = [];
  let rest = span.replace(ELSEWHERE, ' ');
  for (const [kind, pattern] of CLAIMS) {
    rest = rest.replace(pattern, (name, offset: number, whole: string) => {
      if (!isExample(name) && !isPlaceholder(whole, offset, name.length)) found.push({ kind, name });
      return ' '.repeat(name.length);
    });
  }
  return [...found, ...wholeSpan(rest)];
}

function wholeSpan(span: string): ClaimedName[] {
  if (PATH_OF_NAMES.test(span)) {
    const parts = span.replace('()', '').split(/\??\./);
    return parts.filter((part) => part.length > 1).map((name) => ({ kind: 'identifier', name }));
  }
  if (KEBAB.test(span) || FOLDER.test(span)) return [{ kind: 'file', name: span }];
  return [];
}

/** `x.test.ts`, `./a.ts` and the `p_k` of a formula stand for any name. */
const isExample = (name: string): boolean => /^(?:\.\/)?[a-z]\.|^\w_\w$/i.test(name);

/** Whether the name is a piece of a word with a placeholder in it, such as `lib<name>.ts` or `/proc/*`. */
function isPlaceholder(text: string, offset: number, length: number): boolean {
  const before = /\S*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const after = /^\S*/.exec(text.slice(offset + length))?.[0] ?? '';
  return PLACEHOLDER.test(before.slice(-1)) || PLACEHOLDER.test(after.slice(0, 1)) || /[*<$]/.test(before);
}
