import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { trunkSchema } from '../../src/core/config/schema.ts';
import {
  dialPatterns,
  modulesOf,
  readTemplates,
  renderConfiguration,
  type AsteriskSettings,
} from '../../src/asterisk/configuration.ts';
import { confValue, renderTemplate } from '../../src/asterisk/template.ts';

const folders = {
  etcDir: '/e',
  modulesDir: '/m',
  dataDir: '/d',
  varLibDir: '/v',
  spoolDir: '/s',
  runDir: '/r',
  logDir: '/l',
  cacheDir: '/c',
};
const settings: AsteriskSettings = {
  folders,
  ari: { bindAddress: '127.0.0.1', port: 8088, username: 'minibot', password: 'secret' },
  rtp: { start: 10_000, end: 10_999 },
  sip: { bindAddress: '0.0.0.0', udpPort: 5060, tcpPort: 5060, tlsPort: 5061 },
  trunks: [],
  country: 'FR',
  callTimeoutMs: 300_000,
  ringTimeoutMs: 30_000,
};
const trunk = (parts: object) =>
  trunkSchema.parse({ name: 'trunk', endpoint: 'trunk', host: 'sip.example.net', ...parts });

/** Asterisk's own reading of a file: `;` ends a line unless escaped, sections in brackets, `name = value` or `=>`. */
function parse(text: string): { section: string; name: string; value: string }[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    const content = line
      .replaceAll(/(?<!\\);.*$/g, '')
      .replaceAll('\\;', ';')
      .trim();
    const header = /^\[([^\]]+)\]/.exec(content);
    if (header !== null) section = header[1] ?? '';
    const [, name, value] = /^([^=]+?)\s*=>?\s*(.*)$/.exec(content) ?? [];
    return header !== null || name === undefined ? [] : [{ section, name, value: value ?? '' }];
  });
}

/** Asterisk's matching of a pattern (without its leading `_`) against a dialled number. */
function matches(pattern: string, dialled: string): boolean {
  const source = pattern.replaceAll('+', '\\+').replaceAll('X', '[0-9]');
  return new RegExp(`^${source}$`).test(dialled);
}

test('a registering trunk: endpoint, address, login and registration belong together', async () => {
  const files = renderConfiguration(await readTemplates(), {
    ...settings,
    trunks: [
      trunk({ username: 'u1', password: 'p;1', transport: 'tcp', codecs: ['alaw'], outboundProxy: 'proxy:5070' }),
    ],
  });
  const lines = parse(files.get('pjsip.conf') ?? '');
  const value = (section: string, name: string) =>
    lines.find((line) => line.section === section && line.name === name)?.value;
  assert.equal(value('trunk-auth', 'password'), 'p;1');
  assert.equal(value('trunk', 'outbound_auth'), 'trunk-auth');
  assert.equal(value('trunk', 'transport'), 'transport-tcp');
  assert.equal(value('trunk', 'allow'), 'alaw');
  assert.equal(value('trunk', 'contact'), 'sip:sip.example.net;transport=tcp');
  assert.equal(value('trunk', 'outbound_proxy'), 'sip:proxy:5070;transport=tcp;lr');
  assert.equal(value('trunk-registration', 'client_uri'), 'sip:u1@sip.example.net;transport=tcp');
  assert.equal(value('transport-tcp', 'bind'), '0.0.0.0:5060');
  assert.equal(value('trunk-identify', 'match'), 'sip.example.net');
});

test('a trunk that knows us by address has no login and no registration', async () => {
  const files = renderConfiguration(await readTemplates(), {
    ...settings,
    trunks: [trunk({ host: '192.0.2.1:5080' })],
  });
  const text = files.get('pjsip.conf') ?? '';
  assert.doesNotMatch(text, /type = (auth|registration)|outbound_auth/);
  assert.match(text, /^match = 192\.0\.2\.1$/m);
  assert.match(text, /^contact = sip:192\.0\.2\.1:5080$/m);
});

test('tls has its transport, verified, and encrypted sound', async () => {
  const text =
    renderConfiguration(await readTemplates(), { ...settings, trunks: [trunk({ transport: 'tls' })] }).get(
      'pjsip.conf',
    ) ?? '';
  assert.match(text, /^bind = 0\.0\.0\.0:5061$/m);
  assert.match(text, /^verify_server = yes$/m);
  assert.match(text, /^media_encryption = sdes$/m);
  assert.match(text, /^contact = sips:sip\.example\.net$/m);
});

const refused: [string, object][] = [
  ['a line end in the password', { username: 'u', password: 'x\ntype=endpoint' }],
  ['a carriage return in the password', { username: 'u', password: 'x\r[evil]' }],
  ['blanks around the password, which Asterisk would strip', { username: 'u', password: ' x' }],
  ['a host with a parameter', { host: 'h;transport=tls' }],
  ['a host with a line end', { host: 'h\n[x]' }],
  ['a user name with a host', { username: 'u@evil', password: 'x' }],
  ['a user name without a password', { username: 'u' }],
  ['a password without a user name', { password: 'x' }],
  ['a codec that is a setting', { codecs: ['alaw\nallow=all'] }],
  ['an endpoint that is a section of ours', { endpoint: 'transport-udp' }],
  ['an endpoint that closes its section', { endpoint: 'a](x' }],
  ['a caller id that is no number', { callerId: 'x"<y>' }],
  ['a proxy with a line end', { outboundProxy: 'p\nx' }],
];
for (const [what, parts] of refused) {
  test(`refused: ${what}`, async () => {
    const templates = await readTemplates();
    assert.throws(() => renderConfiguration(templates, { ...settings, trunks: [trunk(parts)] }), {
      code: 'MB_ASTERISK_VALUE',
    });
  });
}

test('whatever a password holds, it comes back whole or is refused, and no other line changes', async () => {
  const templates = await readTemplates();
  const shape = (text: string) => parse(text).map(({ section, name }) => `${section}/${name}`);
  const expected = shape(
    renderConfiguration(templates, { ...settings, trunks: [trunk({ username: 'u', password: 'plain' })] }).get(
      'pjsip.conf',
    ) ?? '',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 30 }), (password) => {
      let text: string;
      try {
        text =
          renderConfiguration(templates, { ...settings, trunks: [trunk({ username: 'u', password })] }).get(
            'pjsip.conf',
          ) ?? '';
      } catch {
        return; // refused
      }
      assert.deepEqual(shape(text), expected);
      const line = parse(text).find(({ section, name }) => section === 'trunk-auth' && name === 'password');
      // A backslash before a semicolon is the one thing that our small reader and Asterisk's resolve alike only when alone.
      if (!password.includes('\\')) assert.equal(line?.value, password);
    }),
  );
});

const french: [string, boolean][] = [
  ['+33612345678', true],
  ['0612345678', true],
  ['0033145678901', true],
  ['+262692123456', true],
  ['112', false],
  ['15', false],
  ['17', false],
  ['18', false],
  ['114', false],
  ['191', false],
  ['115', false],
  ['116117', false],
  ['3949', false],
  ['+33112', false],
  ['0112', false],
  ['0899123456', false],
  ['+33899123456', false],
  ['061234567', false],
  ['06123456789', false],
  ['+3361234567a', false],
  ['', false],
];
for (const [number, expected] of french) {
  test(`the French dialplan ${expected ? 'lets through' : 'stops'} ${number || 'nothing'}`, () => {
    assert.equal(
      dialPatterns('FR').some((pattern) => matches(pattern, number)),
      expected,
    );
  });
}

test('no short number passes anywhere', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?\d{1,6}$/), fc.constantFrom('FR', 'DE', 'US'), (number, country) => {
      assert.equal(
        dialPatterns(country).some((pattern) => matches(pattern, number)),
        false,
      );
    }),
  );
});

test('every call of the dialplan has a time limit and a hang-up handler before it is dialled', async () => {
  const text =
    renderConfiguration(await readTemplates(), { ...settings, trunks: [trunk({})] }).get('extensions.conf') ?? '';
  const dial = text.slice(text.indexOf('[minibot-dial]'), text.indexOf('[minibot-hangup]'));
  const at = (part: string) => dial.indexOf(part);
  assert.ok(at('TIMEOUT(absolute)=300') > 0);
  assert.ok(at('TIMEOUT(absolute)=300') < at('Dial('));
  assert.ok(at('hangup_handler_push') > 0 && at('hangup_handler_push') < at('Dial('));
});

test('modules that an Asterisk lacks are not asked for', async () => {
  const templates = await readTemplates();
  const all = modulesOf(templates.get('modules.conf') ?? '');
  assert.ok(all.some(({ name, optional }) => name === 'chan_websocket.so' && optional));
  assert.ok(all.some(({ name, optional }) => name === 'chan_pjsip.so' && !optional));
  const modules = new Set(all.map(({ name }) => name).filter((name) => name !== 'chan_websocket.so'));
  const text = renderConfiguration(templates, { ...settings, modules }).get('modules.conf') ?? '';
  assert.doesNotMatch(text, /^load = chan_websocket/m);
  assert.match(text, /^load = chan_pjsip\.so/m);
});

test('a template that names an unknown value is an error, not an empty setting', () => {
  assert.throws(() => renderTemplate('a = {{nothing}}\n', {}, 'x.conf'), { code: 'MB_ASTERISK_TEMPLATE' });
  assert.throws(() => renderTemplate('a = {{x}}\n', { x: undefined }, 'x.conf'), { code: 'MB_ASTERISK_TEMPLATE' });
  assert.throws(() => renderTemplate('{{#x}}\na\n', { x: true }, 'x.conf'), { code: 'MB_ASTERISK_TEMPLATE' });
});

test('lists nest, and inner names win', () => {
  const template = '{{#list}}\n{{name}}{{outer}}\n{{#name}}\n  in {{name}}\n{{/name}}\n{{/list}}\nend\n';
  assert.equal(
    renderTemplate(template, { outer: '!', list: [{ name: 'a' }, { name: 'b' }] }, 'x'),
    'a!\n  in a\nb!\n  in b\nend\n',
  );
});

test('a semicolon is escaped', () => {
  assert.equal(confValue('x', 'a;b'), 'a\\;b');
});
