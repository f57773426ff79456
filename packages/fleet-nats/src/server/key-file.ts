import { closeSync, constants, openSync, readSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';
import { nkeys } from '@nats-io/transport-node';
import { othersWhoMayRead } from '../platform/who-may-read.ts';

/** What proves who this machine is: the seed of its nkey, and the public part, by which the server knows it. */
export interface Key {
  readonly seed: Uint8Array;
  readonly name: string;
}

const MOST_BYTES = 4096;
const LINE = /^SU[A-Z2-7]{56}$/m;

/** The nkey in a file. Faults: FLEET_KEY_UNREADABLE, FLEET_KEY_EXPOSED if others may read the file. */
export function readKeyFile(file: string): Key {
  const text = contentOf(file);
  const seed = LINE.exec(text)?.[0];
  if (seed === undefined) throw unreadable(file, 'it has no line with the seed of a user (SU...)');
  return keyOf(seed, file);
}

/** `from`: where it came from, for the message. Fault FLEET_KEY_UNREADABLE. */
export function keyOf(seed: string, from: string): Key {
  const bytes = Buffer.from(seed.trim());
  try {
    return { seed: bytes, name: nkeys.fromSeed(bytes).getPublicKey() };
  } catch (cause) {
    throw unreadable(from, 'its seed is damaged', cause);
  }
}

function contentOf(file: string): string {
  let open: number | null = null;
  try {
    open = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const others = othersWhoMayRead(file, open);
    if (others !== null) throw exposed(file, others);
    const bytes = Buffer.alloc(MOST_BYTES);
    return bytes.toString('latin1', 0, readSync(open, bytes, 0, MOST_BYTES, 0));
  } catch (error) {
    if (error instanceof FaultError) throw error;
    throw unreadable(file, (error as Error).message, error);
  } finally {
    if (open !== null) closeSync(open);
  }
}

function unreadable(file: string, why: string, cause?: unknown): FaultError {
  return new FaultError({
    code: 'FLEET_KEY_UNREADABLE',
    message: `the key ${file} cannot be used: ${why}`,
    hint: 'copy the key that `ballast fleet init` made for this machine',
    details: { file },
    ...(cause === undefined ? {} : { cause }),
  });
}

function exposed(file: string, others: string): FaultError {
  const command =
    process.platform === 'win32'
      ? `icacls "${file}" /inheritance:r /grant:r "%USERNAME%:F"`
      : `chmod 600 ${file}`;
  return new FaultError({
    code: 'FLEET_KEY_EXPOSED',
    message: `others may read the key ${file}: ${others}`,
    hint: `let only its owner read it: ${command}`,
    details: { file },
  });
}
