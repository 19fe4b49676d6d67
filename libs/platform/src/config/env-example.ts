/** The text of `.env.example`, made from the declared settings, so that it can neither miss one nor lie about a default. */
import { CartwrightConfig } from './config.js';
import { declaredSettings, EXAMPLE_MARK, type Setting } from './setting.js';

const HEAD = `# Settings of Cartwright. Nothing needs to be set: uncomment what you want to change, and save this as .env.
# Made from libs/platform/src/config/config.ts by \`npm run sync\`.
`;

/** The whole file. */
export function envExample(): string {
  const defaults = CartwrightConfig.of() as unknown as Readonly<Record<string, unknown>>;
  const entries = declaredSettings().map((setting) => {
    const required = setting.production === 'required' ? ' Required in production.' : '';
    return `# ${setting.purpose}${formOf(setting)}.${required}\n# ${setting.variable}=${exampleOf(setting, defaults[setting.field])}\n`;
  });
  return [HEAD, ...entries].join('\n');
}

function formOf({ form, min = 0, max }: Setting): string {
  if (form === 'flag') return ' (true or false)';
  if (typeof form === 'object') return ` (${form.join(', ')})`;
  return form === 'whole' && max !== undefined ? ` (${min} to ${max})` : '';
}

/** Secrets show a value that production refuses; what has no default shows none. */
function exampleOf({ secret }: Setting, value: unknown): string {
  if (secret) return `${EXAMPLE_MARK}-to-at-least-32-random-characters`;
  return Array.isArray(value) ? value.join(',') : String(value ?? '');
}
