/** HTML from templates in which every value is escaped: names and what callees say are hostile input. */

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Markup | readonly Markup[] | string | number | null | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Signs that turn the direction of text around or cannot be seen would let a name disguise what follows it. */
function escaped(text: string): string {
  return text.replaceAll(/(?![\t\n])[\p{Cc}\p{Cf}]/gu, '').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

function textOf(value: Value): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(({ text }) => text).join('');
}

/** Values are escaped unless they are markup; null is nothing. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(values[index])).join(''));
}
