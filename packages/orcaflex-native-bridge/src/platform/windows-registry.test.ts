import { describe, expect, it } from 'vitest';
import { parseRegistryOutput, registryQuery } from './windows-registry.ts';

const KEY = 'HKLM\\Software\\Orcina\\OrcaFlex\\11.6\\Installation Directory';

/** As `reg query` prints it: an empty line, the key in full, the value, an empty line. */
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
  ])('has the value in %j', (line, data) => {
    expect(parseRegistryOutput(printed(line), 'Normal')).toEqual({ type: 'REG_SZ', data });
  });

  it('may have other values before it', () => {
    const output = printed('Demo Version    REG_SZ    C:\\Demo', 'Normal    REG_EXPAND_SZ    %ROOT%\\11.6');
    expect(parseRegistryOutput(output, 'Normal')).toEqual({ type: 'REG_EXPAND_SZ', data: '%ROOT%\\11.6' });
    expect(parseRegistryOutput(output, 'Demo Version')?.data).toBe('C:\\Demo');
  });

  it.each(['', 'ERROR: The system was unable to find the specified registry key or value.\r\n', printed()])(
    'has no value in %j',
    (output) => {
      expect(parseRegistryOutput(output, 'Normal')).toBeNull();
    },
  );
});

describe('a query', () => {
  /** A program that answers as `reg.exe` would, from the arguments that it was given. */
  const answering = (script: string): readonly [string, ...string[]] => [
    process.execPath,
    '-e',
    script,
    '--',
  ];
  const echo = `console.log('\\r\\nKEY\\r\\n    Normal    REG_SZ    ' + process.argv.slice(1).join('|') + '\\r\\n')`;

  it('asks for one value in the 32-bit view, its arguments apart', () => {
    expect(registryQuery({}, answering(echo))(KEY, 'Normal')).toBe(`query|${KEY}|/v|Normal|/reg:32`);
  });

  it('fills in the variables of a value that has some', () => {
    const script = `console.log('    Normal    REG_EXPAND_SZ    %root%\\\\Orcina\\\\%OTHER%')`;
    expect(registryQuery({ ROOT: 'C:\\Programs' }, answering(script))(KEY, 'Normal')).toBe(
      'C:\\Programs\\Orcina\\%OTHER%',
    );
  });

  it('of a key that is not there gives nothing', () => {
    expect(registryQuery({}, answering('process.exitCode = 1'))(KEY, 'Normal')).toBeNull();
  });

  it('gives nothing where there is no such program', () => {
    expect(registryQuery({}, ['no-such-program-here'])(KEY, 'Normal')).toBeNull();
  });
});
