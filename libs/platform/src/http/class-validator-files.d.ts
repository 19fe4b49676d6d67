/** Single files of class-validator have no declarations of their own; each exports a part of what the package exports. */
declare module 'class-validator/cjs/*' {
  export * from 'class-validator';
}
