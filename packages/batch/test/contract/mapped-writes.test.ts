import { spawn, spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { QUIET, watchInput } from '../../src/inputs/input-watch.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const HAS_PYTHON =
  process.platform === 'linux' &&
  spawnSync('python3', ['-c', 'import mmap'], { stdio: 'ignore' }).status === 0;
if (!HAS_PYTHON) console.warn('skipped: no Python on Linux to map a file into memory');

/** Maps a file, writes to a page of it, and once more after each line that it gets. */
const WRITER = `
import mmap, sys
with open(sys.argv[1], 'r+b') as file:
    pages = mmap.mmap(file.fileno(), 0)
    for n in range(1, 100):
        pages[150000] = n
        print(n, flush=True)
        sys.stdin.readline()
`;

it.runIf(HAS_PYTHON)(
  'an input that is written to through a memory map, which leaves its times alone, has changed',
  async () => {
    const file = path.join(temporaryFolder(), 'input');
    writeFileSync(file, Buffer.alloc(300_000));
    const writer = spawn('python3', ['-c', WRITER, file], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void writer.kill('SIGKILL'));
    const lines = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
    await lines.next();
    const { mtimeMs, ctimeMs } = statSync(file);
    const watch = watchInput(file, () => mtimeMs + QUIET);
    await watch.begin();
    writer.stdin.write('\n');
    await lines.next();
    expect(statSync(file)).toMatchObject({ mtimeMs, ctimeMs });
    await expect(watch.check()).rejects.toThrow(/was written to while it was read/);
    await expect(watch.during(() => Promise.reject(new Error('it ends early')))).rejects.toThrow(
      /was written to while it was read/,
    );
  },
);
