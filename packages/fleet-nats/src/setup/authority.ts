import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AltName,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  CryptoEngine,
  Extension,
  ExtKeyUsage,
  GeneralName,
} from 'pkijs';

/** A certificate and its private key, both as PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of its own, and a server whose certificate it signed. */
export interface Authority {
  readonly authority: Identity;
  readonly server: Identity;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const HASH = 'SHA-256';
const YEARS = 10;
const DAY = 86_400_000;
/** Clocks of machines differ. */
const BEFORE = DAY;

const OID = {
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  constraints: '2.5.29.19',
  extendedUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
};
/** Bits of the extension for the usage of a key, first byte. */
const USAGE = { signature: 0x80, certificates: 0x04 };
const NAME = { dns: 2, address: 7 } as const;

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto });

/** Makes both. `hosts`: names and addresses by which nodes reach the server. `now`: milliseconds since 1970. */
export async function makeAuthority(hosts: readonly string[], now: number): Promise<Authority> {
  const [own, ofServer] = [await keyPair(), await keyPair()];
  const issuer = `Ballast fleet ${randomBytes(4).toString('hex')}`;
  const authority = await certificate({
    ...{ now, issuer, subject: issuer, publicKey: own.publicKey, signedBy: own.privateKey },
    extensions: [constraints(true), usage(USAGE.certificates)],
  });
  const server = await certificate({
    ...{
      now,
      issuer,
      subject: hosts[0] ?? 'server',
      publicKey: ofServer.publicKey,
      signedBy: own.privateKey,
    },
    extensions: [constraints(false), usage(USAGE.signature), serverUsage(), alternativeNames(hosts)],
  });
  return {
    authority: { certificate: authority, key: await privateKey(own) },
    server: { certificate: server, key: await privateKey(ofServer) },
  };
}

interface ToSign {
  readonly now: number;
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly signedBy: webcrypto.CryptoKey;
  readonly extensions: readonly Extension[];
}

async function certificate({ now, issuer, subject, ...keys }: ToSign): Promise<string> {
  const made = new Certificate();
  // The number of version 3.
  made.version = 2;
  made.serialNumber = new Integer({ valueHex: new Uint8Array(serial()).buffer });
  made.issuer.typesAndValues.push(commonName(issuer));
  made.subject.typesAndValues.push(commonName(subject));
  made.notBefore.value = new Date(now - BEFORE);
  made.notAfter.value = new Date(now + YEARS * 365 * DAY);
  made.extensions = [...keys.extensions];
  await made.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await made.sign(keys.signedBy, HASH, engine);
  return pem('CERTIFICATE', made.toSchema(true).toBER());
}

/** Positive, and without a leading zero. */
function serial(): readonly number[] {
  const [first = 0, ...rest] = randomBytes(16);
  return [(first & 0x3f) | 0x40, ...rest];
}

function commonName(value: string): AttributeTypeAndValue {
  return new AttributeTypeAndValue({ type: OID.commonName, value: new Utf8String({ value }) });
}

const constraints = (isAuthority: boolean): Extension =>
  extension(OID.constraints, new BasicConstraints(isAuthority ? { cA: true, pathLenConstraint: 0 } : {}));

function usage(bits: number): Extension {
  const value = new BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits: bits === 0x80 ? 7 : 2 });
  return new Extension({ extnID: OID.keyUsage, critical: true, extnValue: value.toBER() });
}

const serverUsage = (): Extension =>
  extension(OID.extendedUsage, new ExtKeyUsage({ keyPurposes: [OID.serverAuthentication] }));

function alternativeNames(hosts: readonly string[]): Extension {
  const altNames = hosts.map((host) =>
    isIP(host) === 0
      ? new GeneralName({ type: NAME.dns, value: host })
      : new GeneralName({ type: NAME.address, value: new OctetString({ valueHex: addressBytes(host) }) }),
  );
  return extension(OID.alternativeName, new AltName({ altNames }));
}

function extension(extnID: string, of: { toSchema(): { toBER(): ArrayBuffer } }): Extension {
  return new Extension({ extnID, critical: extnID === OID.constraints, extnValue: of.toSchema().toBER() });
}

/** The bytes of an address: four, or sixteen. */
export function addressBytes(host: string): ArrayBuffer {
  if (isIP(host) === 4) return new Uint8Array(host.split('.').map(Number)).buffer;
  // The URL writes an address of version 6 in its one canonical form.
  const canonical = new URL(`http://[${host}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return new Uint8Array(all.flatMap((group) => [Number(`0x${group}`) >> 8, Number(`0x${group}`) & 0xff]))
    .buffer;
}

async function keyPair(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
}

async function privateKey({ privateKey: key }: webcrypto.CryptoKeyPair): Promise<string> {
  const exported = await webcrypto.subtle.exportKey('pkcs8', key);
  return pem('PRIVATE KEY', exported);
}

function pem(what: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${what}-----`, ...lines, `-----END ${what}-----`, ''].join('\n');
}
