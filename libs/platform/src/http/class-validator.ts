/**
 * The door to class-validator: its executor and the decorators that fields stand on, file by file. The package's own index
 * also loads every phone number plan of the world: 190 ms and 10 MB at each start, for decorators that nobody here uses.
 */
export { ArrayMaxSize, arrayMaxSize } from 'class-validator/cjs/decorator/array/ArrayMaxSize.js';
export { ArrayMinSize, arrayMinSize } from 'class-validator/cjs/decorator/array/ArrayMinSize.js';
export { IsIn, isIn } from 'class-validator/cjs/decorator/common/IsIn.js';
export { ValidateBy } from 'class-validator/cjs/decorator/common/ValidateBy.js';
export { ValidateIf } from 'class-validator/cjs/decorator/common/ValidateIf.js';
export { ValidateNested } from 'class-validator/cjs/decorator/common/ValidateNested.js';
export { Max, max } from 'class-validator/cjs/decorator/number/Max.js';
export { Min, min } from 'class-validator/cjs/decorator/number/Min.js';
export { Matches, matches } from 'class-validator/cjs/decorator/string/Matches.js';
export { IsArray, isArray } from 'class-validator/cjs/decorator/typechecker/IsArray.js';
export { IsBoolean, isBoolean } from 'class-validator/cjs/decorator/typechecker/IsBoolean.js';
export { IsInt, isInt } from 'class-validator/cjs/decorator/typechecker/IsInt.js';
export { IsNumber, isNumber } from 'class-validator/cjs/decorator/typechecker/IsNumber.js';
export { IsObject, isObject } from 'class-validator/cjs/decorator/typechecker/IsObject.js';
export { IsString, isString } from 'class-validator/cjs/decorator/typechecker/IsString.js';
export { Validator } from 'class-validator/cjs/validation/Validator.js';
export type { ValidationError, ValidationOptions } from 'class-validator';
