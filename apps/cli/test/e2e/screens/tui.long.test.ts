import { beforeAll, describe, expect, it } from 'vitest';
import { terminalScreen } from '../../terminal-screen.ts';
import { slowBatch } from '../batches/slow-batch.ts';
import { placeOfAllTests } from '../support/place.ts';
import { ballast } from '../support/run-ballast.ts';
import { inPty } from '../terminals/in-pty.ts';
import { HAS_TERMINAL } from '../terminals/in-terminal.ts';
import { showsProgress } from '../terminals/progress-screen.ts';

const place = placeOfAllTests();
let batch: string;
beforeAll(async () => {
  batch = await slowBatch(place);
});

const run = (size: string, env: Readonly<Record<string, string>> = {}): ReturnType<typeof inPty> =>
  inPty(size, ['run', batch, '--no-history', '--fresh', '--tui'], { NO_COLOR: '1', ...env });

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the brackets around a frame.
const FRAME = /\u001b\[\?2026h[\s\S]*?\u001b\[\?2026l/g;

describe.runIf(HAS_TERMINAL)('a batch on the whole terminal', () => {
  it.each([
    [80, 24],
    [60, 20],
  ])('of %i columns and %i rows shows frames, and leaves nothing of them behind', (columns, rows) => {
    const { code, printed } = run(`${columns}x${rows}`);
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
  ] as const)('is not shown on %s', (_, size, env) => {
    const { code, printed } = run(size, env);
    expect(code).toBe(0);
    expect(printed).not.toContain('\u001b[?2026h');
  });
});

it.runIf(HAS_TERMINAL).each([
  [40, 10],
  [160, 50],
])('the progress of a batch on a terminal of %i columns and %i rows leaves nothing behind', (columns, rows) =>
  showsProgress(batch, columns, rows),
);

describe('ballast dashboard --tui', () => {
  it('without a terminal prints a line, and ends with the batch', async () => {
    expect((await ballast(['run', batch, '--no-history'])).code).toBe(0);
    const { code, stdout } = await ballast(['dashboard', place.out, '--tui']);
    expect(code).toBe(0);
    expect(stdout).toBe('slow  12 of 12 · it has ended\n');
  });
});
