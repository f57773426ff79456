import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/run-ballast.ts';
import { ballastWith } from '../support/with-environment.ts';

const MIB = 1024 * 1024;

/** Prints the size of the young part of the heap at the end of a process. */
const PRINT = `
  import { writeSync } from 'node:fs';
  import { getHeapSpaceStatistics } from 'node:v8';
  process.on('exit', () => {
    const young = getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
    writeSync(2, 'young: ' + young.space_size + '\\n');
  });
`;

/** How large it is once a command is loaded that then finds no batch file, in bytes. */
async function youngOf(command: string): Promise<number> {
  using folder = temporaryFolder();
  const module = path.join(folder.path, 'print.mjs');
  writeFileSync(module, PRINT);
  const preload = { NODE_OPTIONS: `--import ${pathToFileURL(module).href}` };
  const { stderr } = await ballastWith(preload, [command, path.join(folder.path, 'missing.yml')]);
  return Number(/^young: (\d+)$/m.exec(stderr)?.[1]);
}

describe('the young part of the heap', () => {
  it('is not what loading the program would make of it when a batch begins', async () => {
    expect(await youngOf('run')).toBeLessThanOrEqual(4 * MIB);
  });
});
