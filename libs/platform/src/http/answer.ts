/** An answer whose status is decided by the act and not by the route: fresh, or repeated for an idempotency key. */

/** Returned by a handler, it is sent with its own status; a replayed one carries `Idempotency-Replayed: true`. */
export class Answer<T> {
  private constructor(
    readonly status: number,
    private readonly value: T | undefined,
    /** The JSON text, where it is already made (a stored answer, an order's answer built once for both uses). */
    readonly text: string | undefined,
    readonly replayed: boolean,
    /** Extra response headers, e.g. `ETag`, `Location`. */
    readonly headers: Readonly<Record<string, string>> | undefined,
  ) {}

  /** An answer just worked out. */
  static of<T>(status: number, body: T, headers?: Readonly<Record<string, string>>): Answer<T> {
    return new Answer(status, body, undefined, false, headers);
  }

  /** An answer whose JSON text is at hand: sent as it is. */
  static ofText<T = unknown>(status: number, text: string, replayed: boolean): Answer<T> {
    return new Answer<T>(status, undefined, text, replayed, undefined);
  }

  /** What was answered; parsed from the text where only that is known. */
  get body(): T {
    return this.text === undefined ? (this.value as T) : (JSON.parse(this.text) as T);
  }
}
