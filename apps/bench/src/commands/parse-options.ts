import { type ParseArgsConfig, parseArgs } from 'node:util';

/** An invalid command line. */
export class UsageError extends Error {}

/** `parseArgs`, whose refusals become `UsageError`s. */
export function parseOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`${name} needs a number above 0, not '${text}'`);
}

export function wholeNumber(name: string, text: string): number {
  const value = number(name, text);
  if (Number.isSafeInteger(value)) return value;
  throw new UsageError(`${name} needs a whole number, not '${text}'`);
}

/** Options that each take a whole number, with their defaults. */
export function wholeNumbers<Name extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      name,
      { type: 'string', default: String(value) } as const,
    ]),
  );
  const { values } = parseOptions({ args: [...args], options });
  return Object.fromEntries(
    Object.keys(defaults).map((name) => [name, wholeNumber(`--${name}`, String(values[name]))]),
  ) as Record<Name, number>;
}
