/** The least readable text of a page, by the contrast of each piece of text with what is behind it (WCAG 2.2). */
import type { Page } from 'playwright-core';

/** Run in the page; text that is not shown is left out. */
const script = String.raw`(() => {
  const rgb = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = rgb(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return rgb(color)[3] === 0 && element.parentElement !== null ? behind(element.parentElement) : color;
  };
  let lowest = { ratio: 21, text: '' };
  for (const element of document.body.querySelectorAll('*')) {
    const text = [...element.childNodes].map((node) => (node.nodeType === 3 ? node.textContent.trim() : '')).join('');
    if (text === '' || element.localName === 'title' || element.checkVisibility() === false) continue;
    const svg = element.closest('svg');
    const style = getComputedStyle(element);
    const one = light(svg === null ? style.color : style.fill);
    const two = light(behind(svg?.parentElement ?? element));
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < lowest.ratio) lowest = { ratio, text };
  }
  return lowest;
})()`;

export async function lowestContrast(page: Page): Promise<{ readonly ratio: number; readonly text: string }> {
  return page.evaluate<{ ratio: number; text: string }>(script);
}
