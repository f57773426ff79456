import type { Buffer } from 'node:buffer';
import {
  type Change,
  changed,
  type Disk,
  type FileNode,
  type FolderNode,
  type Naming,
  namesAfter,
} from './disk.ts';

/** How much of what was not synced reached storage. */
export interface Luck {
  /** Changes of names: none, all, or those before a random one. A journalling file system keeps them in order. */
  readonly names: 'none' | 'all' | 'some';
  /**
   * Changes of contents: none, all, the first ones with the last of them torn, or any of them. Contents are in no order with
   * names or with each other.
   */
  readonly contents: 'none' | 'all' | 'torn' | 'reordered';
}

/** Numbers from 0 to 1. */
export type Random = () => number;

/** What is found after a loss of power: path relative to the root -> content; null for a folder. */
export type Found = ReadonlyMap<string, Buffer | null>;

export function afterLoss({ top, namings }: Disk, luck: Luck, random: Random): Found {
  const names = namesAfter(keptNames(namings, luck.names, random));
  const contents = new Map<FileNode, Buffer>();
  const contentOf = (file: FileNode): Buffer => {
    const known =
      contents.get(file) ?? changed(file.stored, keptChanges(file.pending, luck.contents, random));
    contents.set(file, known);
    return known;
  };
  const found = new Map<string, Buffer | null>();
  const walk = (folder: FolderNode, above: string): void => {
    for (const [name, node] of names.get(folder) ?? []) {
      found.set(above + name, node.kind === 'file' ? contentOf(node) : null);
      if (node.kind === 'folder') walk(node, `${above}${name}/`);
    }
  };
  walk(top, '');
  return found;
}

function keptNames(namings: readonly Naming[], luck: Luck['names'], random: Random): Naming[] {
  const unsure = namings.filter(({ isStored }) => !isStored);
  const count = { none: 0, all: unsure.length, some: Math.floor(random() * (unsure.length + 1)) }[luck];
  const lost = new Set(unsure.slice(count));
  return namings.filter((naming) => !lost.has(naming));
}

function keptChanges(changes: readonly Change[], luck: Luck['contents'], random: Random): Change[] {
  switch (luck) {
    case 'none':
      return [];
    case 'all':
      return [...changes];
    case 'reordered':
      return changes.filter(() => random() < 0.5);
    case 'torn': {
      const count = Math.floor(random() * (changes.length + 1));
      const kept = changes.slice(0, count);
      const last = kept.at(-1);
      if (last?.kind !== 'write') return kept;
      const data = last.data.subarray(0, Math.floor(random() * (last.data.length + 1)));
      return [...kept.slice(0, -1), { ...last, data }];
    }
  }
}
