/** Platform's door for tests: databases of their own, a movable clock, fault points. Never imported by production code. */
export { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './testing/test-database.js';
export { reached, plantFault } from './testing/fault-points.js';
