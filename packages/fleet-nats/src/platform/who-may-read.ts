import { spawnSync } from 'node:child_process';
import { fstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { broadReaders } from './sddl.ts';

/** Who besides its owner may read a file, in words; null if nobody may, or it is not known. */
export function othersWhoMayRead(file: string, open: number): string | null {
  if (process.platform === 'win32') return byAccessList(file);
  const { mode } = fstatSync(open);
  const others = 0o077;
  return (mode & others) === 0 ? null : `its mode is ${(mode & 0o777).toString(8)}`;
}

const PATIENCE = 10_000;
/** What `icacls` writes with `/save`: names of groups differ by the language of Windows, this does not. */
const ENCODING = 'utf16le';

function byAccessList(file: string): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-key-'));
  try {
    const saved = path.join(folder, 'list');
    const { status } = spawnSync('icacls.exe', [file, '/save', saved], {
      shell: false,
      timeout: PATIENCE,
      windowsHide: true,
      stdio: 'ignore',
    });
    // A system or a file system without access lists.
    if (status !== 0) return null;
    const groups = broadReaders(readFileSync(saved, ENCODING));
    return groups.length === 0 ? null : `its access list lets ${groups.join(', ')} read it`;
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
