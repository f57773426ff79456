import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';

type Flags = 'a' | 'a+' | 'r+';

/** As the system names them; a pipe that nobody reads is an error at once and does not block. */
const POSIX: Readonly<Record<Flags, number>> = {
  a:
    constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  'a+':
    constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  'r+': constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK,
};

/**
 * Opens a file to append (`a`, or `a+` to read it too) or to change it (`r+`) unless its name is a link, which may lead anywhere. Throws the
 * system's error: ELOOP for a link, EINVAL for anything else that is not a file.
 */
export function openNoLink(path: string, flags: Flags, mode = 0o644): number {
  const isWindows = process.platform === 'win32';
  // Windows cannot refuse links in the call that opens a file.
  if (isWindows && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw refused('ELOOP', `${path} is a link`);
  const fd = openSync(path, isWindows ? flags : POSIX[flags], mode);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw refused('EINVAL', `${path} is not a file`);
}

function refused(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code, syscall: 'open' });
}
