import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/** The folders of the running test: made before it, removed after it. */
export interface Place {
  readonly folder: string;
  readonly sims: string;
  readonly out: string;
}

export function placeOfEachTest(): Place {
  const place = { folder: '', sims: '', out: '' };
  beforeEach(() => make(place));
  afterEach(() => rmSync(place.folder, { recursive: true, force: true }));
  return place;
}

/** The folders of all tests in a file: made before the first, removed after the last. */
export function placeOfAllTests(): Place {
  const place = { folder: '', sims: '', out: '' };
  beforeAll(() => make(place));
  afterAll(() => rmSync(place.folder, { recursive: true, force: true }));
  return place;
}

function make(place: { folder: string; sims: string; out: string }): void {
  place.folder = mkdtempSync(path.join(tmpdir(), 'ballast-e2e-'));
  place.sims = path.join(place.folder, 'sims');
  place.out = path.join(place.folder, 'out');
}
