import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRecord, isOfNewer } from './check.ts';
import { isInside } from './names.ts';

const CLAIMED = { v: 1, id: 'a.1.1', type: 'claimed', task: 3, attempt: 1, node: 'a', life: 1 };
const SETTLED = {
  ...CLAIMED,
  type: 'settled',
  outcome: '{"kind":"succeeded"}',
  result: { name: '.ballast/results/3-1-00000000.json', bytes: 10, sha256: 'ab'.repeat(32) },
};

describe('a record of the log', () => {
  it.each([CLAIMED, SETTLED, { ...SETTLED, result: null }])('is read', (record) => {
    expect(checkRecord(JSON.stringify(record))).toEqual({ ok: true, record });
  });

  it.each([
    ['that is not JSON', '{', 'it is not JSON'],
    ['of a newer version', JSON.stringify({ ...CLAIMED, v: 2 }), 'update Ballast'],
    ['of another type', JSON.stringify({ ...CLAIMED, type: 'run-this' }), 'update Ballast'],
    ['without a type', JSON.stringify({ ...CLAIMED, type: undefined }), 'type'],
    ['with a field too many', JSON.stringify({ ...CLAIMED, command: 'rm' }), 'command'],
    [
      'with a name that leads elsewhere',
      JSON.stringify({ ...SETTLED, result: { ...SETTLED.result, name: '../x' } }),
      'result.name',
    ],
    ['of a node with a dot', JSON.stringify({ ...CLAIMED, node: 'a.b' }), 'node'],
    ['with half a task', JSON.stringify({ ...CLAIMED, task: 1.5 }), 'task'],
    [
      'that is too long',
      JSON.stringify({ ...SETTLED, outcome: 'x'.repeat(70_000) }),
      'more than 65536 bytes',
    ],
  ])('%s is refused', (_, text, reason) => {
    expect(checkRecord(text)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });

  it.each([
    [{ ...CLAIMED, v: 2 }, true],
    [{ v: 7 }, true],
    [{ ...CLAIMED, type: 'lent' }, true],
    // Foreign, damaged, or what a server answers.
    [CLAIMED, false],
    [{ ...CLAIMED, command: 'rm' }, false],
    [{ type: 'io.nats.jetstream.api.v1.stream_info_response', total: 0 }, false],
    [{ type: 'lent' }, false],
    [null, false],
  ])('%j is of a newer version: %s', (record, isNewer) => {
    expect(isOfNewer(JSON.stringify(record))).toBe(isNewer);
  });

  it('never throws, whatever it is, and believes nothing but records', () => {
    const mangled = fc.tuple(fc.constantFrom(CLAIMED, SETTLED), fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => checkRecord(text).ok === false),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(mangled, ([record, key, value]) => {
        const checked = checkRecord(JSON.stringify({ ...record, [key]: value }));
        // What is accepted is the record itself, or the same with another value of the right kind.
        if (checked.ok) expect(Object.keys(checked.record).sort()).toEqual(Object.keys(record).sort());
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a relative name', () => {
  it.each(['a', 'sims/case 1.sim', '.ballast/results/1-1-0.json', 'ä/ß.outb', 'console.txt'])(
    '%s is inside',
    (name) => {
      expect(isInside(name)).toBe(true);
    },
  );

  it.each([
    ...['', '/etc/passwd', '../x', 'a/../b', 'a//b', './a', 'C:/x', 'C:x', 'a:stream', '\\\\nas\\x', 'a\\b'],
    ...['nul', 'a/CON.txt', 'com1', 'a./b', 'a /b', 'a\u0000b', 'a\nb', 'a\u202eb', 'x'.repeat(256)],
  ])('%j is not', (name) => {
    expect(isInside(name)).toBe(false);
  });

  it('never leads out of a folder', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '/', '//', 'nul', ' ', '..\\');
    const names = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(names, (name) => {
        if (!isInside(name)) return;
        for (const { resolve, relative, isAbsolute, root } of [
          { ...path.posix, root: '/share/out' },
          { ...path.win32, root: 'D:\\share\\out' },
        ]) {
          const below = relative(root, resolve(root, name));
          expect(below === '' || below.split(/[\\/]/)[0] === '..' || isAbsolute(below)).toBe(false);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
