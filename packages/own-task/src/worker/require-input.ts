import { accessSync, constants, statSync } from 'node:fs';
import { FaultError } from '@ballast/resource-model';

/** Faults if a task could not read its input: FILE_NOT_FOUND, FILE_IS_FOLDER, FILE_UNREADABLE. */
export function requireInput(input: string): void {
  const stat = statSync(input, { throwIfNoEntry: false });
  const details = { path: input };
  if (stat === undefined) {
    throw new FaultError({
      code: 'FILE_NOT_FOUND',
      message: `${input} does not exist`,
      hint: 'correct the inputs of the batch, or run it again when the file is there',
      details,
      class: 'input-missing',
    });
  }
  if (stat.isDirectory()) {
    throw new FaultError({
      code: 'FILE_IS_FOLDER',
      message: `${input} is a folder, and the inputs of tasks are files`,
      hint: 'use its files as inputs, or pass folders as lines: ls -d runs/* | ballast each --lines',
      details,
    });
  }
  try {
    accessSync(input, constants.R_OK);
  } catch (cause) {
    throw new FaultError({
      code: 'FILE_UNREADABLE',
      message: `${input} cannot be read: ${(cause as Error).message}`,
      hint: 'give the user that runs the batch permission to read it',
      details,
      cause,
    });
  }
}
