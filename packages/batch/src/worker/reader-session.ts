import './preload.ts';

/** The program of a process that reads files. `keep` keeps what V8 has compiled, for the next process. */
export async function run(keep: () => void): Promise<void> {
  // Not before this process is tied to its coordinator.
  const { serveReader } = await import('./serve-reader.ts');
  serveReader(keep);
}
