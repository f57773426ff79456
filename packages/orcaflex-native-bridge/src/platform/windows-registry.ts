import { spawnSync } from 'node:child_process';

/** Reads one value of a key; null where the key, the value or the registry is not there. */
export type RegistryQuery = (key: string, value: string) => string | null;

const SECONDS = 10_000;

/**
 * Asks through `reg.exe`, whose 32-bit view is where the installer of OrcaFlex writes. `command` is the program and what
 * comes before the query's own arguments.
 */
export function registryQuery(
  environment: Readonly<Record<string, string | undefined>>,
  [program, ...before]: readonly [string, ...string[]] = ['reg.exe'],
): RegistryQuery {
  return (key, value) => {
    const run = spawnSync(program, [...before, 'query', key, '/v', value, '/reg:32'], {
      encoding: 'utf8',
      shell: false,
      timeout: SECONDS,
      windowsHide: true,
    });
    if (run.error !== undefined || run.status !== 0) return null;
    const found = parseRegistryOutput(run.stdout, value);
    return found === null ? null : expand(found, environment);
  };
}

interface RegistryValue {
  readonly type: string;
  readonly data: string;
}

/**
 * The value in what `reg query KEY /v VALUE` prints: the key on a line of its own, then name, type and data, indented and
 * apart by four spaces. Names and data may have spaces in them.
 */
export function parseRegistryOutput(output: string, value: string): RegistryValue | null {
  for (const line of output.split(/\r?\n/)) {
    const match = /^\s+(.+?)\s{2,}(REG_[A-Z_]+)(?:\s{2,}(.*?))?\s*$/.exec(line);
    if (match?.[1]?.toLowerCase() !== value.toLowerCase()) continue;
    return { type: match[2] ?? '', data: match[3] ?? '' };
  }
  return null;
}

/** Only values of type REG_EXPAND_SZ have names of variables in them; an unknown one stays as it is. */
function expand(
  { type, data }: RegistryValue,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (type !== 'REG_EXPAND_SZ') return data;
  const byName = new Map(Object.entries(environment).map(([name, text]) => [name.toLowerCase(), text]));
  return data.replace(/%([^%]+)%/g, (whole, name: string) => byName.get(name.toLowerCase()) ?? whole);
}
