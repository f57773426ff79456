import type { BatchProgress } from '@ballast/batch';
import { bytes, milliseconds } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { startProgress } from './progress.ts';

const NOW: BatchProgress = {
  files: 3,
  settled: 0,
  failed: 0,
  totalBytes: bytes(3000),
  settledBytes: bytes(0),
  share: 0,
  elapsed: milliseconds(0),
  left: null,
  running: [],
  starting: 0,
  loading: 0,
  computing: 0,
  atGate: 0,
  memory: { used: bytes(0), held: bytes(0), budget: bytes(2 ** 30) },
  readRate: null,
  boundBy: null,
  mode: 'draining',
  seatWait: null,
};

interface Shown {
  readonly written: string[];
  readonly progress: ReturnType<typeof startProgress>;
}

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly quiet?: boolean;
  readonly term?: string;
  readonly now?: BatchProgress | null;
}

function shown({ quiet = false, now = NOW, term, ...terminal }: Terminal): Shown {
  const written: string[] = [];
  const out = { ...terminal, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  return { written, progress: startProgress({ out, progress: () => now, quiet, term }) };
}

describe('progress', () => {
  it('prints a whole line at once on request outside of a terminal', () => {
    const { written, progress } = shown({});
    progress.show();
    progress.stop();
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^0\/3 \| draining: Ctrl-C again stops now \| memory [^\n]+\n$/);
  });

  it('shows a few lines on a terminal, and removes them once at the end', () => {
    const { written, progress } = shown({ isTTY: true, columns: 60, now: { ...NOW, mode: 'open' } });
    progress.failed('a\u001b[2J.out', 'it is cut');
    progress.show();
    progress.stop();
    progress.stop();
    progress.show();
    expect(written).toEqual([
      [
        '! a\\u{1b}[2J.out: it is cut',
        '[..............................]  0 %  0/3',
        'memory 0 B used, 0 B of 1.00 GiB held | 0 B of 2.93 KiB',
      ].join('\n'),
      '\r\u001b[2A\u001b[J',
    ]);
  });

  it('prints whole lines on a terminal that cannot move its cursor', () => {
    const { written, progress } = shown({ isTTY: true, columns: 60, term: 'dumb' });
    progress.show();
    expect(written[0]).toMatch(/^0\/3 \| .*\n$/);
  });

  it('prints nothing when quiet, or while there is nothing to show', () => {
    const quiet = shown({ isTTY: true, columns: 200, quiet: true });
    quiet.progress.show();
    quiet.progress.stop();
    expect(quiet.written).toEqual([]);
    const early = shown({ now: null });
    early.progress.show();
    early.progress.stop();
    expect(early.written).toEqual([]);
  });
});
