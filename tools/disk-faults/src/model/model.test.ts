import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../effect.ts';
import { afterLoss, type Luck } from './crash.ts';
import { Replay } from './replay.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const open = (path: string, more: object = {}): Effect => ({
  op: 'open',
  fd: path,
  path,
  append: false,
  truncated: false,
  kind: 'file',
  ...more,
});
const write = (fd: string, text: string): Effect => ({ op: 'write', fd, at: null, data: base64(text) });
const sync = (fd: string): Effect[] => [
  { op: 'sync-begin', fd, id: fd },
  { op: 'sync-end', id: fd },
];
const folder = (path: string): Effect => open(path, { kind: 'folder' });

const NOTHING: Luck = { names: 'none', contents: 'none' };
const ALL: Luck = { names: 'all', contents: 'all' };

/** What is left below /r, which contained a file `old` with the text `before`. */
function left(effects: readonly Effect[], luck: Luck, random = 0.5): Record<string, string | null> {
  const replay = new Replay('/r');
  replay.found('/r/old', Buffer.from('before'));
  for (const effect of effects) replay.take(effect);
  const found = afterLoss(replay.disk, luck, () => random);
  return Object.fromEntries([...found].map(([name, content]) => [name, content?.toString() ?? null]));
}

describe('a loss of power', () => {
  const written = [open('/r/a'), write('/r/a', 'one'), write('/r/a', 'two')];

  it('takes a file whose folder was not synced, and the content of one that was not synced itself', () => {
    expect(left([...written, ...sync('/r/a')], NOTHING)).toEqual({ old: 'before' });
    expect(left([...written, folder('/r'), ...sync('/r')], NOTHING)).toEqual({ old: 'before', a: '' });
    const both = [...written, ...sync('/r/a'), write('/r/a', 'three'), folder('/r'), ...sync('/r')];
    expect(left(both, NOTHING)).toEqual({ old: 'before', a: 'onetwo' });
    expect(left(both, ALL)).toEqual({ old: 'before', a: 'onetwothree' });
  });

  it('keeps what was in a file when its sync began, and not what was written meanwhile', () => {
    const [begin, end] = sync('/r/a');
    if (begin === undefined || end === undefined) throw new Error('two effects');
    const during = [...written, begin, write('/r/a', 'three'), end];
    expect(left(during, { names: 'all', contents: 'none' }).a).toBe('onetwo');
    expect(left([...written, begin], { names: 'all', contents: 'none' }).a).toBe('');
  });

  it('tears the last write, or takes one before a later one', () => {
    expect(left(written, { names: 'all', contents: 'torn' }, 0.7).a).toBe('onetw');
    const one = left([open('/r/a'), write('/r/a', 'one')], { names: 'all', contents: 'reordered' }, 0.4).a;
    expect(one).toBe('one');
  });

  it('leaves a renamed file under one of its names, never under both or none', () => {
    const renamed: Effect[] = [{ op: 'rename', from: '/r/old', to: '/r/new' }];
    expect(left(renamed, NOTHING)).toEqual({ old: 'before' });
    expect(left(renamed, ALL)).toEqual({ new: 'before' });
    expect(left([...renamed, folder('/r'), ...sync('/r')], NOTHING)).toEqual({ new: 'before' });
  });

  it('keeps changes of names in their order', () => {
    const three: Effect[] = ['a', 'b', 'c'].map((name) => ({ op: 'mkdir', path: `/r/${name}` }));
    expect(Object.keys(left(three, { names: 'some', contents: 'all' }, 0.5))).toEqual(['old', 'a', 'b']);
  });

  it('takes what is in a folder whose own name was lost', () => {
    const below: Effect[] = [{ op: 'mkdir', path: '/r/f' }, open('/r/f/a'), folder('/r/f'), ...sync('/r/f')];
    expect(left(below, NOTHING)).toEqual({ old: 'before' });
    expect(left([...below, folder('/r'), ...sync('/r')], NOTHING)).toEqual({
      old: 'before',
      f: null,
      'f/a': '',
    });
  });

  it('keeps the second name of a file when the first is removed', () => {
    const moved: Effect[] = [
      { op: 'link', from: '/r/old', to: '/r/second' },
      { op: 'remove', path: '/r/old' },
    ];
    expect(left(moved, ALL)).toEqual({ second: 'before' });
    expect(left(moved, NOTHING)).toEqual({ old: 'before' });
  });

  it('follows positions, appending, truncation and whole writes', () => {
    const effects: Effect[] = [
      open('/r/old', { truncated: true }),
      write('/r/old', 'abcdef'),
      { op: 'write', fd: '/r/old', at: 1, data: base64('XY') },
      { op: 'truncate', fd: '/r/old', size: 4 },
      open('/r/log', { append: true }),
      { op: 'put', path: '/r/log', how: 'replace', data: base64('1') },
      write('/r/log', '2'),
      { op: 'put', path: '/r/log', how: 'append', data: base64('3') },
      { op: 'put', path: '/r/log', how: 'over', data: base64('0') },
    ];
    expect(left(effects, ALL)).toEqual({ old: 'aXYd', log: '023' });
  });
});
