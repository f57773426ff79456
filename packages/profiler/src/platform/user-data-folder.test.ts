import { describe, expect, it } from 'vitest';
import { userDataFolder } from './user-data-folder.ts';

describe('the user data folder', () => {
  it.each([
    ['linux', { HOME: '/somewhere/a' }, '/somewhere/a/.local/share/ballast'],
    ['linux', { HOME: '/somewhere/a', XDG_DATA_HOME: '/data' }, '/data/ballast'],
    ['linux', { HOME: '/somewhere/a', XDG_DATA_HOME: 'relative' }, '/somewhere/a/.local/share/ballast'],
    ['linux', { HOME: '/somewhere/a', XDG_DATA_HOME: '' }, '/somewhere/a/.local/share/ballast'],
    ['darwin', { HOME: '/somewhere/b' }, '/somewhere/b/Library/Application Support/ballast'],
    ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\ballast'],
    ['win32', { USERPROFILE: 'D:\\somebody' }, 'D:\\somebody\\AppData\\Local\\ballast'],
  ] as const)('on %s with %o is %s', (platform, env, folder) => {
    expect(userDataFolder(env, platform)).toBe(folder);
  });
});
