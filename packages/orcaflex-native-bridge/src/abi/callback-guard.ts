/**
 * An exception cannot pass through the library. The callbacks that `keep` wraps store the first exception and do
 * nothing after that; `collect` throws it when the call has returned.
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
    // If a callback threw, its error explains why the library then refused to continue.
    thrown = failure ?? { error };
  }
  thrown ??= failure;
  if (thrown !== null) throw thrown.error;
}
