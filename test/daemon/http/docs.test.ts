/** The page of the API in a real browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from '../../support/browser.ts';
import { testApi, type TestApi } from '../../support/http-api.ts';

let api: TestApi;
before(async () => {
  api = await testApi();
});
after(() => api.remove());

test('/docs shows every operation, loads nothing from elsewhere, and sends a request', async () => {
  const { body } = await api.request('GET', '/openapi.json');
  const operations = Object.values<object>(body.paths).flatMap((methods) => Object.keys(methods));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(api.address)) elsewhere.push(request.url());
    });
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('favicon')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${api.address}/docs`);
    await page.waitForSelector('details.operation', { state: 'attached' });
    assert.equal(await page.locator('details.operation').count(), operations.length);
    await page.fill('#token', api.tokens.read);
    const overview = page.locator('details.operation', { has: page.locator('code', { hasText: '/stats/overview' }) });
    await overview.locator('summary').first().click();
    await overview.getByRole('button', { name: 'Send' }).click();
    await overview.locator('pre', { hasText: '200 OK' }).waitFor();
    assert.match(await overview.locator('pre').innerText(), /"contacts"/);
    assert.deepEqual([elsewhere, complaints], [[], []]);
  } finally {
    await browser.close();
  }
});
