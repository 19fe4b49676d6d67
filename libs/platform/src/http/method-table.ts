/** Which methods an address knows: the router answers 404 for an unknown method on a known path, HTTP wants 405 and `Allow`. */
import type { FastifyInstance } from 'fastify';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Fills itself from the routes as they are added. Asked only when the router found nothing. */
export class MethodTable {
  private readonly paths = new Map<string, KnownPath>();

  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ url, method }) => {
      // A catch-all is how plugins serve files or answer preflights; it says nothing about the address.
      if (url === '*' || url === '/*') return;
      let known = this.paths.get(url);
      if (known === undefined) this.paths.set(url, (known = { pattern: patternOf(url), methods: new Set() }));
      for (const name of [method].flat()) known.methods.add(name);
    });
  }

  /** The methods of a path (without its query), sorted; empty for an unknown path. */
  methodsOf(path: string): readonly string[] {
    const methods = new Set<string>();
    for (const known of this.paths.values()) {
      if (known.pattern.test(path)) for (const method of known.methods) methods.add(method);
    }
    if (methods.size > 0) methods.add('OPTIONS');
    return [...methods].sort();
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment === '*' ? '.*' : escaped(segment)))
    .join('/');
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
