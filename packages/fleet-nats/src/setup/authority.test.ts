import { createPrivateKey, X509Certificate } from 'node:crypto';
import { BlockList, isIPv6, SocketAddress } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, makeAuthority } from './authority.ts';

const NOW = Date.UTC(2030, 0, 2);
const HOSTS = ['box', 'box.site.example', '192.0.2.7', '2001:db8::7'];

describe('an authority', () => {
  it('signs a server that is known by its names and addresses', async () => {
    const { authority, server } = await makeAuthority(HOSTS, NOW);
    const [ca, certificate] = [
      new X509Certificate(authority.certificate),
      new X509Certificate(server.certificate),
    ];
    expect(ca.ca).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkIssued(ca)).toBe(true);
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    for (const host of ['box', 'box.site.example']) expect(certificate.checkHost(host)).toBe(host);
    for (const address of ['192.0.2.7', '2001:db8::7']) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkHost('other')).toBeUndefined();
    expect(certificate.checkPrivateKey(createPrivateKey(server.key))).toBe(true);
    expect(new Date(certificate.validFrom).getTime()).toBeLessThan(NOW);
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2039);
  });

  it('is another one each time', async () => {
    const [one, other] = [await makeAuthority(HOSTS, NOW), await makeAuthority(HOSTS, NOW)];
    const ca = new X509Certificate(other.authority.certificate);
    expect(new X509Certificate(one.server.certificate).verify(ca.publicKey)).toBe(false);
  });

  it('writes any address of version 6 in bytes', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        if (!isIPv6(address)) return;
        const bytes = Buffer.from(addressBytes(address));
        expect(bytes).toHaveLength(16);
        const list = new BlockList();
        const again = bytes.toString('hex').match(/.{4}/g)?.join(':') ?? '';
        list.addAddress(new SocketAddress({ address, family: 'ipv6' }));
        expect(list.check(again, 'ipv6')).toBe(true);
      }),
    );
  });
});
