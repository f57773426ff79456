import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LogPlace, WorkerLog } from './worker-log.ts';

let folder = '';
let place: LogPlace;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-log-'));
  place = { path: join(folder, 'logs', 'worker-1.log'), name: 'logs/worker-1.log' };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log of a worker', () => {
  it('has no file until something is written', () => {
    const log = new WorkerLog(place);
    log.err(Buffer.alloc(0));
    log.close();
    expect(log.file).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps both streams byte for byte, whatever they contain', () => {
    const log = new WorkerLog(place);
    const hostile = Buffer.from([0x1b, 0x5b, 0x32, 0x4a, 0x00, 0xff, 0x0a]);
    log.out(hostile);
    log.err(Buffer.from('../../etc\n'));
    log.close();
    expect(log.file).toBe('logs/worker-1.log');
    expect(readFileSync(place.path)).toEqual(Buffer.concat([hostile, Buffer.from('../../etc\n')]));
  });

  it('keeps the last twenty lines of the error stream, joined from pieces and cut to length', () => {
    const log = new WorkerLog(null);
    for (let line = 0; line < 30; line += 1) log.err(Buffer.from(`line ${line}\r\n`));
    const [head, tail] = [Buffer.from('Größe').subarray(0, 3), Buffer.from('Größe').subarray(3)];
    log.err(head);
    log.err(tail);
    expect(log.lastLines).toHaveLength(20);
    expect(log.lastLines.at(-2)).toBe('line 29');
    expect(log.lastLines.at(-1)).toBe('Größe');
    log.err(Buffer.from(`\n${'x'.repeat(10_000)}\n`));
    expect(log.lastLines.at(-1)).toHaveLength(500);
  });

  it('stays bounded: it keeps the newest part and the one before', () => {
    const log = new WorkerLog(place);
    const piece = Buffer.alloc(64 * 1024, 'x');
    for (let written = 0; written < 10 * 2 ** 20; written += piece.length) log.out(piece);
    log.out(Buffer.from('the end'));
    log.close();
    const files = readdirSync(join(folder, 'logs')).sort();
    expect(files).toEqual(['worker-1.earlier.log', 'worker-1.log']);
    const sizes = files.map((file) => statSync(join(folder, 'logs', file)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 20 + piece.length);
    expect(readFileSync(place.path, 'utf8')).toMatch(/the end$/);
  });

  it.runIf(process.platform !== 'win32')('is lost if a link has its name, or that of its folder', () => {
    const victim = join(folder, 'victim');
    const plants = [
      () => symlinkSync(victim, place.path),
      () => linkSync(victim, place.path),
      () => {
        rmSync(join(folder, 'logs'), { recursive: true });
        symlinkSync(folder, join(folder, 'logs'));
      },
    ];
    writeFileSync(victim, 'untouched');
    mkdirSync(join(folder, 'logs'));
    for (const plant of plants) {
      rmSync(place.path, { force: true });
      plant();
      const log = new WorkerLog(place);
      log.out(Buffer.from('words'));
      log.close();
      expect(log.file).toBeNull();
      expect(readFileSync(victim, 'utf8')).toBe('untouched');
    }
    expect(readdirSync(folder).sort()).toEqual(['logs', 'victim']);
  });

  it('is removed with its folder when it is discarded', () => {
    const log = new WorkerLog(place);
    log.out(Buffer.from('words'));
    expect(existsSync(place.path)).toBe(true);
    log.discard();
    expect(log.file).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stays when it is discarded if it is to be kept', () => {
    const log = new WorkerLog(place);
    log.out(Buffer.from('words'));
    log.keep();
    log.discard();
    expect(log.file).toBe('logs/worker-1.log');
    expect(readFileSync(place.path, 'utf8')).toBe('words');
  });

  it('still returns the last lines if its file cannot be written', () => {
    writeFileSync(join(folder, 'logs'), 'a file in the way');
    const log = new WorkerLog(place);
    log.err(Buffer.from('words\n'));
    expect(log.lastLines).toEqual(['words']);
    expect(log.file).toBeNull();
  });
});
