import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { accessFault, parseHead, preflight } from './preflight.ts';

const folder = mkdtempSync(join(tmpdir(), 'bridge-preflight-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function header(type: number, minor = '3c'): Buffer {
  const name = Buffer.from('\x08ORCAFLEX\0', 'latin1');
  return Buffer.concat([
    name,
    Buffer.from([11, 0, minor.length]),
    Buffer.from(minor, 'latin1'),
    Buffer.from([0, 0, type]),
  ]);
}

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function faultOf(path: string): unknown {
  try {
    return preflight(path);
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const pipe = join(folder, 'pipe.sim');
const hasPipe = spawnSync('mkfifo', [pipe], { stdio: 'ignore' }).status === 0;
if (!hasPipe) console.warn('not covered: pipes among the inputs, since mkfifo is not available');

describe('the pre-flight', () => {
  it.runIf(hasPipe)('refuses a pipe without waiting for a writer', () => {
    expect(faultOf(pipe)).toBe('FILE_UNREADABLE');
  });

  it('reads size and version of a simulation file', () => {
    const path = write('a.sim', Buffer.concat([header(2), Buffer.alloc(1000)]));
    expect(preflight(path)).toEqual({ size: 1000 + header(2).length, version: '11.3c' });
  });

  it('distinguishes model data from a simulation', () => {
    expect(faultOf(write('a.dat', header(0)))).toBe('DATA_FILE_NOT_SIMULATION');
  });

  it('ignores the name of the file', () => {
    expect(faultOf(write('data.sim', header(0)))).toBe('DATA_FILE_NOT_SIMULATION');
    expect(preflight(write('simulation.dat', header(2))).version).toBe('11.3c');
  });

  it('refuses a file with a different beginning', () => {
    expect(faultOf(write('b.sim', Buffer.from('Time,Wind1VelX\n')))).toBe('FORMAT_UNKNOWN');
  });

  it('refuses an unknown type', () => {
    expect(faultOf(write('c.sim', header(7)))).toBe('FORMAT_UNKNOWN');
  });

  it('refuses an empty file, a folder and a path that does not exist, each with its own code', () => {
    expect(faultOf(write('empty.sim', Buffer.alloc(0)))).toBe('FILE_EMPTY');
    expect(faultOf(folder)).toBe('FILE_IS_FOLDER');
    expect(faultOf(join(folder, 'absent.sim'))).toBe('FILE_NOT_FOUND');
    expect(faultOf(join(folder, 'empty.sim', 'inside.sim'))).toBe('FILE_NOT_FOUND');
  });

  it('gives each fault the class that decides about a retry', () => {
    const classOf = (path: string): unknown => {
      try {
        return preflight(path);
      } catch (error) {
        return (error as { class?: unknown }).class;
      }
    };
    expect(classOf(join(folder, 'absent.sim'))).toBe('input-missing');
    expect(classOf(write('text.sim', Buffer.from('Time,Wind1VelX\n')))).toBe('wrong-format');
    expect(classOf(write('model.sim', header(0)))).toBe('no-results');
    expect(accessFault('p', Object.assign(new Error('x'), { code: 'EIO' }))).toMatchObject({
      code: 'FILE_UNREADABLE',
      class: 'input-unavailable',
    });
    expect(classOf(folder)).toBeUndefined();
  });

  it('accepts the header at any version and refuses it truncated at any byte', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12, unit: 'grapheme-ascii' }), (minor) => {
        const whole = header(2, minor);
        expect(parseHead(whole)).toEqual({ version: `11.${minor}`, type: 2 });
        for (let length = 0; length < whole.length; length += 1) {
          expect(parseHead(whole.subarray(0, length))).toBeNull();
        }
      }),
    );
  });

  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const head = Buffer.concat([header(2).subarray(0, 10), bytes]);
        const parsed = parseHead(head);
        expect(parsed === null || parsed.type === 0 || parsed.type === 2).toBe(true);
      }),
    );
  });
});
