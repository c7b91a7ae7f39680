/** Lines of a terminal as data: pieces of text with a tone, cut and filled to a width. Tones repeat what the words say: no colour is needed. */

export type Tone = 'plain' | 'dim' | 'head' | 'good' | 'bad' | 'warn' | 'selected';
export interface Piece {
  readonly text: string;
  readonly tone: Tone;
}
export type Line = readonly Piece[];

export function piece(text: string, tone: Tone = 'plain'): Piece {
  return { text: printable(text), tone };
}

/** Names and words come from outside: what would move the cursor or change the terminal is left out. */
function printable(text: string): string {
  return text.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}

const graphemes = new Intl.Segmenter();
/** East Asian wide signs and emoji take two columns. */
const wide =
  /^[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

function columnsOf(grapheme: string): number {
  return wide.test(grapheme) ? 2 : 1;
}

/** Exactly `width` columns; what is cut ends with …  */
export function fit(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  let kept = '';
  let columns = 0;
  let cut = false;
  for (const { segment } of graphemes.segment(printable(text))) {
    const next = columns + columnsOf(segment);
    if (next > width) {
      cut = true;
      break;
    }
    kept += segment;
    columns = next;
  }
  if (cut && width > 0) {
    const all = [...graphemes.segment(kept)].map(({ segment }) => segment);
    while (columns > width - 1) columns -= columnsOf(all.pop() ?? ' ');
    kept = `${all.join('')}…`;
    columns += 1;
  }
  const fill = ' '.repeat(Math.max(0, width - columns));
  return align === 'left' ? kept + fill : fill + kept;
}

/** Cut or filled to `width`. */
export function fitLine(line: Line, width: number): Line {
  const fitted: Piece[] = [];
  let left = width;
  for (const { text, tone } of line) {
    if (left <= 0) break;
    const columns = [...graphemes.segment(text)].reduce((sum, { segment }) => sum + columnsOf(segment), 0);
    fitted.push({ text: columns > left ? fit(text, left) : text, tone });
    left -= Math.min(left, columns);
  }
  if (left > 0) fitted.push({ text: ' '.repeat(left), tone: 'plain' });
  return fitted;
}

export function plainText(lines: readonly Line[]): string {
  return lines
    .map((line) =>
      line
        .map(({ text }) => text)
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

const bars = '▁▂▃▄▅▆▇█';

/** One sign per value; `undefined` is a gap. @param most the value that fills the height; the greatest without it */
export function sparkline(values: readonly (number | undefined)[], most?: number): string {
  const top = most ?? Math.max(1, ...values.map((value) => value ?? 0));
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      const height = Math.round((Math.min(value, top) / top) * (bars.length - 1));
      return bars[height] ?? ' ';
    })
    .join('');
}

/** 75 → `1:15` */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
