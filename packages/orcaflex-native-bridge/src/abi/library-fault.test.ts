import { isFault } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { faultDetails, statusError } from './library-fault.ts';
import { statusName } from './status.ts';

describe('a status', () => {
  it('is a fault of its own name, with the library’s words', () => {
    expect(statusError('C_GetVarIDW', 26, 'No such variable.')).toMatchObject({
      code: 'ORCFXAPI_UNRECOGNISED_VAR_NAME',
      message: 'No such variable. (C_GetVarIDW, status 26)',
      details: { status: 26, call: 'C_GetVarIDW', text: 'No such variable.' },
    });
  });

  it('without words says which it is', () => {
    expect(statusError('C_LoadSimulationW', 20, '').message).toBe(
      'The library gave no reason for UNEXPECTED_ERROR. (C_LoadSimulationW, status 20)',
    );
  });

  it('of a missing licence is marked, whatever was called', () => {
    expect(statusError('C_GetSampleTimes', 25, 'No licence.')).toMatchObject({
      code: 'SEAT_DENIED',
      details: { status: 25, seatDenied: true },
    });
  });

  it('of a wrong thread is no fault at all', () => {
    const error = statusError('C_GetModelState', 68, 'Another thread owns it.');
    expect(isFault(error)).toBe(false);
    expect(faultDetails(error)).toBeNull();
  });

  it.each(Array.from({ length: 69 }, (_, index) => index + 1).filter((status) => status !== 68))(
    '%i is known again by its details',
    (status) => {
      const error = statusError('C_LoadSimulationW', status, 'words');
      expect(isFault(error)).toBe(true);
      const details = faultDetails(error);
      expect([details?.status, details?.call, details?.text]).toEqual([status, 'C_LoadSimulationW', 'words']);
      if (status !== 25) expect(details?.code).toBe(`ORCFXAPI_${statusName(status)}`);
    },
  );

  it('is not looked for in faults that the library did not cause', () => {
    expect(faultDetails(Object.assign(new Error('x'), { code: 'FILE_NOT_FOUND' }))).toBeNull();
    expect(faultDetails(new Error('x'))).toBeNull();
  });
});
