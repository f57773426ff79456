import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ballast } from '../support/run-ballast.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];
/** How each shell checks a script without running it. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '-n'],
  zsh: ['zsh', '-n'],
  fish: ['fish', '--no-execute'],
};

/** What bash offers for the words of a command line, the last of which is being typed. */
function offeredByBash(script: string, words: readonly string[]): readonly string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  const { stdout } = spawnSync('bash', ['--norc', '-s'], {
    input: `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _ballast; printf '%s\\n' "\${COMPREPLY[@]}"\n`,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((word) => word !== '');
}

const hasBash = process.platform !== 'win32' && spawnSync('bash', ['--version']).status === 0;
if (!hasBash) console.warn('skipped: completion in bash: no bash here');

describe('completion scripts', () => {
  it.each(SHELLS)('name every command and option: %s', async (shell) => {
    const { code, stdout } = await ballast(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['run', 'resume', 'explain', 'what-if', 'fresh', 'powershell']) {
      expect(stdout).toContain(word);
    }
    const check = CHECKS[shell];
    if (check === undefined) return;
    const [program = '', ...args] = check;
    const checked = spawnSync(program, [...args], { input: stdout, encoding: 'utf8' });
    if (checked.error !== undefined) return console.warn(`skipped: ${program} is not installed here`);
    expect(checked.stderr).toBe('');
  });

  it.runIf(hasBash)('offer commands first, then the options of the command', async () => {
    const { stdout: script } = await ballast(['completion', 'bash']);
    expect(offeredByBash(script, ['ballast', 'resu'])).toEqual(['resume']);
    expect(offeredByBash(script, ['ballast', 'resume', '--re'])).toEqual(['--repair']);
    expect(offeredByBash(script, ['ballast', 'history', ''])).toEqual(['show', 'clear']);
    expect(offeredByBash(script, ['ballast', 'run', 'batch'])).toEqual([]);
  });

  it('refuse another shell', async () => {
    const { code, stderr } = await ballast(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish, powershell');
  });
});
