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
  readonly now?: BatchProgress | null;
}

function shown({ quiet = false, now = NOW, ...terminal }: Terminal): Shown {
  const written: string[] = [];
  const out = { ...terminal, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  return { written, progress: startProgress({ out, progress: () => now, quiet }) };
}

describe('progress', () => {
  it('prints a whole line at once on request outside of a terminal', () => {
    const { written, progress } = shown({});
    progress.show();
    progress.stop();
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^0\/3 \| draining: Ctrl-C again stops now \| memory [^\n]+\n$/);
  });

  it('overwrites its line within the width of a terminal, and clears it once at the end', () => {
    const { written, progress } = shown({ isTTY: true, columns: 30 });
    progress.show();
    progress.stop();
    progress.stop();
    progress.show();
    expect(written).toEqual(['\r\u001b[2K0/3', '\r\u001b[2K']);
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
