import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { Gate, Violation } from '../gate.ts';
import { ENCLOSED, type Enclosed, NEVER_IMPORTED, PLACES, pureFolderOf, TOOLS_LEVEL } from '../rules.ts';
import type { ImportedModule } from '../syntax/imports.ts';
import type { Package, SourceFile, Tree } from '../tree/tree.ts';

/** Which package may import which. */
export const layers: Gate = {
  name: 'layers',
  inspect: (tree) => ({
    inspected: tree.sources.length,
    unit: 'files',
    violations: [...unplaced(tree), ...tree.sources.flatMap((source) => importsOutOfPlace(tree, source))],
  }),
};

function unplaced(tree: Tree): Violation[] {
  return tree.packages
    .filter(({ folder }) => !PLACES.has(folder) && !folder.startsWith('tools/'))
    .map(({ folder }) => ({
      file: `${folder}/package.json`,
      text: 'the package has no place in the layers: add it to the map in tools/gates/src/rules.ts and to docs/design.md',
    }));
}

function importsOutOfPlace(tree: Tree, source: SourceFile): Violation[] {
  const { errors, imports, lineAt } = source.module;
  const at = (offset: number, text: string): Violation => ({ file: source.file, line: lineAt(offset), text });
  return [
    ...errors.map((error) => at(error.offset, `syntax error: ${error.text}`)),
    ...imports.flatMap((one) => refusals(tree, source, one).map((text) => at(one.offset, text))),
  ];
}

function refusals(tree: Tree, source: SourceFile, { specifier }: ImportedModule): string[] {
  if (specifier.startsWith('.')) return relativeRefusals(source, specifier);
  if (isBuiltin(specifier)) return builtinRefusals(source, specifier);
  if (specifier.startsWith('#')) return [];
  if (path.posix.isAbsolute(specifier) || /^[A-Za-z]+:/.test(specifier)) {
    return [`'${specifier}' is an absolute path: import by package name or relatively`];
  }
  const name = packageName(specifier);
  const target = tree.packages.find(({ manifest }) => manifest.name === name);
  return target === undefined
    ? externalRefusals(tree, source, name)
    : workspaceRefusals(tree, source, { specifier, target });
}

function relativeRefusals({ file, owner }: SourceFile, specifier: string): string[] {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (target.startsWith(`${owner.folder}/`)) return [];
  return [`'${specifier}' leaves ${owner.folder}: import the other package by its name`];
}

function builtinRefusals({ file, isTest }: SourceFile, specifier: string): string[] {
  const pure = isTest ? undefined : pureFolderOf(file);
  if (pure === undefined) return [];
  return [`'${specifier}' in the pure folder ${pure.folder}: pass its values in from outside`];
}

function externalRefusals(tree: Tree, source: SourceFile, name: string): string[] {
  const refused = undeclared(tree, source, name);
  const enclosed = ENCLOSED.find(({ module }) => isNamed(module, name));
  if (enclosed !== undefined && !isWithin(enclosed, source)) {
    refused.push(`'${name}' outside ${enclosed.folders.join(', ')}: call the exports of those folders`);
  }
  return refused;
}

function workspaceRefusals(
  tree: Tree,
  source: SourceFile,
  { specifier, target }: { readonly specifier: string; readonly target: Package },
): string[] {
  const { owner } = source;
  if (NEVER_IMPORTED.some((group) => target.folder.startsWith(group)) && target !== owner) {
    return [`'${specifier}': no package may import ${target.folder}: start it as a process`];
  }
  const refused = target === owner ? [] : undeclared(tree, source, target.manifest.name);
  const entry = `.${specifier.slice(target.manifest.name.length)}`;
  if (!target.manifest.entries.has(entry)) {
    refused.push(`'${specifier}' is not an entry of ${target.folder}: use one of its "exports"`);
  }
  const arrow = target === owner ? undefined : arrowRefusal(owner, specifier, target);
  return arrow === undefined ? refused : [...refused, arrow];
}

/** Arrows point strictly down. An unplaced package has its own violation already. */
function arrowRefusal(owner: Package, specifier: string, target: Package): string | undefined {
  const place = PLACES.get(owner.folder);
  const from = place?.level ?? TOOLS_LEVEL;
  const to = PLACES.get(target.folder)?.level;
  if (to === undefined || (place === undefined && !owner.folder.startsWith('tools/'))) return undefined;
  if (to === from && place?.beside?.includes(target.manifest.name) === true) return undefined;
  if (to >= from) {
    const way = to === from ? 'between packages of one level' : 'upward';
    return `${owner.folder} (level ${from}) -> '${specifier}' (level ${to}) is an arrow ${way}: move what both need down, or join them at a higher level`;
  }
  const allowed = place?.onlyEntries;
  if (to === 0 || allowed === undefined || allowed.includes(specifier)) return undefined;
  return `${owner.folder} may use only ${allowed.join(', ')} of level 1, not '${specifier}'`;
}

/** Tests and tools run in the checkout, so they may also use the devDependencies of the root. */
function undeclared(tree: Tree, { owner, isTest }: SourceFile, name: string): string[] {
  const { dependencies, devDependencies } = owner.manifest;
  const mayUseDev = isTest || PLACES.get(owner.folder)?.isBundled === true;
  if (dependencies.has(name) || (mayUseDev && devDependencies.has(name))) return [];
  const leansOnRoot = isTest || owner.folder.startsWith('tools/');
  if (leansOnRoot && tree.rootManifest?.devDependencies.has(name) === true) return [];
  const field = isTest ? 'devDependencies' : 'dependencies';
  return [`'${name}' is not declared: add it to the ${field} of ${owner.folder}/package.json`];
}

function isNamed(module: Enclosed['module'], name: string): boolean {
  return typeof module === 'string' ? name === module : name.startsWith(module.prefix);
}

function isWithin({ folders }: Enclosed, { file, owner, isTest }: SourceFile): boolean {
  return folders.some(
    (folder) => file.startsWith(folder) || (isTest && folder.startsWith(`${owner.folder}/`)),
  );
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
