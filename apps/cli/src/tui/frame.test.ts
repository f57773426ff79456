import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../show/display-width.ts';
import { type FrameOptions, frameOf, type View } from './frame.ts';
import type { ScreenModel } from './screen-model.ts';

const GIB = 2 ** 30;

const MODEL: ScreenModel = {
  name: 'fst2-berth-1000yr',
  files: 900,
  settled: 412,
  trouble: 3,
  share: 0.46,
  left: { from: 40_000, to: 55_000 },
  boundBy: 'memory',
  state: '',
  memory: { used: 101 * GIB, held: 111 * GIB, budget: 115 * GIB },
  read: 6.7e9,
  tasks: { computing: 24, loading: 11, waiting: 0 },
  running: Array.from({ length: 35 }, (_, i) => ({ file: `100yr/case-${i}.sim`, letter: 'C', memory: GIB })),
  waits: ['100yr/x.sim and 487 more: needs 3.1 GiB of memory'],
  failures: ['a.sim: the file is cut'],
  alerts: ['3 workers were lost. run `ballast explain`'],
};

const options = (more: Partial<FrameOptions> = {}): FrameOptions => ({
  columns: 79,
  rows: 24,
  view: 'overview',
  history: [1, 5, 20, 35],
  perMinute: 536,
  keys: 'q ends',
  ...more,
});

const textOf = (model: ScreenModel, more: Partial<FrameOptions> = {}): string[] =>
  frameOf(model, options(more)).map(({ text }) => text);

describe('a batch on the whole terminal', () => {
  it('is in words and bars, with what is most important first', () => {
    const lines = textOf(MODEL);
    expect(lines[0]).toBe('fst2-berth-1000yr  412 of 900 · 3 need a look · 40.0 s to 55.0 s to go');
    expect(lines[1]).toMatch(/^work {4}\[#+\.+\] 46 % {2}bound by memory$/);
    expect(lines[2]).toBe('memory  [#######################.] 111 GiB of 115 GiB held, 101 GiB used');
    expect(lines[3]).toBe('tasks   24 C  11 L  0 W  536 files/min  6.24 GiB/s  [..=#]');
    expect(lines[4]).toMatch(/^! 3 workers were lost/);
    expect(lines.join('\n')).toContain('waits   100yr/x.sim and 487 more');
    expect(lines.join('\n')).toContain('! a.sim: the file is cut');
    expect(lines.at(-1)).toBe('q ends');
  });

  it('lists why files wait, and which failed, on request', () => {
    expect(textOf(MODEL, { view: 'explain' })[4]).toBe(MODEL.waits[0]);
    expect(textOf(MODEL, { view: 'failures' })[4]).toBe('a.sim: the file is cut');
    expect(textOf({ ...MODEL, waits: [], failures: [] }, { view: 'explain' })[4]).toBe('nothing waits');
  });

  it('never has more than 24 lines nor a line wider than the screen, and nothing that acts on a terminal', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(
        fc.record({ name: hostile, file: hostile, words: hostile }),
        fc.integer({ min: 20, max: 200 }),
        fc.integer({ min: 3, max: 80 }),
        fc.constantFrom<View>('overview', 'explain', 'failures'),
        ({ name, file, words }, columns, rows, view) => {
          const running = MODEL.running.map((one) => ({ ...one, file }));
          const model = { ...MODEL, name, running, waits: [words], failures: [words], alerts: [words] };
          const lines = textOf(model, { columns, rows, view });
          expect(lines.length).toBeLessThanOrEqual(Math.min(24, Math.max(3, rows - 2)));
          for (const line of lines) {
            expect(displayWidth(line)).toBeLessThanOrEqual(columns);
            // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
            expect(line).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
          }
        },
      ),
    );
  });
});
