import type { BatchProgress } from '@ballast/batch';
import { bytes, MIB, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { progressLine } from './progress-line.ts';

const WIDE = Number.POSITIVE_INFINITY;

const progress = (more: Partial<BatchProgress> = {}): BatchProgress => ({
  files: 20,
  settled: 5,
  failed: 2,
  totalBytes: bytes(2000 * MIB),
  settledBytes: bytes(500 * MIB),
  share: 0.25,
  elapsed: milliseconds(60_000),
  left: { from: milliseconds(150_000), to: milliseconds(200_000) },
  running: [],
  starting: 0,
  loading: 2,
  computing: 0,
  atGate: 0,
  memory: { used: bytes(0), held: bytes(300 * MIB), budget: bytes(64 * 1024 * MIB) },
  readRate: 200 * MIB,
  boundBy: null,
  mode: 'open',
  seatWait: null,
  ...more,
});

describe('the line of progress', () => {
  it('shows the most important part first', () => {
    const parts = progressLine(progress({ mode: 'draining', boundBy: 'cores' }), WIDE).split(' | ');
    expect(parts).toEqual([
      '5/20',
      '2 failed',
      'draining: Ctrl-C again stops now',
      '2 min 30 s to 3 min 20 s left',
      'memory 0 B used, 300 MiB of 64.0 GiB held',
      '500 MiB of 1.95 GiB',
      '2 loading, 0 computing',
      'reads 200 MiB/s',
      'bound by cores',
    ]);
  });

  it('shows tasks that are starting and tasks at the gate', () => {
    const line = progressLine(progress({ starting: 1, atGate: 3 }), WIDE);
    expect(line).toContain('1 starting, 2 loading, 0 computing, 3 at the gate');
  });

  it('drops whole parts from its end if the terminal is narrow', () => {
    const draining = progress({ mode: 'draining' });
    const whole = progressLine(draining, WIDE);
    for (let width = 20; width <= whole.length; width += 1) {
      const line = progressLine(draining, width);
      expect(line.length).toBeLessThanOrEqual(width);
      expect(whole.startsWith(line)).toBe(true);
      expect(['', ' | '].some((end) => whole.startsWith(line + end))).toBe(true);
    }
    expect(progressLine(draining, 50)).toBe('5/20 | 2 failed | draining: Ctrl-C again stops now');
    expect(progressLine(draining, whole.length)).toBe(whole);
  });

  it('leaves out a read rate that is unknown', () => {
    expect(progressLine(progress({ readRate: null }), WIDE)).not.toContain('reads');
  });

  it('shows that a cancelled batch is stopping, and what a batch without a seat waits for', () => {
    expect(progressLine(progress({ mode: 'cancelling' }), WIDE)).toContain('| stopping |');
    expect(progressLine(progress({ seatWait: 'waits for a licence' }), WIDE)).toContain(
      '| waits for a licence |',
    );
  });
});
