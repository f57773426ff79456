import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { buildStandin, generateFiles } from './standin.ts';

const library = buildStandin();
const program = fileURLToPath(new URL('./load-file.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bridge-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How a process that loads such a file ends, and whether it gets past the load. */
function outcomeOf(fault: string): { readonly died: boolean; readonly loaded: boolean } {
  const [file] = generateFiles(join(folder, fault), '--files', '1', '--min', '50KB', '--fault', fault);
  const run = spawnSync(process.execPath, [program, library ?? '', file?.path ?? '', 'history'], {
    encoding: 'utf8',
  });
  // Windows has no signals: a crash is an exit code there.
  return { died: run.signal !== null || run.status !== 0, loaded: run.stdout === 'loaded' };
}

describe.runIf(library !== null)('a native crash', () => {
  it.each(['segfault-load', 'abort-load', 'kill-load'])(
    'of kind %s ends the process inside the load',
    (fault) => {
      expect(outcomeOf(fault)).toEqual({ died: true, loaded: false });
    },
  );

  it('can happen as late as the first series', () => {
    expect(outcomeOf('segfault-history')).toEqual({ died: true, loaded: true });
  });

  it('does not happen with a sound file', () => {
    expect(outcomeOf('none')).toEqual({ died: false, loaded: true });
  });
});
