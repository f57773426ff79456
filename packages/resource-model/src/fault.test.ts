import { describe, expect, it } from 'vitest';
import { FaultError, isFault, plainFault } from './fault.ts';

const fault = { code: 'HEADER_IMPLAUSIBLE', message: 'the header is damaged', hint: 'copy the file again' };

describe('faults', () => {
  it('keep their parts on a round trip through JSON', () => {
    const error = new FaultError({ ...fault, details: { at: 12 }, cause: new Error('below') });
    expect(JSON.parse(JSON.stringify(error))).toEqual({ ...fault, details: { at: 12 } });
    expect(error.cause).toBeInstanceOf(Error);
    const seat = new FaultError({ code: 'A_B', message: 'm', class: 'seat' });
    expect(JSON.parse(JSON.stringify(seat))).toEqual({ code: 'A_B', message: 'm', class: 'seat' });
    expect(plainFault({ code: 'A_B', message: 'm' })).toEqual({ code: 'A_B', message: 'm' });
  });

  it('are recognised by shape, in this process and from another', () => {
    expect(isFault(new FaultError(fault))).toBe(true);
    expect(isFault(fault)).toBe(true);
  });

  it('are not confused with errors of the system or of Node', () => {
    const others = [
      { code: 'ENOENT', message: 'm' },
      { code: 'ERR_INVALID_ARG', message: 'm' },
      { code: 'A_B' },
      null,
    ];
    expect(others.map(isFault)).toEqual([false, false, false, false]);
  });
});
