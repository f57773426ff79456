import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The parts of a package.json that the rules use. */
export interface Manifest {
  readonly name: string;
  readonly private: boolean;
  /** Names usable at run time. */
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** `.` and `./journal`; empty if the package exports nothing. */
  readonly entries: ReadonlySet<string>;
  readonly files: readonly string[];
}

export function readManifest(folder: string): Manifest | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const json = record(JSON.parse(readFileSync(file, 'utf8')));
  const names = (field: string): string[] => Object.keys(record(json[field]));
  return {
    name: typeof json.name === 'string' ? json.name : '',
    private: json.private === true,
    dependencies: new Set([
      ...names('dependencies'),
      ...names('peerDependencies'),
      ...names('optionalDependencies'),
    ]),
    devDependencies: new Set(names('devDependencies')),
    entries: new Set(typeof json.exports === 'string' ? ['.'] : names('exports')),
    files: Array.isArray(json.files) ? json.files.filter((entry) => typeof entry === 'string') : [],
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
