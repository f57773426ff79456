import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Module, parseModule } from '../syntax/module.ts';
import { filesBelow, foldersIn } from './files.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** A workspace package: a folder with a package.json in `packages`, `apps` or `tools`. */
export interface Package {
  /** `packages/openfast` */
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly owner: Package;
  readonly isTest: boolean;
  /** Parsed on first use, then kept: several gates read the same file. */
  readonly module: Module;
}

/** The checkout under inspection. */
export interface Tree {
  readonly root: string;
  readonly rootManifest: Manifest | undefined;
  readonly packages: readonly Package[];
  readonly sources: readonly SourceFile[];
  readonly text: (file: string) => string;
}

const MODULE = /\.[cm]?[jt]sx?$/;

export function openTree(root: string): Tree {
  const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const packages = ['packages', 'apps', 'tools']
    .flatMap((group) => foldersIn(root, group))
    .flatMap((folder) => {
      const manifest = readManifest(path.join(root, folder));
      return manifest === undefined ? [] : [{ folder, manifest }];
    });
  const sources = packages.flatMap((owner) =>
    filesBelow(root, owner.folder)
      .filter((file) => MODULE.test(file))
      .map((file) => sourceFile(owner, file, text)),
  );
  return { root, rootManifest: readManifest(root), packages, sources, text };
}

function sourceFile(owner: Package, file: string, text: (file: string) => string): SourceFile {
  let module: Module | undefined;
  return {
    file,
    owner,
    isTest: /\.test\.[cm]?[jt]sx?$/.test(file) || file.startsWith(`${owner.folder}/test/`),
    get module(): Module {
      module ??= parseModule(file, text(file));
      return module;
    },
  };
}
