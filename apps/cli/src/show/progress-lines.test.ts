import type { BatchProgress } from '@ballast/batch';
import { bytes, MIB, milliseconds } from '@ballast/resource-model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';
import { progressLines } from './progress-lines.ts';

function running(files: readonly string[]): BatchProgress['running'] {
  return files.map((file, worker) => ({
    worker,
    file,
    phase: worker % 2 === 0 ? 'loading' : 'at the gate',
    memory: worker === 0 ? null : bytes(worker * 512 * MIB),
    elapsed: milliseconds(1000),
  }));
}

const progress = (more: Partial<BatchProgress> = {}): BatchProgress => ({
  files: 1000,
  settled: 480,
  failed: 2,
  totalBytes: bytes(2000 * MIB),
  settledBytes: bytes(960 * MIB),
  share: 0.48,
  elapsed: milliseconds(60_000),
  left: { from: milliseconds(50_000), to: milliseconds(70_000) },
  running: running(['dlc11/a.outb', 'dlc11/b.outb', 'dlc11/c.outb']),
  starting: 0,
  loading: 2,
  computing: 0,
  atGate: 1,
  memory: { used: bytes(0), held: bytes(300 * MIB), budget: bytes(64 * 1024 * MIB) },
  readRate: 200 * MIB,
  boundBy: null,
  mode: 'open',
  seatWait: null,
  ...more,
});

describe('the lines of progress', () => {
  it('are the last failures, a bar, the machine and the workers', () => {
    const failures = [
      '! 1.outb: it is cut',
      '! 2.outb: it is cut',
      '! 3.outb: it is cut',
      '! 4.outb: it is cut',
    ];
    expect(progressLines(progress(), { columns: 100, rows: 24, failures })).toEqual([
      '! 2.outb: it is cut',
      '! 3.outb: it is cut',
      '! 4.outb: it is cut',
      '[##############................] 48 %  480/1000 | 2 failed | 50.0 s to 1 min 10 s left',
      'memory 0 B used, 300 MiB of 64.0 GiB held | 960 MiB of 1.95 GiB | reads 200 MiB/s',
      '  loading      dlc11/a.outb',
      '  at the gate    512 MiB  dlc11/b.outb',
      '  loading       1.00 GiB  dlc11/c.outb',
    ]);
  });

  it('say nothing about the time to go as long as it is too early', () => {
    const [bar] = progressLines(progress({ left: null }), { columns: 100, rows: 24, failures: [] });
    expect(bar).toBe('[##############................] 48 %  480/1000 | 2 failed');
  });

  it('leave out the bar before the state on a narrow terminal', () => {
    const [bar] = progressLines(progress(), { columns: 24, rows: 24, failures: [] });
    expect(bar).toBe('48 % | 480/1000');
  });

  it('count the workers that a low terminal has no room for', () => {
    const many = progress({ running: running(Array.from({ length: 40 }, (_, i) => `${i}.outb`)) });
    const lines = progressLines(many, { columns: 80, rows: 24, failures: [] });
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('  and 33 further files');
  });

  it('are never wider or more than the terminal, and never contain a control character', () => {
    const name = fc.string({ unit: 'binary', maxLength: 80 });
    const screen = fc.record({
      columns: fc.integer({ min: 20, max: 200 }),
      rows: fc.integer({ min: 1, max: 60 }),
      failures: fc.array(fc.constant('! a.outb: it is cut, and this is a long reason that has to be cut'), {
        maxLength: 5,
      }),
    });
    const now = fc.record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      running: fc.array(name, { maxLength: 30 }).map(running),
      mode: fc.constantFrom('open', 'draining', 'cancelling'),
    });
    fc.assert(
      fc.property(now, screen, (more, on) => {
        const lines = progressLines(progress(more), on);
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, on.rows - 1));
        for (const line of lines) {
          expect(displayWidth(line)).toBeLessThanOrEqual(on.columns);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});
