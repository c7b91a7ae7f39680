/** The little template language of asterisk-configs: `{{name}}`, `{{#name}}…{{/name}}` for lists and for values that are there. */
import { MinibotError } from '../core/errors.ts';

type TemplateValue = string | number | boolean | undefined | TemplateScope | readonly TemplateScope[];
export interface TemplateScope {
  readonly [name: string]: TemplateValue;
}

function broken(message: string): MinibotError {
  return new MinibotError('MB_ASTERISK_TEMPLATE', message, {
    hint: 'Compare the template with the one that ships in asterisk-configs/.',
    exit: 'configuration',
  });
}

/**
 * A value as it may stand behind `=` in an Asterisk configuration file: `;` would start a comment and is escaped, line ends
 * would start a new setting and are refused, as are outer blanks, which Asterisk strips.
 * @throws MinibotError MB_ASTERISK_VALUE
 */
export function confValue(name: string, value: string | number | boolean): string {
  const text = String(value);
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(text) || text.trim() !== text || text.length > 1000) {
    throw new MinibotError(
      'MB_ASTERISK_VALUE',
      `The value of ${name} cannot stand in an Asterisk configuration file: line ends, control characters and outer blanks are not allowed.`,
      { hint: `Mend ${name} in minibot.yaml.`, exit: 'configuration' },
    );
  }
  return text.replaceAll(';', '\\;');
}

function lookUp(scopes: readonly TemplateScope[], name: string, file: string): TemplateValue {
  const [first = '', ...rest] = name.split('.');
  for (const scope of scopes) {
    if (!Object.hasOwn(scope, first)) continue;
    let value = scope[first];
    for (const part of rest) {
      if (typeof value !== 'object' || Array.isArray(value)) throw broken(`${file}: {{${name}}} has no parts.`);
      value = (value as TemplateScope)[part];
    }
    return value;
  }
  throw broken(`${file}: {{${name}}} is unknown.`);
}

function section(value: TemplateValue): readonly TemplateScope[] {
  if (value === undefined || value === false || value === '') return [];
  if (Array.isArray(value)) return value as readonly TemplateScope[];
  return typeof value === 'object' ? [value as TemplateScope] : [{}];
}

function render(template: string, scopes: readonly TemplateScope[], file: string): string {
  // A section's tags stand on lines of their own, and those lines go.
  const block = /^\{\{#([\w.]+)\}\}\n([\s\S]*?)^\{\{\/\1\}\}\n/m;
  let text = '';
  let rest = template;
  for (let match = block.exec(rest); match !== null; match = block.exec(rest)) {
    const [whole, name = '', body = ''] = match;
    text += scalars(rest.slice(0, match.index), scopes, file);
    for (const scope of section(lookUp(scopes, name, file))) text += render(body, [scope, ...scopes], file);
    rest = rest.slice(match.index + whole.length);
  }
  return text + scalars(rest, scopes, file);
}

function scalars(text: string, scopes: readonly TemplateScope[], file: string): string {
  return text.replaceAll(/\{\{([#/]?)([\w.]+)\}\}/g, (_, mark: string, name: string) => {
    const value = mark === '' ? lookUp(scopes, name, file) : undefined;
    if (value === undefined || typeof value === 'object') throw broken(`${file}: {{${mark}${name}}} has no value.`);
    return confValue(name, value);
  });
}

/** @throws MinibotError MB_ASTERISK_TEMPLATE, MB_ASTERISK_VALUE */
export function renderTemplate(template: string, scope: TemplateScope, file: string): string {
  return render(template, [scope], file);
}
