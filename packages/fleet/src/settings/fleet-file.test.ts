import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isFault } from '@ballast/resource-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeName, readFleetFile } from './fleet-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-fleet-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(text: string): string {
  const file = path.join(folder, 'F.yml');
  writeFileSync(file, text);
  return file;
}

function linesOf(text: string): readonly string[] {
  try {
    readFleetFile(written(text));
  } catch (error) {
    if (!isFault(error) || error.code !== 'FLEET_FILE_INVALID') throw error;
    return ((error.details?.lines ?? []) as readonly string[]).map((line) =>
      line.slice(line.indexOf('F.yml:') + 6),
    );
  }
  return [];
}

describe('the file of a fleet', () => {
  it('is read, with paths that count from its folder', () => {
    const file = written(
      "server: tls://box:4222\nca: ca.pem\nkey: node.nk\nnode: desk-1\nroots: { results: share, scratch: '/x' }\nseats: { orcaflex: { pool: 4, per: machine } }\nsilence: 5s\ntasks: { drag: { command: [python3, drag.py, '{input}'] }, area: { python: 'area:area', directory: tools } }\n",
    );
    expect(readFleetFile(file)).toEqual({
      path: file,
      server: 'tls://box:4222',
      ca: path.join(folder, 'ca.pem'),
      key: path.join(folder, 'node.nk'),
      node: 'desk-1',
      roots: new Map([
        ['results', path.join(folder, 'share')],
        ['scratch', path.resolve('/x')],
      ]),
      seats: new Map([['orcaflex', { pool: 4, per: 'machine' }]]),
      tasks: new Map([
        ['drag', { run: { kind: 'command', command: ['python3', 'drag.py', '{input}'] }, directory: folder }],
        [
          'area',
          {
            run: { kind: 'python', call: 'area:area', executable: null },
            directory: path.join(folder, 'tools'),
          },
        ],
      ]),
      silence: 5000,
    });
  });

  it('needs only a server and roots', () => {
    const settings = readFleetFile(written('server: nats://127.0.0.1:4222\nroots: {}\n'));
    expect(settings).toMatchObject({
      ca: null,
      key: null,
      silence: 30_000,
      seats: new Map(),
      tasks: new Map(),
    });
    expect(settings.node).toMatch(/^[A-Za-z0-9]/);
  });

  it.each([
    ['no server', 'roots: {}', '1:1  Expected an address such as tls://box:4222'],
    ['an address with a user', 'server: tls://me:pw@box\nroots: {}', '1:9  Expected an address'],
    ['an unknown key', 'server: tls://b\nroots: {}\nrots: {}', '3:7  Expected no other key here'],
    ['a root with a dot', 'server: tls://b\nroots: { a.b: /x }', 'Expected a name of letters, digits'],
    ['a short silence', 'server: tls://b\nroots: {}\nsilence: 1s', '3:10  Expected a time from 2s to 1h'],
    ['no seats in a pool', 'server: tls://b\nroots: {}\nseats: { o: { pool: 0 } }', '3:21  Expected a whole'],
    [
      'a task with two things to run',
      'server: tls://b\nroots: {}\ntasks: { t: { command: [a], node: m.mjs#f } }',
      'Expected exactly one of command, python and node',
    ],
    ['a task without any', 'server: tls://b\nroots: {}\ntasks: { t: {} }', 'Expected exactly one of command'],
    [
      'a task that is a path',
      'server: tls://b\nroots: {}\ntasks: { ../t: { node: m.mjs#f } }',
      'Expected a name',
    ],
    ['a syntax error', 'server: [', 'Expected'],
  ])('is refused with the place of the mistake: %s', (_, text, line) => {
    expect(linesOf(text).join('\n')).toContain(line);
  });

  it('is named if it cannot be read', () => {
    expect(() => readFleetFile(path.join(folder, 'none.yml'))).toThrow('none.yml cannot be read');
  });
});

describe('the name of a node', () => {
  it.each([
    ['box', 'box'],
    ['box.example.org', 'box-example-org'],
    ['-_x', 'x'],
    ['ü', 'node'],
  ])('of the host %s is %s', (host, name) => {
    expect(nodeName(host)).toBe(name);
  });
});
