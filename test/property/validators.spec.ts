/**
 * The two validators (ADR 0008) are one: for every DTO that requests bring, class-validator and ajv give the same verdict on the
 * same value, the same faults in the same words, and hand over the same content.
 */
import * as fc from 'fast-check';
import { CartwrightConfig } from '#libs/platform';
import { Integer, ListOf, Text } from '#libs/platform/http';
import { CompiledValidator, DeclaredValidator, fieldsOf, readParameters, type DtoClass } from '#libs/platform/testing';
import { AppModule } from '../../apps/api/src/app.module.js';
import { controllersOf, methodsOf } from '../support/controllers.js';
import { bodiesOf, catalogueOf, fullBody, STRANGE_KEYS, type Sample } from './dto-values.js';

const app = AppModule.forRoot(CartwrightConfig.of({ environment: 'test', databaseUrl: 'postgres://nowhere/none' }));

class PlantedDto {
  @Text({ max: 3 })
  name!: string;
}

class PlantedLaxDto {
  @Text({ max: 4 })
  name!: string;
}

class PlantedRecursiveDto {
  @Integer({ min: 1 })
  size!: number;

  @ListOf(() => PlantedRecursiveDto, { optional: true, max: 3 })
  parts?: PlantedRecursiveDto[];
}

/** The DTOs that requests bring, whole or inside another: those that are ever validated. */
function requestDtos(): readonly DtoClass[] {
  const found = new Set<DtoClass>();
  const visit = (dto: DtoClass): void => {
    if (found.has(dto) || fieldsOf(dto).size === 0) return;
    found.add(dto);
    for (const { shape } of fieldsOf(dto).values()) {
      if (shape.kind === 'nested') visit(shape.of());
      if (shape.kind === 'list' && typeof shape.items === 'function') visit(shape.items());
    }
  };
  for (const controller of controllersOf(app))
    for (const { name } of methodsOf(controller)) {
      const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) as
        unknown[] | undefined;
      for (const type of types ?? []) if (typeof type === 'function') visit(type as DtoClass);
    }
  return [...found];
}

const classes = requestDtos().map((dto): [string, DtoClass] => [dto.name, dto]);

interface Judge {
  judge(value: unknown): unknown;
}

interface Pair {
  readonly compiled: Judge;
  readonly declared: Judge;
}

function pairOf(dto: DtoClass): Pair {
  return { compiled: new CompiledValidator(dto), declared: new DeclaredValidator(dto as new () => object) };
}

/** The most faults that an answer lists; beyond it the two may have listed others of them. */
const FAULTS_TOLD_MAX = 50;

/** What a client or a handler sees of a verdict, in one order. */
function seen(verdict: unknown): string {
  const { fit, faults } = verdict as { fit?: object; faults?: readonly object[] };
  if (faults === undefined) return `fits as ${JSON.stringify(sorted(fit))}`;
  if (faults.length >= FAULTS_TOLD_MAX) return 'many faults';
  return faults
    .map((fault) => JSON.stringify(sorted(fault)))
    .sort()
    .join('\n');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => [key, sorted(member)]);
}

function differences(
  { compiled, declared }: Pair,
  samples: Iterable<Sample>,
): { readonly count: number; readonly first: unknown[] } {
  const first: unknown[] = [];
  let count = 0;
  for (const { name, value } of samples) {
    const [one, other] = [seen(compiled.judge(copy(value))), seen(declared.judge(copy(value)))];
    if (one === other) continue;
    count += 1;
    if (first.length < 3) first.push({ name, compiled: one, declared: other });
  }
  return { count, first };
}

/** Ajv fills defaults in. Values of other realms are no objects to class-validator, and no body is one: copied within this realm. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    { value: copy(member), enumerable: true, writable: true, configurable: true },
  ]);
  return Object.defineProperties({}, Object.fromEntries(members) as PropertyDescriptorMap);
}

it('knows the DTOs that requests bring', () => {
  expect(classes.length).toBeGreaterThan(50);
  expect(classes.map(([name]) => name)).toEqual(
    expect.arrayContaining(['PlaceOrderDto', 'AddressDto', 'OrderQuery', 'LoginDto']),
  );
});

describe('the catalogue at every field', () => {
  it.each(classes)('%s', (_, dto) => {
    expect(differences(pairOf(dto), catalogueOf(dto))).toEqual({ count: 0, first: [] });
  });
});

describe('random bodies', () => {
  it.each(classes)('%s', (_, dto) => {
    const pair = pairOf(dto);
    const isSame = (value: unknown): boolean => differences(pair, [{ name: 'random', value }]).count === 0;
    fc.assert(fc.property(bodiesOf(dto), isSame), { numRuns: 40, seed: 20_261_122, endOnFailure: true });
  });
});

describe('parameters as they stand in an address', () => {
  const texts: readonly string[] = [
    '',
    '1',
    '-1',
    '0',
    '1.5',
    '1e1',
    '00',
    'true',
    'yes',
    'NaN',
    '9007199254740993',
    'a\0b',
    '2026-02-30',
    'null',
  ];
  it.each(classes)('%s', (_, dto) => {
    const names = [...Object.keys(fullBody(dto)), ...STRANGE_KEYS];
    const samples = names.flatMap((name) =>
      [...texts, ['1', '1'], ['a', '']].map((given): Sample => {
        const query = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(given)}}`) as Record<string, unknown>;
        return { name: `${name}=${String(given)}`, value: readParameters(dto, query) };
      }),
    );
    expect(differences(pairOf(dto), samples)).toEqual({ count: 0, first: [] });
  });
});

describe('what is too large to tell all of', () => {
  it.each(classes)('%s', (_, dto) => {
    const { compiled, declared } = pairOf(dto);
    for (const name of fieldsOf(dto).keys())
      for (const element of [[], {}, 'x'])
        for (const judge of [compiled, declared])
          expect(judge.judge({ [name]: Array.from({ length: 20_000 }, () => element) })).toEqual({
            faults: [expect.objectContaining({ path: expect.any(String) })],
          });
  });
});

describe('the comparison itself', () => {
  it('sees two classes whose limits differ', () => {
    const pair = { compiled: new CompiledValidator(PlantedDto), declared: new DeclaredValidator(PlantedLaxDto) };
    expect(differences(pair, catalogueOf(PlantedDto)).count).toBeGreaterThan(0);
  });

  it('follows a class into itself', () => {
    const deep = (depth: number): object => (depth === 0 ? { size: 0 } : { size: 1, parts: [deep(depth - 1)] });
    const { compiled, declared } = pairOf(PlantedRecursiveDto);
    const path = `${'parts[0].'.repeat(20)}size`;
    expect(declared.judge(deep(20))).toEqual({
      faults: [{ path, message: 'must be at least 1', code: 'out_of_range' }],
    });
    expect(declared.judge(deep(20))).toEqual(compiled.judge(deep(20)));
  });

  it.each(STRANGE_KEYS)('is not of two validators that both let %s pass', (key) => {
    const body = JSON.parse(`{"name":"x",${JSON.stringify(key)}:{"isAdmin":true}}`) as object;
    const { compiled, declared } = pairOf(PlantedDto);
    const refused = { faults: [{ path: key, message: 'is not known here', code: 'unknown_field' }] };
    expect([compiled.judge(body), declared.judge(body)]).toEqual([refused, refused]);
  });
});
