import { configurationKind, convert } from '@ballast/digitalmodel';
import { convertOppnda, oppndaKind } from '@ballast/oppnda';
import { FaultError } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { readBatchText } from './load-batch.ts';

/** `ballast import`: prints a configuration of digitalmodel or OppNDA as a batch file. Returns the exit code. */
export function importCommand(file: string, override: string | undefined): number {
  const text = readBatchText(file);
  if (configurationKind(text) === 'batch') {
    throw new FaultError({
      code: 'NOT_DIGITALMODEL',
      message: `${file} is already a batch file`,
      hint: 'run it with `ballast run`',
    });
  }
  const options = override === undefined ? {} : { override };
  const isOppnda = override === undefined && oppndaKind(text) !== null;
  const converted = isOppnda
    ? convertOppnda({ file, text }, {}, oppndaHead(file))
    : convert({ file, text, overrides: [] }, options, headOf(file));
  process.stdout.write(converted.text);
  for (const line of converted.warnings) process.stderr.write(`${forTerminal(line)}\n`);
  return EXIT.ok;
}

function oppndaHead(file: string): readonly string[] {
  return [
    `Made from ${forTerminal(file)} by \`ballast import\`; it makes the same files, in a folder of their own.`,
    'Paths are absolute; you may make them relative to the folder of this file.',
  ];
}

/** What a reader of the batch file needs to know about its origin. */
function headOf(file: string): (warnings: readonly string[], named: boolean) => readonly string[] {
  return (warnings, named) => [
    `Made from ${forTerminal(file)} by \`ballast import\`; it gives the same tables.`,
    'Paths are absolute; you may make them relative to the folder of this file.',
    'A batch file does not write the record of the run (see batch.effective.yml instead) or error logs (see report.json).',
    ...(named
      ? [
          'No patterns are equivalent to the filters of the configuration: every file that they matched is named.',
        ]
      : []),
    ...(warnings.length === 0 ? [] : ['Without an equivalent, or read differently:']),
    ...warnings.map((line) => `  ${forTerminal(line)}`),
  ];
}
