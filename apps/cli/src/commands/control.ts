import path from 'node:path';
import { parseSize } from '@ballast/config';
import { FaultError, formatBytes } from '@ballast/resource-model';
import type { ControlOrder } from '../control/orders.ts';
import { sendOrder } from '../control/send-order.ts';
import { EXIT } from '../exit-code.ts';

export interface ControlFlags {
  readonly json: boolean;
  readonly quiet: boolean;
}

const WORDS = {
  drain: 'nothing more starts; what runs may end',
  pause: 'nothing starts until `ballast unpause`; what runs goes on',
  unpause: 'files start again',
} as const;

/** `ballast drain`, `pause`, `unpause`. Returns the exit code. Faults: those of `sendOrder`. */
export async function controlCommand(
  what: 'drain' | 'pause' | 'unpause',
  folder: string,
  flags: ControlFlags,
): Promise<number> {
  return give(folder, { order: { what }, via: `ballast ${what}`, words: WORDS[what] }, flags);
}

/** `ballast set DIR memory=SIZE`. Returns the exit code. Faults: SET_INVALID, and those of `sendOrder`. */
export async function setCommand(folder: string, setting: string, flags: ControlFlags): Promise<number> {
  const most = memoryIn(setting);
  const words =
    most === null
      ? 'the memory budget is what the batch allows'
      : `the memory budget is at most ${formatBytes(most)}`;
  return give(folder, { order: { what: 'memory', most }, via: `ballast set ${setting}`, words }, flags);
}

interface Given {
  readonly order: ControlOrder;
  readonly via: string;
  readonly words: string;
}

async function give(
  folder: string,
  { order, via, words }: Given,
  { json, quiet }: ControlFlags,
): Promise<number> {
  await sendOrder(path.resolve(folder), order, via);
  if (json) process.stdout.write(`${JSON.stringify({ order })}\n`);
  else if (!quiet) process.stdout.write(`${words}\n`);
  return EXIT.ok;
}

type Memory = Extract<ControlOrder, { what: 'memory' }>['most'];

function memoryIn(setting: string): Memory {
  const [, text] = /^memory=(.+)$/.exec(setting) ?? [];
  if (text === 'auto') return null;
  const parsed = text === undefined ? null : parseSize(text);
  if (parsed?.ok === true && parsed.value > 0) return parsed.value;
  throw new FaultError({
    code: 'SET_INVALID',
    message: `${setting} cannot be set while a batch runs`,
    hint: 'write memory=24GiB, or memory=auto for what the batch itself allows',
    details: { setting },
  });
}
