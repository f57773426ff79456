import { Buffer } from 'node:buffer';
import path from 'node:path';
import type { Effect } from '../effect.ts';
import {
  type Change,
  changed,
  type Disk,
  type FileNode,
  type FolderNode,
  type Naming,
  type Node,
} from './disk.ts';

interface OpenFile {
  readonly node: Node;
  readonly append: boolean;
  position: number;
}

/** What a sync that has begun will have put on storage. */
type Sync =
  | { readonly node: FileNode; readonly content: Buffer; readonly changes: number }
  | { readonly namings: readonly Naming[] };

/** Follows the effects of all processes, up to a loss of power. */
export class Replay {
  readonly disk: Disk;
  readonly #root: string;
  readonly #names = new Map<FolderNode, Map<string, Node>>();
  readonly #open = new Map<string, OpenFile>();
  readonly #syncs = new Map<string, Sync>();

  /** `root`: absolute; its own name is never lost. */
  constructor(root: string) {
    this.#root = root;
    this.disk = { top: { kind: 'folder' }, namings: [] };
  }

  /** Something that was there, and on storage, before anything was recorded. */
  found(file: string, content: Buffer | null): void {
    const node: Node = content === null ? { kind: 'folder' } : { kind: 'file', stored: content, pending: [] };
    this.#name([[file, node]]);
    const naming = this.disk.namings.at(-1);
    if (naming !== undefined) naming.isStored = true;
  }

  take(effect: Effect): void {
    switch (effect.op) {
      case 'open':
        return this.#opened(effect);
      case 'write':
        return this.#write(this.#opening(effect.fd), effect);
      case 'truncate':
        return this.#change(this.#opening(effect.fd).node, { kind: 'truncate', size: effect.size });
      case 'sync-begin':
        return void this.#syncs.set(effect.id, this.#syncOf(this.#opening(effect.fd).node));
      case 'sync-end':
        return this.#synced(effect.id);
      case 'put':
        return this.#put(effect);
      case 'mkdir':
        return this.#name([[effect.path, { kind: 'folder' }]]);
      case 'rename':
        return this.#rename(effect);
      case 'link':
        return this.#name([[effect.to, this.#node(effect.from)]]);
      case 'remove':
        return this.#name([[effect.path, null]]);
      case 'call':
      case 'loss':
        return;
    }
  }

  /** Renaming one name of a file to another name of it does nothing. */
  #rename({ from, to }: { readonly from: string; readonly to: string }): void {
    const node = this.#node(from);
    if (this.#find(to) === node) return;
    this.#name([
      [from, null],
      [to, node],
    ]);
  }

  #opened({ fd, path: file, append, truncated }: Extract<Effect, { op: 'open' }>): void {
    const found = this.#find(file);
    const node = found ?? newFile();
    if (found === null) this.#name([[file, node]]);
    else if (truncated) this.#change(node, { kind: 'truncate', size: 0 });
    this.#open.set(fd, { node, append, position: 0 });
  }

  #write(open: OpenFile, { at, data }: { readonly at: number | null; readonly data: string }): void {
    const bytes = Buffer.from(data, 'base64');
    const from = open.append ? contentOf(open.node).length : (at ?? open.position);
    this.#change(open.node, { kind: 'write', at: from, data: bytes });
    if (at === null) open.position = from + bytes.length;
  }

  #put({ path: file, how, data }: Extract<Effect, { op: 'put' }>): void {
    const found = this.#find(file);
    const node = found ?? newFile();
    if (found === null) this.#name([[file, node]]);
    else if (how === 'replace') this.#change(node, { kind: 'truncate', size: 0 });
    const at = how === 'append' ? contentOf(node).length : 0;
    this.#change(node, { kind: 'write', at, data: Buffer.from(data, 'base64') });
  }

  #change(node: Node, change: Change): void {
    if (node.kind !== 'file') throw new Error('the log writes to a folder');
    node.pending.push(change);
  }

  #syncOf(node: Node): Sync {
    if (node.kind === 'file') return { node, content: contentOf(node), changes: node.pending.length };
    const concerned = ({ entries }: Naming): boolean => entries.some(({ folder }) => folder === node);
    return { namings: this.disk.namings.filter(concerned) };
  }

  #synced(id: string): void {
    const sync = this.#syncs.get(id);
    if (sync === undefined) throw new Error(`the log ends a sync ${id} that never began`);
    this.#syncs.delete(id);
    if ('namings' in sync) {
      for (const naming of sync.namings) naming.isStored = true;
      return;
    }
    // An overlapping sync may have stored some of the changes already; the later content counts.
    sync.node.stored = sync.content;
    sync.node.pending = sync.node.pending.slice(sync.changes);
  }

  #opening(fd: string): OpenFile {
    const open = this.#open.get(fd);
    if (open === undefined) throw new Error(`the log uses ${fd}, which is not open`);
    return open;
  }

  #name(changes: readonly (readonly [file: string, node: Node | null])[]): void {
    const entries = changes.map(([file, node]) => {
      const folder = this.#node(path.dirname(file));
      if (folder.kind !== 'folder') throw new Error(`the log has a file in a file: ${file}`);
      return { folder, name: path.basename(file), node };
    });
    this.disk.namings.push({ entries, isStored: false });
    for (const { folder, name, node } of entries) {
      const names = this.#names.get(folder) ?? new Map<string, Node>();
      this.#names.set(folder, names);
      if (node === null) names.delete(name);
      else names.set(name, node);
    }
  }

  #node(file: string): Node {
    const node = this.#find(file);
    if (node === null) throw new Error(`the log uses ${file}, which does not exist`);
    return node;
  }

  #find(file: string): Node | null {
    const relative = path.relative(this.#root, file);
    if (relative.startsWith('..') || path.isAbsolute(relative))
      throw new Error(`${file} is outside the root`);
    const below = (at: Node | null, name: string): Node | null =>
      at?.kind === 'folder' ? (this.#names.get(at)?.get(name) ?? null) : null;
    const { top } = this.disk;
    return relative === '' ? top : relative.split(path.sep).reduce<Node | null>(below, top);
  }
}

function newFile(): FileNode {
  return { kind: 'file', stored: Buffer.alloc(0), pending: [] };
}

function contentOf(node: Node): Buffer {
  if (node.kind !== 'file') throw new Error('the log reads a folder as a file');
  return changed(node.stored, node.pending);
}
