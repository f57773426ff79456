import { existsSync } from 'node:fs';
import path from 'node:path';
import { FaultError } from '@ballast/resource-model';
import type { OutputFolder } from '../folder/layout.ts';
import { realPathOf } from '../folder/owned.ts';

/** The output folder of batches that name none: it is expected among inputs, and nothing else has this name. */
const USUAL = 'ballast-out';

/**
 * Refuses an output folder that is the input folder or lies in it: tables would be mixed with results, and patterns could take
 * files of the output for inputs. A batch that is there already goes on. Fault: OUTPUT_IN_INPUTS.
 */
export function checkPlaces({ root, journal }: OutputFolder, inputDirectory: string): void {
  const inputs = realPathOf(inputDirectory);
  const output = realPathOf(root);
  const below = path.relative(inputs, output);
  const isInside = below === '' || (below.split(path.sep)[0] !== '..' && !path.isAbsolute(below));
  if (!isInside || path.basename(output) === USUAL || existsSync(journal)) return;
  throw new FaultError({
    code: 'OUTPUT_IN_INPUTS',
    message: `the output folder ${root} is ${below === '' ? '' : 'in '}the input folder ${inputDirectory}`,
    hint: `choose one outside of it (output in the batch file, or --out), name it ${USUAL}, or use --allow-output-in-inputs`,
  });
}
