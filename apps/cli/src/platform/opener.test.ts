import { describe, expect, it } from 'vitest';
import { openerOf } from './opener.ts';

describe('the command that opens a file', () => {
  it.each([
    ['win32', {}, 'explorer'],
    ['darwin', {}, 'open'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
    ['linux', { DISPLAY: '' }, null],
  ] as const)('on %s with %j is %s', (platform, env, command) => {
    expect(openerOf(platform, env)).toBe(command);
  });
});
