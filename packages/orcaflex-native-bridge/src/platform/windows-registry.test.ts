import { describe, expect, it } from 'vitest';
import { parseRegistryOutput, registryQuery } from './windows-registry.ts';

const KEY = 'HKLM\\Software\\Orcina\\OrcaFlex\\11.6\\Installation Directory';

/** The output format of `reg query`: an empty line, the full key, the value, an empty line. */
function printed(...lines: readonly string[]): string {
  const key = 'HKEY_LOCAL_MACHINE\\Software\\Orcina\\OrcaFlex\\11.6\\Installation Directory';
  return `\r\n${key}\r\n${lines.map((line) => `    ${line}\r\n`).join('')}\r\n`;
}

describe('what reg.exe prints', () => {
  it.each([
    [
      'Normal    REG_SZ    C:\\Program Files (x86)\\Orcina\\OrcaFlex\\11.6',
      'C:\\Program Files (x86)\\Orcina\\OrcaFlex\\11.6',
    ],
    ['normal    REG_SZ    D:\\Two  spaces\\', 'D:\\Two  spaces\\'],
    ['Normal    REG_SZ    ', ''],
    ['Normal    REG_SZ', ''],
  ])('contains the value in %j', (line, data) => {
    expect(parseRegistryOutput(printed(line), 'Normal')).toEqual({ type: 'REG_SZ', data });
  });

  it('may contain other values before it', () => {
    const output = printed('Demo Version    REG_SZ    C:\\Demo', 'Normal    REG_EXPAND_SZ    %ROOT%\\11.6');
    expect(parseRegistryOutput(output, 'Normal')).toEqual({ type: 'REG_EXPAND_SZ', data: '%ROOT%\\11.6' });
    expect(parseRegistryOutput(output, 'Demo Version')?.data).toBe('C:\\Demo');
  });

  it.each(['', 'ERROR: The system was unable to find the specified registry key or value.\r\n', printed()])(
    'contains no value in %j',
    (output) => {
      expect(parseRegistryOutput(output, 'Normal')).toBeNull();
    },
  );
});

describe('a query', () => {
  /** A program that answers as `reg.exe` would, given its arguments. */
  const answering = (script: string): readonly [string, ...string[]] => [
    process.execPath,
    '-e',
    script,
    '--',
  ];
  const echo = `console.log('\\r\\nKEY\\r\\n    Normal    REG_SZ    ' + process.argv.slice(1).join('|') + '\\r\\n')`;

  it('requests one value in the 32-bit view, as separate arguments', () => {
    expect(registryQuery({}, answering(echo))(KEY, 'Normal')).toBe(`query|${KEY}|/v|Normal|/reg:32`);
  });

  it('expands the variables of a value', () => {
    const script = `console.log('    Normal    REG_EXPAND_SZ    %root%\\\\Orcina\\\\%OTHER%')`;
    expect(registryQuery({ ROOT: 'C:\\Programs' }, answering(script))(KEY, 'Normal')).toBe(
      'C:\\Programs\\Orcina\\%OTHER%',
    );
  });

  it('for a missing key returns null', () => {
    expect(registryQuery({}, answering('process.exitCode = 1'))(KEY, 'Normal')).toBeNull();
  });

  it('returns null if the program does not exist', () => {
    expect(registryQuery({}, ['no-such-program-here'])(KEY, 'Normal')).toBeNull();
  });
});
