import { isFault } from '@ballast/resource-model';
import { describe, expect, it } from 'vitest';
import { faultDetails, statusError } from './library-fault.ts';
import { statusName } from './status.ts';

describe('a status', () => {
  it('becomes a fault with its own code and the library’s text', () => {
    expect(statusError('C_GetVarIDW', 26, 'No such variable.')).toMatchObject({
      code: 'ORCFXAPI_UNRECOGNISED_VAR_NAME',
      message: 'No such variable. (C_GetVarIDW, status 26)',
      details: { status: 26, call: 'C_GetVarIDW', text: 'No such variable.' },
    });
  });

  it('without a text is named in the message', () => {
    expect(statusError('C_LoadSimulationW', 20, '').message).toBe(
      'the library gave no reason for UNEXPECTED_ERROR (C_LoadSimulationW, status 20)',
    );
  });

  it('for a missing licence is marked, whichever call returned it', () => {
    expect(statusError('C_GetSampleTimes', 25, 'No licence.')).toMatchObject({
      code: 'SEAT_DENIED',
      details: { status: 25, seatDenied: true },
    });
  });

  it('for a wrong thread is not a fault', () => {
    const error = statusError('C_GetModelState', 68, 'Another thread owns it.');
    expect(isFault(error)).toBe(false);
    expect(faultDetails(error)).toBeNull();
  });

  it.each(Array.from({ length: 69 }, (_, index) => index + 1).filter((status) => status !== 68))(
    '%i is recovered from the details of its fault',
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
