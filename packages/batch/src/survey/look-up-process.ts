import { dieWithParent } from '@ballast/profiler/die-with-parent';
import { readerDetails, readerNamed } from '../worker/readers.ts';
import type { ApartQuestion, ApartReader } from './look-up-apart.ts';
import { lookUpFile } from './look-up-file.ts';

/** The process of `LookUpApart`: answers one question and ends; it ends without an answer if nobody waits for it any more. */
export function run(keep: () => void): void {
  // A library that hangs while this process ends must not outlive the command.
  dieWithParent();
  process.once('disconnect', () => process.exit());
  process.once('message', ({ reader: name, settings }: ApartReader) => {
    const opened = readerNamed(name, settings);
    // The library is loaded before there is a question, which reports what goes wrong.
    readerDetails(name, settings).catch(() => undefined);
    opened.catch(() => undefined);
    process.once('message', async ({ path, question }: ApartQuestion) => {
      const answer = await lookUpFile(await opened, path, { question, known: new Map() });
      process.send?.(answer, () => {
        keep();
        process.exit();
      });
    });
  });
}
