/** Reads properties from the paths of inputs by a pattern of literal text and names in braces. */
export interface CasePattern {
  /** The names in braces, each once. */
  readonly columns: readonly string[];
  /** Null for a path that the pattern does not fit. */
  match(path: string): Readonly<Record<string, string>> | null;
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string };

/**
 * A name stands for at least one character other than a slash, up to the first occurrence of the text that follows it, or to
 * the end of its folder or file name. The pattern may begin anywhere in the path. Takes time in proportion to the path.
 */
export function casePattern(pattern: string): CasePattern {
  const parts = partsOf(pattern);
  const names = parts.flatMap((part) => (part.kind === 'name' ? [part.name] : []));
  return { columns: [...new Set(names)], match: (path) => matchAnywhere(parts, path) };
}

function partsOf(pattern: string): Part[] {
  return pattern
    .split(/(\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{') ? { kind: 'name', name: piece.slice(1, -1) } : { kind: 'text', text: piece },
    );
}

/** Text at the beginning of the pattern is looked for; a name there begins where the path or its file name does. */
function matchAnywhere(parts: readonly Part[], path: string): Readonly<Record<string, string>> | null {
  const [first] = parts;
  if (first?.kind !== 'text') {
    const file = path.slice(path.lastIndexOf('/') + 1);
    return matchAt(parts, path, 0) ?? matchAt(parts, file, 0);
  }
  for (let at = path.indexOf(first.text); at >= 0; at = path.indexOf(first.text, at + 1)) {
    const found = matchAt(parts, path, at);
    if (found !== null) return found;
  }
  return null;
}

function matchAt(
  parts: readonly Part[],
  path: string,
  from: number,
): Readonly<Record<string, string>> | null {
  const found: Record<string, string> = {};
  let at = from;
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'text') {
      if (!path.startsWith(part.text, at)) return null;
      at += part.text.length;
      continue;
    }
    const next = parts[i + 1];
    const end = next?.kind === 'text' ? path.indexOf(next.text, at + 1) : endOfName(path, at);
    if (end <= at || path.slice(at, end).includes('/')) return null;
    const value = path.slice(at, end);
    if ((found[part.name] ?? value) !== value) return null;
    found[part.name] = value;
    at = end;
  }
  return found;
}

function endOfName(path: string, at: number): number {
  const slash = path.indexOf('/', at);
  return slash < 0 ? path.length : slash;
}
