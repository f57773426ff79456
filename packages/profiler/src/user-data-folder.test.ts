import { describe, expect, it } from 'vitest';
import { userDataFolder } from './user-data-folder.ts';

describe('the folder of user data', () => {
  it.each([
    ['linux', { HOME: '/home/a' }, '/home/a/.local/share/ballast'],
    ['linux', { HOME: '/home/a', XDG_DATA_HOME: '/data' }, '/data/ballast'],
    ['linux', { HOME: '/home/a', XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/ballast'],
    ['linux', { HOME: '/home/a', XDG_DATA_HOME: '' }, '/home/a/.local/share/ballast'],
    ['darwin', { HOME: '/Users/a' }, '/Users/a/Library/Application Support/ballast'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\ballast'],
    ['win32', { USERPROFILE: 'C:\\Users\\a' }, 'C:\\Users\\a\\AppData\\Local\\ballast'],
  ] as const)('on %s with %o is %s', (platform, env, folder) => {
    expect(userDataFolder(env, platform)).toBe(folder);
  });
});
