import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { historyFile, historyFolder } from './history-folder.ts';

describe('the folder of the history', () => {
  it('is the one in BALLAST_DATA_HOME, made absolute', () => {
    expect(historyFolder({ BALLAST_DATA_HOME: 'data', HOME: '/h' }, 'linux')).toBe(path.resolve('data'));
  });

  it.each([{ HOME: '/h' }, { HOME: '/h', BALLAST_DATA_HOME: '' }])(
    'is the data folder of the user with %j',
    (env) => {
      expect(historyFolder(env, 'linux')).toBe('/h/.local/share/ballast');
    },
  );

  it('contains one file', () => {
    expect(historyFile('f')).toBe(path.join('f', 'history.json'));
  });
});
