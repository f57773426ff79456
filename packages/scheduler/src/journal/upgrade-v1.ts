import type { RawRecord } from './record.ts';

/** Gives a record of journal version 1 the names that version 2 has for the same values. */
export function upgradeV1(record: RawRecord): RawRecord {
  switch (record.type) {
    case 'admitted': {
      const { commit: reserved, ...same } = record;
      return { ...same, reserved };
    }
    case 'requeued': {
      const { alone, until, ...same } = record;
      return {
        ...same,
        ...(alone === undefined ? {} : { nextAlone: alone }),
        ...(until === undefined ? {} : { notBefore: until }),
      };
    }
    case 'limit': {
      const { loads: permits, ...same } = record;
      return { ...same, type: 'load-permits', permits };
    }
    case 'drain':
      return { ...record, type: 'stopping' };
    default:
      return record;
  }
}
