import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { finishedBatch } from '../batches/finished-batch.ts';
import { slowBatch } from '../batches/slow-batch.ts';
import { placeOfAllTests } from '../support/place.ts';
import { BIN, inPty, withoutColourSettings } from '../terminals/in-pty.ts';
import { HAS_TERMINAL } from '../terminals/in-terminal.ts';
import { PROGRESS, WORKERS } from '../terminals/progress-screen.ts';

describe.runIf(HAS_TERMINAL)('progress on a terminal', () => {
  const place = placeOfAllTests();
  let batch: string;
  beforeAll(async () => {
    batch = await slowBatch(place);
  });

  it('shows what the workers do, also when the terminal changes its size', () => {
    const { code, pieces, printed } = inPty('120x40,30x8,90x20', ['run', batch, '--no-history']);
    expect(code).toBe(0);
    expect(new Set(pieces.map(({ columns }) => columns)).size).toBeGreaterThan(1);
    expect(printed).toMatch(PROGRESS);
    expect(printed).toMatch(WORKERS);
    expect(printed).toContain('12 of 12 files succeeded');
  });
});

describe.runIf(HAS_TERMINAL)('colours', () => {
  const GREEN = '\u001b[32m';
  const place = placeOfAllTests();
  let args: readonly string[];
  beforeAll(async () => {
    args = ['run', (await finishedBatch(place)).batch, '--no-history'];
  });

  it('are on a terminal, unless NO_COLOR says otherwise or it is a dumb one', () => {
    const printed = (env: Readonly<Record<string, string>>): string => inPty('80x24', args, env).printed;
    expect(printed({})).toContain(`${GREEN}4 of 4 files succeeded`);
    expect(printed({ NO_COLOR: '1' })).not.toContain(GREEN);
    expect(printed({ TERM: 'dumb' })).not.toContain(GREEN);
  });

  it('are nowhere else, unless FORCE_COLOR says otherwise', () => {
    const piped = (env: Readonly<Record<string, string>>): string =>
      spawnSync(process.execPath, [BIN, ...args], {
        encoding: 'utf8',
        env: { ...withoutColourSettings(), ...env },
      }).stdout;
    const plain = piped({});
    expect(plain).toContain('4 of 4 files succeeded');
    expect(plain).not.toContain(GREEN);
    expect(piped({ FORCE_COLOR: '1' })).toContain(`${GREEN}4 of 4`);
  });
});
