/** The embedded PostgreSQL cannot be had; `message` is one sentence for a person at a terminal, `detail` the server's own words. */
export class EmbeddedFailure extends Error {
  constructor(
    message: string,
    readonly detail = '',
  ) {
    super(message);
    this.name = 'EmbeddedFailure';
  }
}
