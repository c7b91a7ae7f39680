import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { importFile, prepareImport, type ImportOptions } from '../../../src/cli/import/import-file.ts';
import { connect, type Database } from '../../../src/store/database.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';

let database: TestDatabase;
let one: Database;
const folder = mkdtempSync(join(tmpdir(), 'minibot-import-'));
before(async () => {
  database = await testDatabase();
  one = await connect(database.url, { ...database.config.database, poolSize: 1 }, silentLog);
});
after(async () => {
  await one.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.sql`truncate contacts, suppressions cascade`;
});

let count = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `list-${(count += 1)}.csv`);
  writeFileSync(path, content);
  return path;
}

function prepare(path: string, overrides: Partial<ImportOptions> = {}) {
  return prepareImport({
    file: path,
    country: 'FR',
    allowedCountries: [],
    map: [],
    noHeader: false,
    encoding: undefined,
    delimiter: undefined,
    dryRun: false,
    rejects: undefined,
    batchRows: 3,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...overrides,
  });
}

async function run(path: string, overrides: Partial<ImportOptions> = {}) {
  return importFile(one.sql, await prepare(path, overrides));
}

const contacts = () =>
  database.sql<
    { phone: string; first_name: string | null; last_name: string | null; extra: unknown; status: string }[]
  >`
    select phone, first_name, last_name, extra, status from contacts order by phone`.then((rows) =>
    rows.map((row) => ({ ...row })),
  );

const text = 'Nom;Prénom;Téléphone;Ville\r\nDurand;Zoé;06 12 34 56 78;Orléans\r\nLe Gall;Anaïs;0692 12 34 56;="1"\r\n';
const stored = [
  { phone: '+262692123456', first_name: 'Anaïs', last_name: 'Le Gall', extra: { Ville: '="1"' }, status: 'New' },
  { phone: '+33612345678', first_name: 'Zoé', last_name: 'Durand', extra: { Ville: 'Orléans' }, status: 'New' },
];
const comma = text.replaceAll(';', ',').replace('="1"', '"=""1"""');
const written: [name: string, content: string | Buffer, encoding: string, delimiter: string][] = [
  ['UTF-8', text, 'utf-8', ';'],
  ['UTF-8 with BOM', `\ufeff${text}`, 'utf-8', ';'],
  ['Windows-1252', iconv.encode(text, 'windows-1252'), 'windows-1252', ';'],
  [
    'UTF-16 with BOM and tabs',
    iconv.encode(text.replaceAll(';', '\t'), 'utf-16le', { addBOM: true }),
    'utf-16le',
    '\t',
  ],
  ['commas and line feeds', comma.replaceAll('\r\n', '\n'), 'utf-8', ','],
  ['old Mac line ends', text.replaceAll('\r\n', '\r'), 'utf-8', ';'],
  ["Excel's hint", `sep=;\r\n${text}`, 'utf-8', ';'],
  ['no line end at the end', text.trimEnd(), 'utf-8', ';'],
  ['blank lines', text.replace('\r\n', '\r\n;;;\r\n\r\n'), 'utf-8', ';'],
];
for (const [name, content, encoding, delimiter] of written) {
  test(`reads ${name}`, async () => {
    const summary = await run(file(content));
    assert.deepEqual(
      [summary.imported, summary.rows, summary.encoding, summary.delimiter],
      [2, 2, encoding, delimiter],
    );
    assert.deepEqual(await contacts(), stored);
  });
}

test('an accent far behind plain ASCII is still read rightly', async () => {
  const lines = Array.from({ length: 30_000 }, (_, index) => `N${index};06${10_000_000 + index}`);
  const content = iconv.encode(`nom;tel\n${lines.join('\n')}\nZoé;0752345678\n`, 'windows-1252');
  const summary = await run(file(content), { batchRows: 5000 });
  assert.equal(summary.imported, 30_001);
  const [row] = await database.sql`select last_name from contacts where phone = '+33752345678'`;
  assert.equal(row?.['last_name'], 'Zoé');
});

test('running it again changes nothing; later files fill gaps and overwrite nothing', async () => {
  const path = file('tel;nom;ville\n0612345678;Durand;\n0612345679;;Lyon\n');
  assert.equal((await run(path)).imported, 2);
  await database.sql`update contacts set status = 'Leads', attempts = 2 where phone = '+33612345678'`;
  const again = await run(path);
  assert.deepEqual([again.imported, again.updated, again.unchanged], [0, 0, 2]);
  const more = await run(file('tel;nom;prenom;ville;cp\n0612345678;AUTRE;Anne;Paris;75001\n0612345679;;;Nice;\n'));
  assert.deepEqual([more.imported, more.updated, more.unchanged], [0, 1, 1]);
  assert.deepEqual(await contacts(), [
    { phone: '+33612345678', first_name: 'Anne', last_name: 'Durand', extra: { ville: 'Paris' }, status: 'Leads' },
    { phone: '+33612345679', first_name: null, last_name: null, extra: { ville: 'Lyon' }, status: 'New' },
  ]);
});

test('repeated numbers within a batch and across batches are one contact with what any line knew', async () => {
  const path = file(
    'tel;nom;prenom\n0612345678;A;\n+33612345678;B;Bob\n0612345670;;\n0612345671;;\n06.12.34.56.78;C;Cy\n0612345670;D;\n',
  );
  const summary = await run(path);
  assert.deepEqual([summary.imported, summary.duplicates, summary.updated, summary.rows], [3, 3, 0, 6]);
  const names = (await contacts()).map(({ phone, first_name, last_name }) => [phone, first_name, last_name]);
  assert.deepEqual(names, [
    ['+33612345670', null, 'D'],
    ['+33612345671', null, null],
    ['+33612345678', 'Bob', 'A'],
  ]);
});

test('rejects carry line, reason and their own columns, for the owner only, and come back corrected', async () => {
  await database.sql`insert into suppressions (phone, reason) values ('+33612345670', 'opt_out')`;
  const rejects = join(folder, 'rejects.csv');
  const path = file('tel;nom\n0612345678;ok\n112;"a;""b"""\n0612345670;no\n\n"06";"two\nlines"\n0899123456;p\n');
  const summary = await run(path, { rejects });
  assert.deepEqual([summary.imported, summary.suppressed, summary.rejected, summary.rows], [1, 1, 3, 5]);
  assert.deepEqual(summary.reasons, { emergency: 1, short_code: 1, premium: 1 });
  assert.equal(statSync(rejects).mode & 0o777, 0o600);
  assert.equal(
    readFileSync(rejects, 'utf8'),
    [
      'line;reason;tel;nom',
      '3;emergency number, never dialled;112;"a;""b"""',
      '4;on the do-not-call list;0612345670;no',
      '6;short code, never dialled;06;"two\nlines"',
      '8;premium-rate number, never dialled;0899123456;p',
      '',
    ].join('\n'),
  );
  writeFileSync(rejects, readFileSync(rejects, 'utf8').replace(';112;', ';0612345671;'));
  const second = await run(rejects);
  assert.deepEqual([second.imported, second.rejected, second.suppressed], [1, 2, 1]);
  assert.deepEqual(
    (await contacts()).map(({ extra }) => extra),
    [{}, {}],
  );
});

test('a dry run tells the same and writes nothing', async () => {
  await database.sql`insert into contacts (phone, last_name) values ('+33612345678', 'A'), ('+33612345679', 'B')`;
  await database.sql`insert into suppressions (phone, reason) values ('+33612345670', 'opt_out')`;
  const path = file('tel;nom\n0612345678;A\n0612345679;B;more\n0612345670;\n0612345671;\n0612345671;\n15;\n');
  const dry = await run(path, { dryRun: true });
  assert.equal((await contacts()).length, 2);
  const wet = await run(path);
  assert.deepEqual({ ...dry, dry_run: false }, wet);
  assert.deepEqual(
    [wet.imported, wet.updated, wet.unchanged, wet.duplicates, wet.suppressed, wet.rejected],
    [1, 1, 1, 1, 1, 1],
  );
});

test('a quotation mark that never closes costs what follows it, and says so', async () => {
  const summary = await run(file('tel;nom\n0612345678;a\n0612345679;"b\n0612345670;c\n'));
  assert.deepEqual([summary.imported, summary.rejected], [1, 1]);
  assert.deepEqual([summary.first_rejects[0]?.line, summary.first_rejects[0]?.code], [3, 'unreadable']);
});

test('an interrupted import keeps whole batches, and the next run completes it', async () => {
  const lines = Array.from({ length: 10 }, (_, index) => `06123456${10 + index};N${index}`);
  const path = file(`tel;nom\n${lines.join('\n')}\n`);
  const interruption = new AbortController();
  const prepared = await prepare(path, { signal: interruption.signal });
  async function* until5() {
    let taken = 0;
    for await (const record of prepared.records) {
      if ((taken += 1) === 6) interruption.abort();
      yield record;
    }
  }
  const summary = await importFile(one.sql, { ...prepared, records: until5() });
  assert.deepEqual([summary.interrupted, summary.imported, summary.rows], [true, 3, 3]);
  assert.equal((await contacts()).length, 3);
  const rest = await run(path);
  assert.deepEqual([rest.imported, rest.unchanged], [7, 3]);
});

test('a second import at the same time is told to try again; a dry run is not', async () => {
  const path = file('tel\n0612345678\n');
  const other = await connect(database.url, { ...database.config.database, poolSize: 1 }, silentLog);
  await one.sql`select pg_advisory_unlock_all()`;
  await other.sql`select pg_advisory_lock(7100002)`;
  await assert.rejects(run(path), { code: 'MB_IMPORT_BUSY', exit: 'tryAgain' });
  assert.equal((await run(path, { dryRun: true })).imported, 1);
  await other.close();
  assert.equal((await run(path)).imported, 1);
});

test('without a header, by position', async () => {
  const path = file('Durand,0612345678\nMartin,0612345679\n');
  await assert.rejects(run(path), { code: 'MB_IMPORT_NO_PHONE', exit: 'usage' });
  const map = [
    { field: 'phone', column: '2' },
    { field: 'last_name', column: 'column_1' },
  ];
  assert.equal((await run(path, { noHeader: true, map })).imported, 2);
  assert.deepEqual(
    (await contacts()).map(({ last_name }) => last_name),
    ['Durand', 'Martin'],
  );
});

test('the rejects file is never the imported file, nor in a folder that is not there', async () => {
  const path = file('tel\n0612345678\n');
  await assert.rejects(run(path, { rejects: path }), { code: 'MB_IMPORT_REJECTS' });
  assert.equal(readFileSync(path, 'utf8'), 'tel\n0612345678\n');
  await assert.rejects(run(path, { rejects: join(folder, 'no', 'r.csv') }), { code: 'MB_IMPORT_REJECTS' });
});

const refused: [name: string, content: string | Buffer, code: string][] = [
  ['an empty file', '', 'MB_IMPORT_EMPTY'],
  ['white space', ' \r\n\n', 'MB_IMPORT_EMPTY'],
  ['a header alone', 'tel;nom\n', 'MB_IMPORT_EMPTY'],
  ['blank lines only', 'tel;nom\n;\n\n', 'MB_IMPORT_EMPTY'],
  ['no phone column', 'a;b\n1;2\n', 'MB_IMPORT_NO_PHONE'],
  ['zero bytes', Buffer.from([116, 101, 108, 10, 0, 1, 2]), 'MB_IMPORT_BINARY'],
  ['a spreadsheet', Buffer.from('PK\u0003\u0004 rest'), 'MB_IMPORT_BINARY'],
  ['control bytes', Buffer.from(Array.from({ length: 200 }, (_, index) => (index % 31) + 1)), 'MB_IMPORT_BINARY'],
];
for (const [name, content, code] of refused) {
  test(`${name} is refused`, () => assert.rejects(run(file(content)), { code, exit: 'usage' }));
}

test('whatever the cells hold: the counts add up and every accepted line is in the database', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('', 'a;b', '"', 'x\ny', '=1+1', 'é', "l'été", '\t', '0612345678', '06 98 76 54 32', '112', '+33'),
  );
  // Control bytes make a file binary, which is another test's matter.
  const withoutControls = (value: string) =>
    value
      .split('')
      .map((char) => (char < ' ' && char !== '\n' && char !== '\t' ? ' ' : char))
      .join('');
  const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }), async (rows) => {
      const clean = rows.map((row) => row.map((value) => withoutControls(value)));
      const filled = clean.filter((row) => row.some((value) => value.trim() !== ''));
      if (filled.length === 0) return;
      await database.sql`truncate contacts cascade`;
      const lines = clean.map((row) => row.map(quoted).join(';'));
      const summary = await run(file(`tel;nom;note\n${lines.join('\n')}\n`));
      assert.equal(summary.rows, filled.length);
      assert.equal(summary.rows, summary.imported + summary.duplicates + summary.rejected);
      assert.equal((await contacts()).length, summary.imported);
    }),
    { numRuns: 60 },
  );
});
