import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { terminalScreen } from '../terminal-screen.ts';
import { HAS_TERMINAL } from './in-terminal.ts';
import { placeOfEachTest } from './place.ts';
import { ballast } from './run-ballast.ts';
import { slowBatch } from './slow-batch.ts';

const SCRIPT = fileURLToPath(new URL('./in-pty.py', import.meta.url));
const BIN = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));

const place = placeOfEachTest();

function run(
  size: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { code: number; printed: string } {
  const { CI: _, ...own } = process.env;
  const done = spawnSync('python3', [SCRIPT, size, process.execPath, BIN, ...args], {
    encoding: 'utf8',
    env: { ...own, TERM: 'xterm-256color', NO_COLOR: '1', ...env },
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  const { code, pieces } = JSON.parse(done.stdout) as { code: number; pieces: { data: string }[] };
  return { code, printed: pieces.map(({ data }) => data).join('') };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the brackets around a frame.
const FRAME = /\u001b\[\?2026h[\s\S]*?\u001b\[\?2026l/g;

describe.runIf(HAS_TERMINAL)('a batch on the whole terminal', () => {
  it.each([
    [80, 24],
    [60, 20],
  ])('of %i columns and %i rows shows frames, and leaves nothing of them behind', async (columns, rows) => {
    const batch = await slowBatch(place);
    const { code, printed } = run(`${columns}x${rows}`, ['run', batch, '--no-history', '--tui']);
    expect(code).toBe(0);
    const frames = printed.match(FRAME) ?? [];
    expect(frames.length).toBeGreaterThan(3);
    const screen = terminalScreen(columns, rows);
    const [first = '', ...others] = frames;
    screen.write(first);
    for (const frame of others) {
      screen.write(frame);
      const lines = screen.lines();
      expect(lines.length).toBeLessThanOrEqual(rows - 2);
      for (const line of lines) expect(line.length).toBeLessThan(columns);
    }
    expect(printed).toMatch(/slow {2}\d+ of 12/);
    expect(printed).toContain('q shows fewer lines');
    const whole = terminalScreen(columns, rows);
    whole.write(printed);
    expect(whole.lines().join('\n')).toMatch(/12 of 12 files succeeded/);
    expect(whole.lines().join('\n')).not.toContain('q shows fewer lines');
  });

  it.each([
    ['a narrow one', '50x24', {}],
    ['a dumb one', '80x24', { TERM: 'dumb' }],
  ] as const)('is not shown on %s', async (_, size, env) => {
    const batch = await slowBatch(place);
    const { code, printed } = run(size, ['run', batch, '--no-history', '--tui'], env);
    expect(code).toBe(0);
    expect(printed).not.toContain('\u001b[?2026h');
  });
});

describe('ballast dashboard --tui', () => {
  it('without a terminal prints a line, and ends with the batch', async () => {
    const batch = await slowBatch(place);
    expect((await ballast(['run', batch, '--no-history'])).code).toBe(0);
    const { code, stdout } = await ballast(['dashboard', path.join(place.folder, 'out'), '--tui']);
    expect(code).toBe(0);
    expect(stdout).toBe('slow  12 of 12 · it has ended\n');
  });
});
