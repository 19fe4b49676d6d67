/** Platform's door for tests: databases of their own, a movable clock, fault points. Never imported by production code. */
export { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './testing/test-database.js';
export { reached, plantFault } from './testing/fault-points.js';
export { CompiledValidator } from './http/compiled-validator.js';
export { DeclaredValidator } from './http/declared-validator.js';
export { exampleOf } from './http/examples.js';
export { declaredDtos, fieldsOf, type DtoClass, type Field as DtoField } from './http/field-registry.js';
export { readParameters } from './http/validator.js';
export { leaveActsUnrecorded } from './testing/unrecorded-acts.js';
