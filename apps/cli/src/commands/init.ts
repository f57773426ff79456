import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import {
  type FolderFound,
  lookAtFolder,
  refuseExisting,
  type Starter,
  starterText,
  writeStarter,
} from '@ballast/batch';
import { countText, forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { BATCH_FILE } from './batch-file-name.ts';

export interface InitFlags {
  readonly yes: boolean;
}

/** `ballast init`: writes a batch file for the results in a folder. Returns the exit code. */
export async function initCommand(folder: string, { yes }: InitFlags): Promise<number> {
  const file = path.join(folder, BATCH_FILE);
  refuseExisting(file);
  const found = await lookAtFolder(folder);
  const { reader, inputs, include, list } = found;
  const plain: Starter = {
    reader,
    include,
    files: inputs.length,
    list,
    channels: [],
    statistics: ['min', 'max', 'mean', 'std'],
    from: null,
    output: './ballast-out',
  };
  const asks = !yes && process.stdin.isTTY === true && process.stderr.isTTY === true;
  writeStarter(file, starterText(asks ? await asked(plain, found) : plain));
  const run = path.resolve(folder) === process.cwd() ? 'ballast run' : `ballast run ${file}`;
  for (const line of [
    `${forTerminal(file)}: a batch of ${countText(inputs.length, 'file')} for reader ${reader}`,
    `  next: look at its columns, then \`${forTerminal(run)}\``,
  ])
    process.stdout.write(`${line}\n`);
  return EXIT.ok;
}

/** Five questions, each with the answer that an empty line gives. */
async function asked(starter: Starter, { list }: FolderFound): Promise<Starter> {
  const talk = createInterface({ input: process.stdin, output: process.stderr });
  const ask = async (question: string, usual: string): Promise<string> => {
    const answer = (await talk.question(`${question} [${usual}] `)).trim();
    return answer === '' ? usual : answer;
  };
  const listOf = (answer: string): string[] => answer.split(',').map((one) => one.trim());
  try {
    const known = (list?.channels.length ?? 0) - 1;
    const include = await ask(`${countText(starter.files, 'file')}. Which ones`, starter.include.join(','));
    const channels = await ask(
      known > 0 ? `${countText(known, 'channel')}. Which ones, as in Twr*,Root*` : 'Which columns',
      'a choice',
    );
    const statistics = await ask('Which statistics, as in max,std,p99', starter.statistics.join(','));
    const from = Number(await ask('How many seconds at the beginning do not count', '0'));
    const output = await ask('Output folder', starter.output);
    return {
      ...starter,
      include: listOf(include),
      channels: channels === 'a choice' ? [] : listOf(channels),
      statistics: listOf(statistics),
      from: Number.isFinite(from) && from > 0 ? from : null,
      output,
    };
  } finally {
    talk.close();
  }
}
