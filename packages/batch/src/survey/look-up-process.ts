import { readerNamed } from '../worker/readers.ts';
import type { ApartQuestion } from './look-up-apart.ts';
import { lookUpFile } from './look-up-file.ts';

/** The process of `lookUpApart`: answers one message and ends; it ends without an answer if nobody waits for it any more. */
process.once('disconnect', () => process.exit());
process.once('message', async (message: ApartQuestion) => {
  const { reader: name, settings, path, question } = message;
  const reader = await readerNamed(name, settings);
  const answer = await lookUpFile(reader, path, { question, known: new Map() });
  process.send?.(answer, () => process.exit());
});
