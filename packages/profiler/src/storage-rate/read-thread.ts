import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Segment } from './segments.ts';

/** What a reader thread reads once it receives a message. */
export interface ReadOrder {
  readonly segments: readonly Segment[];
  /** Milliseconds from the start after which it stops. */
  readonly longest: number;
}
export interface ReadDone {
  readonly bytes: number;
  /** Why a file could not be read, so that its bytes are missing; null if all could. */
  readonly problem: string | null;
}

const PIECE = 1 << 20;

const { segments, longest } = workerData as ReadOrder;
parentPort?.once('message', () => parentPort?.postMessage(readAll()));
parentPort?.postMessage('ready');

function readAll(): ReadDone {
  const deadline = performance.now() + longest;
  const buffer = Buffer.allocUnsafe(PIECE);
  let bytes = 0;
  let problem: string | null = null;
  for (const segment of segments) {
    if (performance.now() >= deadline) break;
    try {
      bytes += readSegment(segment, { buffer, deadline });
    } catch (error) {
      problem = (error as Error).message;
    }
  }
  return { bytes, problem };
}

function readSegment(
  { file, start, length }: Segment,
  { buffer, deadline }: { readonly buffer: Buffer; readonly deadline: number },
): number {
  const fd = openSync(file, 'r');
  try {
    let done = 0;
    while (done < length && performance.now() < deadline) {
      const read = readSync(fd, buffer, 0, Math.min(PIECE, length - done), start + done);
      // The file has been truncated.
      if (read === 0) break;
      done += read;
    }
    return done;
  } finally {
    closeSync(fd);
  }
}
