/** Nobody writes calls or brackets nested this deep; programs that write code do, and the stack must hold. */
const DEEPEST = 300;

/** Ends a recursion over nested code before the stack does: beyond the limit nothing is known. */
export class DepthLimit {
  #depth = 0;

  within<Value>(judge: () => Value | undefined): Value | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth++;
    try {
      return judge();
    } finally {
      this.#depth--;
    }
  }
}
