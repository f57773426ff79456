import { spawnSync } from 'node:child_process';

/** Reads one value of a key; null if the key, the value or the registry does not exist. */
export type RegistryQuery = (key: string, value: string) => string | null;

const SECONDS = 10_000;

/**
 * Queries through `reg.exe`, in the 32-bit view that the installer of OrcaFlex writes to. The default command is
 * `reg.exe`; its own arguments, if any, come before those of the query.
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
 * Extracts the value from the output of `reg query KEY /v VALUE`: the key on a line of its own, then name, type and
 * data, indented and separated by four spaces. Names and data may contain spaces.
 */
export function parseRegistryOutput(output: string, value: string): RegistryValue | null {
  for (const line of output.split(/\r?\n/)) {
    const match = /^\s+(.+?)\s{2,}(REG_[A-Z_]+)(?:\s{2,}(.*?))?\s*$/.exec(line);
    if (match?.[1]?.toLowerCase() !== value.toLowerCase()) continue;
    return { type: match[2] ?? '', data: match[3] ?? '' };
  }
  return null;
}

/** Only REG_EXPAND_SZ values contain variable names; unknown ones stay as they are. */
function expand(
  { type, data }: RegistryValue,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (type !== 'REG_EXPAND_SZ') return data;
  const byName = new Map(Object.entries(environment).map(([name, text]) => [name.toLowerCase(), text]));
  return data.replace(/%([^%]+)%/g, (whole, name: string) => byName.get(name.toLowerCase()) ?? whole);
}
