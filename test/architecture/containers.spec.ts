import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

describe('docker-compose.yml', () => {
  it('has PostgreSQL 18, migrations before the rest, the API and a worker', () => {
    const { services } = compose;
    expect(Object.keys(services).sort()).toEqual(['api', 'migrate', 'postgres', 'sandbox', 'worker']);
    expect(services['postgres']?.image).toBe('postgres:18');
    expect(services['migrate']?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    for (const name of ['api', 'worker'])
      expect(services[name]?.depends_on).toEqual({ migrate: { condition: 'service_completed_successfully' } });
  });

  it('starts only files that the build makes', () => {
    for (const { command = [] } of Object.values(compose.services)) {
      const built = command.find((word) => word.startsWith('dist/'));
      if (built === undefined) continue;
      expect(built).toMatch(/^dist\/bundle\/\w+\.js$/);
      expect(() => readFileSync(built.replace(/^dist\/bundle\/(\w+)\.js$/, 'apps/$1/src/main.ts'))).not.toThrow();
    }
  });

  it('sets only variables that the configuration knows, and no secret in plain text', () => {
    const declared = readFileSync('libs/platform/src/config/config.ts', 'utf8').matchAll(
      /^ {2}@[A-Z]\w+\('([A-Z_]+)'/gm,
    );
    const known = new Set([...declared].map(([, variable]) => variable));
    for (const [name, service] of Object.entries(compose.services)) {
      if (name === 'postgres') continue;
      for (const [variable, value] of Object.entries(service.environment ?? {})) {
        expect([variable, known.has(variable)]).toEqual([variable, true]);
        if (/SECRET|KEY|PASSWORD/.test(variable)) expect(value).toMatch(/^\$\{/);
      }
    }
  });

  it('declares the volumes it uses', () => {
    const used = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0]!),
    );
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
  });
});

describe('the Dockerfile', () => {
  const lines = readFileSync('Dockerfile', 'utf8').split('\n');

  it('starts the API with the node flags of the manifest, as `npm start` and the bench do', () => {
    const { config, scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      config: { serverFlags: string };
      scripts: Record<string, string>;
    };
    expect(scripts['start']).toBe(`node ${config.serverFlags} scripts/start.mjs`);
    const command = JSON.parse(lines.find((line) => line.startsWith('CMD ['))!.slice(4)) as string[];
    expect(command.join(' ')).toContain(`node ${config.serverFlags} `);
  });

  it('copies only what is there', () => {
    const copied = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect([path, exists(path)]).toEqual([path, true]);
  });

  it('ends as a user without rights', () => {
    expect(lines.filter((line) => line.startsWith('USER'))).toEqual(['USER node']);
  });
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
