import { describe, expect, it } from 'vitest';
import { type OutbSpec, outb } from '../../test/support/outb.ts';
import { faultOf } from '../../test/support/recorder.ts';
import { type BinaryHeader, isBinary, parseHeader } from './header.ts';

function parse(bytes: Uint8Array, size: number = bytes.length): BinaryHeader {
  const parsed = parseHeader(bytes, { path: 'x.outb', size });
  if ('need' in parsed) throw new Error(`needs ${parsed.need}`);
  return parsed.header;
}

describe('the header of a binary file', () => {
  it.each([1, 2, 3, 4])('of FileID %i yields counts, names, units and sizes', (fileId) => {
    const times = fileId === 1 ? [0, 1, 2, 3] : [];
    const bytes = outb({ fileId, times, clock: [0.25, 0.5] });
    const header = parse(bytes);
    expect(header).toMatchObject({ fileId, samples: 4, channels: 3, description: 'made by a test' });
    expect(header.names).toEqual(['Time', 'Wind1VelX', 'GenPwr', 'TwrBsMyt']);
    expect(header.units).toEqual(['(s)', '(m/s)', '(kW)', '(kN-m)']);
    expect(header.headerSize + header.timeSize + 4 * header.rowSize).toBe(bytes.length);
    expect(header.clock).toEqual(
      fileId === 1
        ? { kind: 'packed', scale: 0.25, offset: 0.5 }
        : { kind: 'linear', start: 0.25, step: 0.5 },
    );
    expect(header.scaling === null).toBe(fileId === 3);
  });

  it('keeps units unchanged and decodes them as windows-1252', () => {
    const { units } = parse(outb({ units: ['(sec)', 'INVALID', '[N]', '(kN\xb7m)'] }));
    expect(units).toEqual(['(sec)', 'INVALID', '[N]', '(kN·m)']);
  });

  it('has zero bytes and blanks trimmed from its names', () => {
    expect(parse(outb({ names: ['Time', 'A\0\0', ' B', 'C'] })).names).toEqual(['Time', 'A', 'B', 'C']);
  });

  it('may have an unusable time step if there is only one sample', () => {
    expect(parse(outb({ rows: [[1, 2, 3]], clock: [5, Number.NaN] })).clock).toEqual({
      kind: 'linear',
      start: 5,
      step: 0,
    });
  });

  it('reports how many bytes it needs if it receives fewer', () => {
    const bytes = outb();
    const source = { path: 'x.outb', size: bytes.length };
    const lists = parseHeader(bytes.subarray(0, 28), source);
    expect(lists).toEqual({ need: 28 + 24 + 4 });
    const rest = parseHeader(bytes.subarray(0, 56), source);
    expect(rest).toEqual({ need: parse(bytes).headerSize });
  });

  it.each<[string, OutbSpec, string, string]>([
    ['2^31-1 channels', { channels: 2 ** 31 - 1 }, 'NumOutChans', '2147483647'],
    ['no channels', { channels: 0 }, 'NumOutChans', '0'],
    ['a negative number of channels', { channels: -3 }, 'NumOutChans', '-3'],
    ['a negative number of samples', { samples: -1 }, 'NT', '-1'],
    ['a huge description', { descriptionLength: 2 ** 31 - 1 }, 'LenDesc', '2147483647'],
    ['a negative description', { descriptionLength: -1 }, 'LenDesc', '-1'],
    ['names of no length', { nameLength: 0 }, 'LenName', '0'],
    ['names of huge length', { nameLength: 32767 }, 'LenName', '32767'],
    ['a first time of NaN', { clock: [Number.NaN, 1] }, 'TimeOut1', 'NaN'],
    ['an infinite time step', { clock: [0, Infinity] }, 'TimeIncr', 'Infinity'],
    ['a time scale of 0', { fileId: 1, times: [0, 1, 2, 3], clock: [0, 1] }, '1/TimeScl', 'Infinity'],
    ['a time scale of NaN', { fileId: 1, times: [0, 1, 2, 3], clock: [Number.NaN, 1] }, '1/TimeScl', 'NaN'],
    ['a time offset of NaN', { fileId: 1, times: [0, 1, 2, 3], clock: [1, Number.NaN] }, 'TimeOff', 'NaN'],
  ])('with %s is a fault that names the field', async (_, spec, field, found) => {
    const fault = await faultOf(() => parse(outb({ nameLength: 10, ...spec })));
    expect(fault).toMatchObject({ code: 'HEADER_IMPLAUSIBLE', details: { field, found } });
    expect(fault.message).toContain(field);
  });

  it('of more than 64 MiB is implausible even in a file of that size', async () => {
    const bytes = outb({ channels: 1_000_000, nameLength: 1000 });
    const padded = Buffer.concat([bytes, Buffer.alloc(8_000_000)]);
    const fault = await faultOf(() => parse(padded, 2 ** 40));
    expect(fault).toMatchObject({ code: 'HEADER_IMPLAUSIBLE', details: { field: 'header size' } });
  });

  it.each([3, 20, 40, 60, 100])('that ends after %i bytes is truncated', async (length) => {
    const fault = await faultOf(() => parse(outb().subarray(0, length)));
    expect(fault).toMatchObject({ code: 'FILE_TRUNCATED', details: { foundBytes: length, wholeRows: 0 } });
  });
});

describe('a file', () => {
  it.each([
    [[4, 0, 10, 0], true],
    [[1, 0], true],
    [[5, 0], false],
    [[0, 4], false],
    [[4], false],
    [[4, 1], false],
  ])('that begins with %j is binary: %s', (head, binary) => {
    expect(isBinary(Uint8Array.from(head))).toBe(binary);
  });
});
