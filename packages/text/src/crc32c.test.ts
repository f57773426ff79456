import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from './crc32c.ts';

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);

describe('CRC-32C', () => {
  it.each([
    ['the digits 1 to 9', Buffer.from('123456789'), 0xe3069283],
    ['nothing', Buffer.alloc(0), 0],
    ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
    ['32 bytes of ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['32 ascending bytes', ascending, 0x46dd794e],
    ['32 descending bytes', ascending.toReversed(), 0x113fdb5c],
  ])('of %s is the one in RFC 3720', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('of two parts, one after the other, is that of the whole', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(crc32c(b, crc32c(a))).toBe(crc32c(Buffer.concat([a, b])));
      }),
    );
  });

  it('differs after any change of up to four bytes in a row', () => {
    const some = fc.uint8Array({ minLength: 5, maxLength: 300 });
    fc.assert(
      fc.property(some, fc.nat(), fc.integer({ min: 1, max: 2 ** 32 - 1 }), (bytes, where, change) => {
        const changed = Buffer.from(bytes);
        const at = where % (bytes.length - 3);
        changed.writeUInt32LE((changed.readUInt32LE(at) ^ change) >>> 0, at);
        expect(crc32c(changed)).not.toBe(crc32c(bytes));
      }),
    );
  });
});
