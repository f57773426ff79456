import { pathToFileURL } from 'node:url';
import { serveSession, type Work } from './serve-session.ts';

// The program of a worker's process for any module that carries out orders.
serveSession({ work: importedWork });

async function importedWork(module: string): Promise<Work<unknown>> {
  const { default: work } = (await import(pathToFileURL(module).href)) as { readonly default?: unknown };
  if (typeof work !== 'function') throw new Error(`${module} exports no function as its default`);
  return work as Work<unknown>;
}
