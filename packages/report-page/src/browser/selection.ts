type Listener = (task: number) => void;

const listeners = new Set<Listener>();

/** A file was chosen in one part of the page: the others show it. */
export function select(task: number): void {
  for (const listener of listeners) listener(task);
}

/** Returns a function that ends the calls. */
export function onSelect(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
