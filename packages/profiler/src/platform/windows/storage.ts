import { win32 } from 'node:path';
import type { Storage } from '../platform.ts';
import { type Kernel32, loadKernel32 } from './abi/kernel32.ts';
import { describeError } from './process.ts';

const DRIVE_REMOTE = 4;
const DRIVE_RAMDISK = 6;
const IOCTL_STORAGE_QUERY_PROPERTY = 0x002d_1400;
const STORAGE_DEVICE_SEEK_PENALTY_PROPERTY = 7;
const FILE_SHARE_READ_WRITE = 3;
const OPEN_EXISTING = 3;
const LONGEST_PATH = 32_768;

export function windowsStorageKind(path: string): Storage {
  const evidence: string[] = [];
  if (isUnc(path)) return { kind: 'network', evidence: [`${path} is a UNC path`] };
  const loading = loadKernel32();
  if ('reason' in loading) return { kind: 'unknown', evidence: [loading.reason] };
  return { kind: kindOfLocalPath(loading.api, win32.resolve(path), evidence), evidence };
}

/** True for `\\server\share` and `\\?\UNC\server\share`; `\\?\C:\` and `\\.\` are local devices. */
export function isUnc(path: string): boolean {
  const text = path.replaceAll('/', '\\');
  return /^\\\\[?.]\\UNC\\/i.test(text) || (text.startsWith('\\\\') && !/^\\\\[?.]\\/.test(text));
}

function kindOfLocalPath(api: Kernel32, path: string, evidence: string[]): Storage['kind'] {
  const volume = wideText((buffer) => api.GetVolumePathNameW(path, buffer, buffer.length / 2));
  if (volume === null) {
    evidence.push(describeError(api, `GetVolumePathNameW of ${path}`));
    return 'unknown';
  }
  const type = api.GetDriveTypeW(volume);
  evidence.push(`${path} is on ${volume}, drive type ${type}`);
  if (type === DRIVE_REMOTE) return 'network';
  if (type === DRIVE_RAMDISK) return 'memory';
  const name = wideText((buffer) => api.GetVolumeNameForVolumeMountPointW(volume, buffer, buffer.length / 2));
  if (name === null) {
    evidence.push(describeError(api, `GetVolumeNameForVolumeMountPointW of ${volume}`));
    return 'unknown';
  }
  // With its trailing backslash the name would open the root folder, not the device.
  return seekPenalty(api, name.replace(/\\$/, ''), evidence);
}

function seekPenalty(api: Kernel32, device: string, evidence: string[]): Storage['kind'] {
  // Access 0 requests device attributes only and does not need an administrator.
  const handle = api.CreateFileW(device, 0, FILE_SHARE_READ_WRITE, null, OPEN_EXISTING, 0, 0);
  if (handle === -1) {
    evidence.push(describeError(api, `opening ${device}`));
    return 'unknown';
  }
  try {
    // STORAGE_PROPERTY_QUERY: PropertyId, QueryType (0: standard), AdditionalParameters[1], padded to 12 bytes.
    const query = Buffer.alloc(12);
    query.writeUInt32LE(STORAGE_DEVICE_SEEK_PENALTY_PROPERTY, 0);
    // DEVICE_SEEK_PENALTY_DESCRIPTOR: Version, Size, IncursSeekPenalty (BOOLEAN at byte 8).
    const answer = Buffer.alloc(12);
    const returned: [number] = [0];
    const { length } = answer;
    const code = IOCTL_STORAGE_QUERY_PROPERTY;
    if (api.DeviceIoControl(handle, code, query, query.length, answer, length, returned, null) === 0) {
      evidence.push(describeError(api, `querying the seek penalty of ${device}`));
      return 'unknown';
    }
    if (returned[0] < 9) {
      evidence.push(`${device} returned only ${returned[0]} bytes about its seek penalty`);
      return 'unknown';
    }
    const penalty = answer.readUInt8(8) !== 0;
    evidence.push(`${device} has ${penalty ? 'a' : 'no'} seek penalty`);
    return penalty ? 'rotational' : 'solid';
  } finally {
    api.CloseHandle(handle);
  }
}

function wideText(fill: (buffer: Uint8Array) => number): string | null {
  const buffer = Buffer.alloc(LONGEST_PATH * 2);
  if (fill(buffer) === 0) return null;
  const text = buffer.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
