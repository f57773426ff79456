import { type LoadControl, UNPACED } from '@ballast/results-model';

/** A load control that calls `chunk` before each piece. */
export function paced(chunk: (bytes: number) => Promise<void>): LoadControl {
  return { ...UNPACED, chunk };
}

/** A load control that records the size of each piece. */
export function noted(chunks: number[]): LoadControl {
  return paced((bytes) => {
    chunks.push(bytes);
    return Promise.resolve();
  });
}
