import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { faultOf } from '../../test/support/recorder.ts';
import { openHead } from './open-head.ts';

const folder = new Folder();
afterAll(() => folder.remove());

describe('the head of a file', () => {
  it('has the same bytes whether or not this thread waits for them', async () => {
    const path = folder.write('a', 'abcdef');
    for (const wait of [false, true]) {
      const { file, head } = await openHead(path, 3, wait);
      expect(Buffer.from(head).toString()).toBe('abc');
      file.close();
    }
  });

  it('of a file that is missing, empty or a folder is the same fault either way', async () => {
    const paths = [`${folder.path}/nowhere`, folder.write('empty', ''), folder.path];
    for (const path of paths) {
      const [waited, meanwhile] = [true, false].map((wait) => faultOf(() => openHead(path, 3, wait)));
      expect(await waited).toEqual(await meanwhile);
    }
  });
});
