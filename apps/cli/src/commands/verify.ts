import { type VerifyOptions, verifyBatch } from '@ballast/batch';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { verificationText } from '../show/verification-text.ts';

export interface VerifyFlags extends Required<VerifyOptions> {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast verify`: whether what is in an output folder is what was written. Returns the exit code. Fault: NOTHING_TO_VERIFY. */
export async function verifyCommand(folder: string, { inputs, json, quiet }: VerifyFlags): Promise<number> {
  const found = await verifyBatch(folder, { inputs });
  const asWritten = found.differences.length === 0;
  if (json) process.stdout.write(`${JSON.stringify({ asWritten, ...found }, null, 2)}\n`);
  else if (!quiet) for (const line of verificationText(found)) process.stdout.write(`${forTerminal(line)}\n`);
  return asWritten ? EXIT.ok : EXIT.someDidNot;
}
