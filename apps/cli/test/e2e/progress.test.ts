import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { terminalScreen } from '../terminal-screen.ts';
import { HAS_TERMINAL } from './in-terminal.ts';
import { placeOfEachTest } from './place.ts';
import { finishedBatch, slowBatch } from './slow-batch.ts';

const SCRIPT = fileURLToPath(new URL('./in-pty.py', import.meta.url));
const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

const place = placeOfEachTest();

interface InTerminal {
  readonly code: number;
  readonly pieces: readonly { readonly columns: number; readonly data: string }[];
}

function run(sizes: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): InTerminal {
  const done = spawnSync('python3', [SCRIPT, sizes, process.execPath, BIN, ...args], {
    encoding: 'utf8',
    env: { ...withoutColourSettings(), TERM: 'xterm-256color', ...env },
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as InTerminal;
}

/** Node asks each of these before it asks the terminal; a terminal in CI has no colours unless CI is one that it knows. */
function withoutColourSettings(): NodeJS.ProcessEnv {
  const { NO_COLOR: _, FORCE_COLOR: __, NODE_DISABLE_COLORS: ___, CI: ____, ...own } = process.env;
  return own;
}

const GREEN = '\u001b[32m';

describe.runIf(HAS_TERMINAL)('progress on a terminal', () => {
  it.each([
    [40, 10],
    [160, 50],
  ])(
    'of %i columns and %i rows shows what the workers do, and leaves nothing behind',
    async (columns, rows) => {
      const batch = await slowBatch(place);
      const args = ['run', batch, '--no-history'];
      const { code, pieces } = run(`${columns}x${rows}`, args);
      expect(code).toBe(0);
      const screen = terminalScreen(columns, rows);
      const printed = pieces.map(({ data }) => data).join('');
      screen.write(printed);
      expect(printed).toMatch(/\[#*\.+\] +\d+ % {2}\d+\/12/);
      expect(printed).toMatch(/ {2}(loading|starting|computing) .*\.sim/);
      const lines = screen.lines();
      expect(lines[0]).toMatch(/^12 of 12 files succeeded/);
      expect(lines.join('\n')).not.toMatch(/\[#|loading/);
    },
  );

  it('goes on when the terminal changes its size', async () => {
    const batch = await slowBatch(place);
    const { code, pieces } = run('120x40,30x8,90x20', ['run', batch, '--no-history']);
    expect(code).toBe(0);
    expect(new Set(pieces.map(({ columns }) => columns)).size).toBeGreaterThan(1);
    expect(pieces.map(({ data }) => data).join('')).toContain('12 of 12 files succeeded');
  });
});

describe.runIf(HAS_TERMINAL)('colours', () => {
  it('are on a terminal, unless NO_COLOR says otherwise or it is a dumb one', async () => {
    const { batch } = await finishedBatch(place);
    const printed = (env: Readonly<Record<string, string>>): string => {
      const { pieces } = run('80x24', ['run', batch, '--no-history', '--fresh'], env);
      return pieces.map(({ data }) => data).join('');
    };
    expect(printed({})).toContain(`${GREEN}4 of 4 files succeeded`);
    expect(printed({ NO_COLOR: '1' })).not.toContain(GREEN);
    expect(printed({ TERM: 'dumb' })).not.toContain(GREEN);
  });

  it('are nowhere else, unless FORCE_COLOR says otherwise', async () => {
    const { batch } = await finishedBatch(place);
    const piped = (env: Readonly<Record<string, string>>): string => {
      const args = [BIN, 'run', batch, '--no-history', '--fresh', '--out', path.join(place.folder, 'piped')];
      return spawnSync(process.execPath, args, {
        encoding: 'utf8',
        env: { ...withoutColourSettings(), ...env },
      }).stdout;
    };
    expect(piped({})).not.toContain(GREEN);
    expect(piped({ FORCE_COLOR: '1' })).toContain(`${GREEN}4 of 4`);
  });
});
