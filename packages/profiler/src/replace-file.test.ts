import { describe, expect, it } from 'vitest';
import { replaceFile } from './replace-file.ts';

function failing(codes: string[]): { move: () => Promise<void>; calls: () => number } {
  let calls = 0;
  const move = async (): Promise<void> => {
    const code = codes[calls];
    calls += 1;
    if (code !== undefined) throw Object.assign(new Error(code), { code });
  };
  return { move, calls: () => calls };
}

describe('replacing a file', () => {
  it('tries again while another program keeps the target open', async () => {
    const { move, calls } = failing(['EPERM', 'EBUSY', 'EACCES']);
    await replaceFile('a', 'b', move);
    expect(calls()).toBe(4);
  });

  it('gives up at once on an error that will not pass', async () => {
    const { move, calls } = failing(['ENOSPC']);
    await expect(replaceFile('a', 'b', move)).rejects.toThrow('ENOSPC');
    expect(calls()).toBe(1);
  });
});
