/** Whether a variable stands for several series: `*` for all of them, `Root*` for those whose names begin so. */
export function isWildcard(variable: string): boolean {
  return variable.includes('*');
}

/** A test of names against a wildcard, in which `*` stands for any text; case is ignored. Takes time in proportion to the name. */
export function wildcardTest(wildcard: string): (name: string) => boolean {
  const [first = '', ...rest] = wildcard.toLowerCase().split('*');
  const last = rest.pop() ?? '';
  return (name) => {
    const text = name.toLowerCase();
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
