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
    /** The JSON as it goes over the wire, where it is put together of parts that are kept so. */
    readonly bytes?: Uint8Array,
  ) {}

  /** An answer just worked out. */
  static of<T>(status: number, body: T, headers?: Readonly<Record<string, string>>): Answer<T> {
    return new Answer(status, body, undefined, false, headers);
  }

  /** An answer whose JSON text is at hand: sent as it is. */
  static ofText<T = unknown>(status: number, text: string, replayed: boolean): Answer<T> {
    return new Answer<T>(status, undefined, text, replayed, undefined);
  }

  /** An answer whose JSON is at hand in UTF-8: sent as it is, a long one with other than Latin letters for half the work of a text. */
  static ofBytes<T = unknown>(status: number, bytes: Uint8Array): Answer<T> {
    return new Answer<T>(status, undefined, undefined, false, undefined, bytes);
  }

  /** What was answered; parsed from the text where only that is known. */
  get body(): T {
    if (this.bytes !== undefined) return JSON.parse(new TextDecoder().decode(this.bytes)) as T;
    return this.text === undefined ? (this.value as T) : (JSON.parse(this.text) as T);
  }
}
