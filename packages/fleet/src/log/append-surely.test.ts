import { describe, expect, it } from 'vitest';
import { appendInTime } from './append-surely.ts';
import { memoryLog } from './memory-log.ts';

const what = { subject: 'ctl', record: { id: 'x' }, expected: 0 };

describe('a record that somebody waits for', () => {
  it('is a fault if the server never takes it', async () => {
    const away = { ...memoryLog(), append: () => Promise.reject(new Error('timeout')) };
    await expect(
      appendInTime(away, what, { signal: new AbortController().signal, patience: 50 }),
    ).rejects.toMatchObject({
      code: 'FLEET_SERVER_LOST',
    });
  });

  it('is appended as soon as the server is there', async () => {
    const log = memoryLog();
    let tries = 0;
    const late = {
      ...log,
      append: (...args: Parameters<typeof log.append>) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error('timeout')) : log.append(...args);
      },
    };
    const answer = await appendInTime(late, what, { signal: new AbortController().signal });
    expect(answer).toEqual({ kind: 'appended', seq: 1 });
  });
});
