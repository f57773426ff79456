import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { buildStandin, generateFile, type StandinFile } from '../../test/standin.ts';
import { orcaflex } from './orcaflex.ts';

const library = buildStandin();
const folder = mkdtempSync(join(tmpdir(), 'bridge-damaged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const reader = orcaflex({ library, environment: {}, platform: process.platform });
const generate = (name: string, ...options: readonly string[]): StandinFile =>
  generateFile(join(folder, name), ...options);

describe.runIf(library !== null)('files', () => {
  it('that are damaged are refused with the library’s text', async () => {
    const sound = generate('sound', '--min', '50KB', '--max', '50KB');
    const foreign = join(folder, 'foreign.sim');
    writeFileSync(foreign, Buffer.concat([readFileSync(sound.path).subarray(0, 18), Buffer.alloc(1000)]));
    const short = generate('short', '--min', '100KB');
    truncateSync(short.path, 90_000);
    const broken = generate('broken', '--min', '100KB', '--fault', 'read-error');
    const codes = await Promise.all(
      [foreign, short.path, broken.path].map((path) =>
        reader.open(path, UNPACED).catch((error: { code: string }) => error.code),
      ),
    );
    expect(codes).toEqual([
      'ORCFXAPI_INVALID_FILE_FORMAT',
      'ORCFXAPI_FILE_READ_ERROR',
      'ORCFXAPI_FILE_READ_ERROR',
    ]);
  });

  it('that vanish or come from a later version are reported as such', async () => {
    const gone = generate('gone', '--min', '50KB', '--max', '50KB');
    const ready = async (): Promise<void> => rmSync(gone.path);
    await expect(reader.open(gone.path, { ...UNPACED, ready })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      details: { status: 6 },
    });
    const later = generate('later', '--min', '50KB', '--max', '50KB', '--file-version', '12.0a');
    await expect(reader.open(later.path, UNPACED)).rejects.toMatchObject({ code: 'FILE_FROM_LATER_VERSION' });
  });
});
