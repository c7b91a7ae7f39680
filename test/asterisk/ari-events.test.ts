import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { WebSocketServer, type WebSocket } from 'ws';
import { ariMessage } from '../../src/asterisk/ari-errors.ts';
import { readEvent, type AriEvent } from '../../src/asterisk/ari-events.ts';
import { AriSocket } from '../../src/asterisk/ari-socket.ts';
import { recordingLog } from '../support/recording-log.ts';
import { until } from '../support/until.ts';

const channel = { id: 'c1', name: 'PJSIP/t-1', state: 'Up', caller: { number: '+33600000000', name: '' } };

const readings: [string, unknown, string][] = [
  ['an event that we use', { type: 'StasisStart', channel, args: [] }, 'event'],
  ['an event with more in it than we know', { type: 'StasisStart', channel, args: [], new: { x: 1 } }, 'event'],
  ['an event of a type from the future', { type: 'ChannelSangASong', channel }, 'ignored'],
  ['a type that is a property of every object', { type: 'constructor' }, 'ignored'],
  ['an event that lacks its channel', { type: 'StasisStart', args: [] }, 'invalid'],
  ['an event whose cause is a word', { type: 'ChannelDestroyed', channel, cause: 'busy' }, 'invalid'],
  ['a number', 7, 'invalid'],
  ['nothing', null, 'invalid'],
  ['a list', [], 'invalid'],
];
for (const [what, message, kind] of readings) {
  test(`${what}: ${kind}`, () => assert.equal(readEvent(JSON.stringify(message)).kind, kind));
}

test('no message whatever makes the reader throw', () => {
  fc.assert(fc.property(fc.string(), (text) => void readEvent(text)));
  fc.assert(fc.property(fc.jsonValue(), (value) => void readEvent(JSON.stringify(value))));
});

test('a problem names the field and never the value', () => {
  const read = readEvent(JSON.stringify({ type: 'StasisStart', channel: { ...channel, id: 33600000000 }, args: [] }));
  assert.ok(read.kind === 'invalid');
  assert.match(read.problem, /channel\.id/);
  assert.doesNotMatch(read.problem, /336/);
});

const words: [string, string][] = [
  ['{"message": "Channel not found"}', 'Channel not found'],
  ['{"error":"Allocation failed"}', 'Allocation failed'],
  ['plain words', 'plain words'],
  ['[1]', '[1]'],
];
for (const [body, expected] of words) {
  test(`Asterisk's words in ${body}`, () => assert.equal(ariMessage(new Error(body)), expected));
}

let server: Server;
let sockets: WebSocketServer;
let url: string;
before(async () => {
  server = createServer();
  sockets = new WebSocketServer({ server, autoPong: false });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
after(() => {
  for (const client of sockets.clients) client.terminate();
  server.close();
});

async function scripted(): Promise<{
  peer: WebSocket;
  events: AriEvent[];
  closed: string[];
  socket: AriSocket;
  problems: () => number;
}> {
  const events: AriEvent[] = [];
  const closed: string[] = [];
  const { log, lines } = recordingLog();
  const socket = new AriSocket({
    url,
    username: 'u',
    password: 'p',
    app: 'a',
    requestTimeoutMs: 1_000,
    pingIntervalMs: 100,
    log,
    onEvent: (event) => events.push(event),
    onClosed: (reason) => closed.push(reason),
  });
  const connection = once(sockets, 'connection');
  await socket.open();
  const [peer] = (await connection) as [WebSocket];
  return { peer, events, closed, socket, problems: () => lines.filter(({ level }) => level === 'warn').length };
}

test('garbage between two events: both arrive, and the garbage is counted', async () => {
  const { peer, events, closed, socket, problems } = await scripted();
  peer.on('ping', () => peer.pong());
  peer.send(JSON.stringify({ type: 'StasisStart', channel, args: ['x'] }));
  for (const garbage of ['', 'garbage', '{"type":', '{"type":"StasisEnd"}', '{"type":"Unheard"}', '[]'])
    peer.send(garbage);
  peer.send(Buffer.from([0xff, 0xfe, 0x00]));
  peer.send(JSON.stringify({ type: 'StasisEnd', channel }));
  await until('both events are there', () => events.length === 2);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['StasisStart', 'StasisEnd'],
  );
  assert.equal(problems(), 6);
  assert.deepEqual(closed, []);
  socket.close();
});

test('a peer that answers no ping is given up', async () => {
  const { closed } = await scripted();
  await until('it is given up', () => closed.length > 0);
  assert.deepEqual(closed, ['no_pong']);
});

test('ApplicationReplaced ends the connection, once', async () => {
  const { peer, closed } = await scripted();
  peer.send(JSON.stringify({ type: 'ApplicationReplaced', application: 'a' }));
  await once(peer, 'close');
  assert.deepEqual(closed, ['replaced']);
});
