import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './browser.ts';

test('a page opens in a real Chromium', async () => {
  await using browser = await openBrowser();
  const page = await browser.newPage();
  await page.setContent('<title>bonjour</title><p>é</p>');
  assert.equal(await page.title(), 'bonjour');
  assert.equal(await page.locator('p').innerText(), 'é');
});
