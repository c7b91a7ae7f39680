import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../support/browser.ts';
import { lowestContrast } from '../support/contrast.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addReportCampaign, hostileName } from '../support/report-campaign.ts';
import { runCli } from '../support/run-cli.ts';

let database: TestDatabase;
let id: string;
const cwd = mkdtempSync(join(tmpdir(), 'minibot-report-'));
before(async () => {
  database = await testDatabase();
  id = String(await addReportCampaign(database.sql, { calls: 240, name: hostileName }));
});
after(async () => {
  await database.drop();
  rmSync(cwd, { recursive: true, force: true });
});
const cli = (...args: string[]) =>
  runCli(['stats', 'campaign', id, '--time-zone', 'Europe/Paris', ...args], { url: database.url, cwd });

test('--html: one file that a browser shows in light, dark and on paper, whatever names and words hold', async () => {
  const file = join(cwd, 'report.html');
  const written = await cli('--html', file, '--language', 'fr', '--json');
  assert.equal(written.exitCode, 0, written.stderr);
  assert.equal(JSON.parse(written.stdout).report, file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const source = readFileSync(file, 'utf8');
  assert.equal(/<script|<img|<b onclick|href=|url\(|@import|Jeanne|Dupont|\+336\d/.exec(source)?.[0], undefined);

  await using browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1160, height: 900 }, colorScheme: 'light' });
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  page.on('dialog', (dialog) => said.push(dialog.message()));
  const url = pathToFileURL(file).href;
  await page.goto(url);
  assert.deepEqual([asked, said], [[url], []], 'nothing is loaded, nothing runs, nothing is refused by the policy');
  assert.equal(await page.locator('h1').innerText(), hostileName);
  assert.match(await page.title(), /^<script>/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'fr');

  const [counts] = await database.sql<{ calls: string; answered: number; leads: string }[]>`
    select count(*)::text as calls, count(answered_at) as answered,
      (count(*) filter (where disposition = 'lead'))::text as leads from calls where campaign_id = ${id}`;
  const funnel = await page.locator('.funnel td.big').allInnerTexts();
  assert.deepEqual([funnel[0], funnel[1], funnel[4]], [counts?.calls, String(counts?.answered), counts?.leads]);
  const hung = page.locator('.steps tr', { has: page.locator('th', { hasText: /^q1$/ }) }).locator('td.n');
  const [left] = await database.sql<{ n: number }[]>`
    select count(*) as n from calls where campaign_id = ${id} and disposition = 'hung_up'`;
  assert.match(await hung.nth(2).innerText(), new RegExp(`^${left?.n} `));
  assert.equal(await page.locator('article.call').count(), 8);
  const examples = await page.locator('.calls').innerText();
  assert.match(examples, /Je suis •••, au •••\./);
  assert.match(examples, /<b onclick="•••\(1\)">Ne m’appelez plus<\/b> & retirez-moi/);

  for (const chart of await page.locator('svg.columns').all()) {
    assert.equal(await chart.getAttribute('role'), 'img');
    assert.notEqual(await chart.locator(':scope > title').textContent(), '');
  }
  assert.equal(await page.locator('svg.columns').count(), 3);
  for (const table of await page.locator('details').all()) await table.locator('summary').click();
  assert.equal(await page.locator('details tbody tr:visible').first().isVisible(), true);

  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const colours: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    colours.push(await background());
    const { ratio, text } = await lowestContrast(page);
    assert.ok(ratio >= 4.5, `${scheme}: ${ratio.toFixed(2)} for « ${text} »`);
    assert.ok((await page.screenshot({ fullPage: true })).length > 50_000);
  }
  assert.notEqual(colours[0], colours[1]);
  // A dark screen prints on white paper.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.equal(await background(), 'rgb(255, 255, 255)');
  // Three full pages: example calls are small enough to begin below the charts instead of on a page of their own.
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.match(pdf, /^%PDF-/);
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 3);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, 'no sideways scrolling on a phone');
});

test('a report replaces nothing unless told to, and leaves no half file', async () => {
  const file = join(cwd, 'mine.html');
  writeFileSync(file, 'mine');
  const refused = await cli('--html', file, '--json');
  assert.deepEqual([refused.exitCode, JSON.parse(refused.stdout).error.code], [2, 'MB_FILE']);
  assert.equal(readFileSync(file, 'utf8'), 'mine');
  assert.equal((await cli('--html', file, '--force', '--examples', '0')).exitCode, 0);
  assert.match(readFileSync(file, 'utf8'), /Nobody has said anything yet/);
  const nowhere = await cli('--html', join(cwd, 'none', 'report.html'), '--json');
  assert.deepEqual([nowhere.exitCode, JSON.parse(nowhere.stdout).error.code], [2, 'MB_FILE']);
});

test('--plot: bars and figures without an escape; without it and without a terminal, tables', async () => {
  const { stdout } = await cli('--plot');
  assert.match(stdout, /From the attempt to the lead\nAttempts +240 +100\.0% +█{50}\n/);
  assert.match(stdout, /By day \(Calls, Answer rate, Leads\)\n2026-11-16 /);
  assert.match(stdout, /Response gap \(p50 \d+ ms, p95 \d+ ms\)/);
  assert.ok(!stdout.includes('\u001B'));
  assert.doesNotMatch((await cli()).stdout, /█/);
});

test('a campaign without a call has a report too', async () => {
  const [empty] = await database.sql<{ id: number }[]>`
    insert into campaigns (name, scenario) values ('Vide', 'production') returning id`;
  const file = join(cwd, 'empty.html');
  const args = ['stats', 'campaign', String(empty?.id), '--html', file, '--plot'];
  const { exitCode, stderr } = await runCli(args, { url: database.url, cwd });
  assert.equal(exitCode, 0, stderr);
  assert.match(readFileSync(file, 'utf8'), /No call has ended yet/);
});
