/** What a module exports; null without WebAssembly or its vectors: Node can be started without them. */
export function instantiate<Exports>(bytes: Uint8Array): Exports | null {
  if (typeof WebAssembly === 'undefined') return null;
  try {
    if (!WebAssembly.validate(bytes)) return null;
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
  } catch {
    // No executable memory, or no room for another address range: code in TypeScript gives the same numbers.
    return null;
  }
}
