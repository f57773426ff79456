import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeContainer } from './container.ts';
import { type FileOptions, type FilePlan, planFile } from './file-plan.ts';
import { caseName } from './names.ts';
import { spreadSizes } from './sizes.ts';

export interface GenerateOptions extends FileOptions {
  readonly out: string;
  readonly files: number;
  readonly min: number;
  readonly max: number;
  readonly prefix: string;
}

/** A written file: its plan, with its final size. */
export interface Generated extends FilePlan {
  readonly path: string;
}

/** Writes the files one after the other; equal options yield equal bytes. */
export function* generate(options: GenerateOptions): Generator<Generated, void, undefined> {
  const folder = resolve(options.out);
  mkdirSync(folder, { recursive: true });
  const sizes = spreadSizes(options);
  for (const [index, wanted] of sizes.entries()) {
    const plan = planFile({ index, name: caseName(options.prefix, index), size: wanted }, options);
    const path = join(folder, plan.fileType === 0 ? plan.file.replace(/\.sim$/, '.dat') : plan.file);
    const size = writeContainer(path, plan, options.seed + index);
    yield { ...plan, size, path };
  }
}
