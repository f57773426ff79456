import { readText } from '../read-text.ts';

/** One line of /proc/self/mountinfo (proc_pid_mountinfo(5)). */
export interface Mount {
  /** `major:minor` of the device. */
  readonly device: string;
  /** The folder of the file system that is the root of this mount. */
  readonly fileSystemRoot: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  readonly source: string;
  readonly superOptions: readonly string[];
}

/** The mounts that this process sees, in mount order; empty if the system does not list them. */
export function readMounts(root: string): Mount[] {
  const mounts: Mount[] = [];
  for (const line of (readText(root, 'proc/self/mountinfo') ?? '').split('\n')) {
    const mount = parseMount(line);
    if (mount !== null) mounts.push(mount);
  }
  return mounts;
}

export function parseMount(line: string): Mount | null {
  // Any number of optional fields precedes the single hyphen.
  const separator = line.indexOf(' - ');
  if (separator < 0) return null;
  const [, , device, fileSystemRoot, mountPoint] = line.slice(0, separator).split(' ');
  const [fileSystem, source, superOptions] = line.slice(separator + 3).split(' ');
  if (device === undefined || fileSystemRoot === undefined || mountPoint === undefined) return null;
  if (fileSystem === undefined || source === undefined) return null;
  return {
    device,
    fileSystemRoot: decodeOctal(fileSystemRoot),
    mountPoint: decodeOctal(mountPoint),
    fileSystem,
    source: decodeOctal(source),
    superOptions: superOptions?.split(',').map(decodeOctal) ?? [],
  };
}

/** The mount of an absolute path: the longest matching mount point, and there the last mount. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | null {
  let best: Mount | null = null;
  for (const mount of mounts) {
    const prefix = mount.mountPoint === '/' ? '/' : `${mount.mountPoint}/`;
    if (path !== mount.mountPoint && !path.startsWith(prefix)) continue;
    if (best === null || mount.mountPoint.length >= best.mountPoint.length) best = mount;
  }
  return best;
}

// The kernel writes space, tab, newline and backslash as three octal digits.
function decodeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}
