import { Buffer } from 'node:buffer';

/** A file: what is on storage, and what was written since, in order. */
export interface FileNode {
  readonly kind: 'file';
  stored: Buffer;
  pending: Change[];
}

/** A folder. Its names are in `Naming`s: what it contains depends on which of them storage has. */
export interface FolderNode {
  readonly kind: 'folder';
}

export type Node = FileNode | FolderNode;

/** A change of a file that has not been synced. */
export type Change =
  | { readonly kind: 'write'; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** A change of names, which happens as a whole: a rename changes two. */
export interface Naming {
  readonly entries: readonly {
    readonly folder: FolderNode;
    readonly name: string;
    readonly node: Node | null;
  }[];
  isStored: boolean;
}

/** What the processes see, and what of it is on storage. */
export interface Disk {
  readonly top: FolderNode;
  readonly namings: Naming[];
}

/** Content of a file after these changes; holes are zeros. */
export function changed(content: Buffer, changes: readonly Change[]): Buffer {
  let bytes = Buffer.from(content);
  for (const change of changes) {
    const size =
      change.kind === 'truncate' ? change.size : Math.max(bytes.length, change.at + change.data.length);
    if (size !== bytes.length) bytes = Buffer.concat([bytes.subarray(0, size)], size);
    if (change.kind === 'write') change.data.copy(bytes, change.at);
  }
  return bytes;
}

/** Names and what they name, in every folder, after these changes of names. */
export function namesAfter(namings: readonly Naming[]): ReadonlyMap<FolderNode, ReadonlyMap<string, Node>> {
  const folders = new Map<FolderNode, Map<string, Node>>();
  for (const { entries } of namings) {
    for (const { folder, name, node } of entries) {
      const names = folders.get(folder) ?? new Map<string, Node>();
      folders.set(folder, names);
      if (node === null) names.delete(name);
      else names.set(name, node);
    }
  }
  return folders;
}
