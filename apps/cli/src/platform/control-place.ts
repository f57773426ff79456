import { randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** Where a batch listens for orders: a socket in a folder of this user alone, on Windows a named pipe. */
export interface ControlPlace {
  readonly address: string;
  /** Removes what was made for it. Never throws. */
  remove(): void;
}

const SOCKET = 'control.sock';
const PREFIX = 'ballast-control-';
const PIPE = '\\\\.\\pipe\\ballast-control-';

export function makeControlPlace(platform: NodeJS.Platform = process.platform): ControlPlace {
  // Other users may connect to a pipe but not write to it.
  if (platform === 'win32')
    return { address: `${PIPE}${randomBytes(12).toString('hex')}`, remove: () => undefined };
  // Its mode is 0700 from the first instant.
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  return {
    address: path.join(folder, SOCKET),
    remove: () => {
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // An empty folder stays behind.
      }
    },
  };
}

/** Whether an address from a file may be one of this user: a socket that others could have made gets no orders. */
export function isOwnPlace(address: string, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32') return address.startsWith(PIPE);
  const folder = path.dirname(address);
  if (path.basename(address) !== SOCKET || !path.basename(folder).startsWith(PREFIX)) return false;
  try {
    const { mode, uid } = lstatSync(folder);
    const socket = lstatSync(address);
    const mine = userInfo().uid;
    return uid === mine && (mode & 0o077) === 0 && socket.uid === mine && socket.isSocket();
  } catch {
    return false;
  }
}
