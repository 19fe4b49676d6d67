/** How a setting is declared, once, on its field: variable, form, limits and purpose; and how the environment is read by it. */

/** What a declared setting says besides its variable. */
export interface SettingRules {
  readonly purpose: string;
  /** Smallest and largest whole number. */
  readonly min?: number;
  readonly max?: number;
  /** The whole text must match. */
  readonly pattern?: RegExp;
  /** Never printed; refused in production while it says {@link EXAMPLE_MARK}. */
  readonly secret?: boolean;
  /** Must be set in production. */
  readonly production?: 'required';
}

type Form = 'whole' | 'flag' | 'text' | 'url' | 'list' | readonly string[];

/** One declared setting. */
export interface Setting extends SettingRules {
  readonly field: string;
  readonly variable: string;
  readonly form: Form;
}

/** What example secrets contain: copying `.env.example` as it is must not start in production. */
export const EXAMPLE_MARK = 'change-me';

const declared: Setting[] = [];

/** All settings in the order of their declaration. */
export function declaredSettings(): readonly Setting[] {
  return declared;
}

const decorator =
  (form: Form) =>
  (variable: string, rules: SettingRules): PropertyDecorator =>
  (_, field) => {
    declared.push({ ...rules, variable, form, field: String(field) });
  };

/** A whole number. */
export const Whole = decorator('whole');
/** `true`/`false`, `1`/`0`, `yes`/`no`, `on`/`off`. */
export const Switch = decorator('flag');
export const Line = decorator('text');
/** An absolute address. */
export const Address = decorator('url');
/** Comma-separated texts. */
export const Lines = decorator('list');
/** One of a closed list; the first is the default. */
export const Choice = (variable: string, values: readonly string[], rules: SettingRules): PropertyDecorator =>
  decorator(values)(variable, rules);

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

/** A text that does not fit its setting. */
export class UnfitSetting extends Error {}

/** Reads one setting's text. @throws UnfitSetting with a sentence about it */
export function readSetting(setting: Setting, text: string): unknown {
  const { form } = setting;
  if (typeof form === 'object') {
    if (!form.includes(text)) throw new UnfitSetting(`must be one of ${form.join(', ')}`);
    return text;
  }
  switch (form) {
    case 'whole':
      return readWhole(setting, text);
    case 'flag': {
      const flag = FLAGS.get(text.toLowerCase());
      if (flag === undefined) throw new UnfitSetting('must be true or false');
      return flag;
    }
    case 'url':
      if (!URL.canParse(text)) throw new UnfitSetting('must be an absolute address');
      return readText(setting, text);
    case 'list':
      return text
        .split(',')
        .map((entry) => readText(setting, entry.trim()))
        .filter((entry) => entry !== '');
    case 'text':
      return readText(setting, text);
  }
}

function readWhole({ min = 0, max = Number.MAX_SAFE_INTEGER }: Setting, text: string): number {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new UnfitSetting(`must be a whole number from ${min} to ${max}`);
  return value;
}

function readText({ pattern, purpose }: Setting, text: string): string {
  if (pattern && !pattern.test(text)) throw new UnfitSetting(`does not fit: ${purpose}`);
  return text;
}
