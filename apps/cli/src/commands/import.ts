import { configurationKind, convert } from '@ballast/digitalmodel';
import { FaultError } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { readBatchText } from './load-batch.ts';

/** `ballast import`: a digitalmodel configuration as a batch file on standard output. Gives the exit code. */
export function importCommand(file: string, override: string | undefined): number {
  const text = readBatchText(file);
  if (configurationKind(text) === 'batch') {
    throw new FaultError({
      code: 'NOT_DIGITALMODEL',
      message: `${file} is a batch file already`,
      hint: '`ballast run` takes it as it is',
    });
  }
  const options = override === undefined ? {} : { override };
  const converted = convert({ file, text, overrides: [] }, options, headOf(file));
  process.stdout.write(converted.text);
  for (const line of converted.warnings) process.stderr.write(`${forTerminal(line)}\n`);
  return EXIT.ok;
}

/** What a reader of the batch file has to know of where it came from. */
function headOf(file: string): (warnings: readonly string[], named: boolean) => readonly string[] {
  return (warnings, named) => [
    `Made from ${forTerminal(file)} by \`ballast import\`; it gives the same tables.`,
    'Paths are absolute; they may be made relative to the folder of this file.',
    'Not written by a batch file: the record of the run (its batch.effective.yml says what was run) and error logs (report.json has the reasons).',
    ...(named
      ? [
          'The filters of the configuration have no patterns of their own: every file that they took is named.',
        ]
      : []),
    ...(warnings.length === 0 ? [] : ['Without an equivalent, or understood otherwise:']),
    ...warnings.map((line) => `  ${forTerminal(line)}`),
  ];
}
