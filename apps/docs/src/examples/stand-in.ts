import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of the built stand-in for OrcFxAPI; null without a C compiler. */
export function standIn(): string | null {
  const tool = fileURLToPath(new URL('../../../../tools/orcfxapi-standin/dist/bin.js', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, 'build'], { encoding: 'utf8' });
  if (status === 3) return null;
  if (status !== 0)
    throw new Error(`${path.basename(path.dirname(path.dirname(tool)))} ended with ${status}: ${stderr}`);
  return (JSON.parse(stdout) as { library: string }).library;
}
