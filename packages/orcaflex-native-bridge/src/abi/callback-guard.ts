/**
 * An exception cannot pass through the library: the callbacks that `keep` wraps store the first one and do
 * nothing from then on; it is thrown when the call is over.
 */
export function collect(
  run: (
    keep: <Args extends readonly unknown[]>(callback: (...args: Args) => unknown) => (...args: Args) => void,
  ) => void,
): void {
  let failure: { readonly error: unknown } | null = null;
  let thrown: { readonly error: unknown } | null = null;
  try {
    run((callback) => (...args) => {
      if (failure !== null) return;
      try {
        callback(...args);
      } catch (error) {
        failure = { error };
      }
    });
  } catch (error) {
    // What a callback threw explains why the library then refused to go on.
    thrown = failure ?? { error };
  }
  thrown ??= failure;
  if (thrown !== null) throw thrown.error;
}
