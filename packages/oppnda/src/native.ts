/** A batch as the object that a batch file is written from. */
export interface NativeBatch {
  readonly version: 1;
  readonly batch: string;
  readonly reader: 'one';
  readonly inputs: {
    readonly directory: string;
    readonly include: readonly string[];
    readonly exclude: readonly string[];
  };
  readonly output: string;
  readonly tablesFolder: string;
  readonly names: {
    readonly delimiter: string;
    readonly positions: Readonly<Record<string, number>>;
    readonly extract: Readonly<Record<string, string>>;
  };
  readonly tables: readonly Readonly<Record<string, unknown>>[];
}

/** What a configuration says, before its folders have been found. */
export interface Translated extends Pick<NativeBatch, 'names' | 'tables'> {
  /** As written. */
  readonly folder: string;
  readonly outputFolder: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Files of a report that is written once, or once for each interval. The kind is the end of the name. */
export function reportPatterns(type: string, extension: string): string[] {
  const [kind, ending] = [escapedPattern(type), escapedPattern(extension)];
  return [`*${kind}${ending}`, `*${kind}_[0-9][0-9][0-9][0-9]${ending}`];
}

/** Every character that has a meaning in a pattern stands for itself. */
export function escapedPattern(text: string): string {
  return text.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}
