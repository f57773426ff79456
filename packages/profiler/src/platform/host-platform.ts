import { linuxPlatform } from './linux/index.ts';
import { otherPlatform } from './other/index.ts';
import type { Platform } from './platform.ts';
import { windowsPlatform } from './windows/index.ts';

export interface HostOptions {
  /** Folder that contains `proc` and `sys` (Linux); `/` by default. */
  readonly root?: string;
}

export function hostPlatform(options: HostOptions = {}): Platform {
  switch (process.platform) {
    case 'linux':
      return linuxPlatform(options.root ?? '/');
    case 'win32':
      return windowsPlatform();
    default:
      return otherPlatform(process.platform);
  }
}
