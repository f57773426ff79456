import path from 'node:path';
import { SHARDS } from '../folder/owned.ts';

/** A part of the inputs of a batch: number `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** More than any cluster runs at a time. */
const MOST_SHARDS = 10_000;

const FOLDER = /^([1-9]\d{0,4})-of-([1-9]\d{0,4})$/;

/** The shard that a folder is named after; null for any other name. */
export function shardNamed(folder: string): Shard | null {
  const match = FOLDER.exec(folder);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  return index <= of && of <= MOST_SHARDS ? { index, of } : null;
}

export const shardText = ({ index, of }: Shard): string => `shard ${index} of ${of}`;

/** The folder of all shards of a batch, by its output folder. */
export const shardsFolder = (root: string): string => path.join(root, ...SHARDS.split('/'));

/** The output folder of a shard, by that of its batch. */
export function shardRoot(root: string, { index, of }: Shard): string {
  return path.join(shardsFolder(root), `${index}-of-${of}`);
}

/** The shard whose output folder this is; null for any other folder. */
export function shardIn(root: string): Shard | null {
  const [name = '', ...above] = root.split(path.sep).reverse();
  const isInside = SHARDS.split('/')
    .reverse()
    .every((part, i) => above[i] === part);
  return isInside ? shardNamed(name) : null;
}
