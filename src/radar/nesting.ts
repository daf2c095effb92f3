/** What a recursive reader gives, or undefined when the text is nested so deeply that the call stack ends. */
export function unlessTooDeep<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (cause) {
    // Ten thousand brackets are no manifest, and nobody waits for an error about them.
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
