import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { modelState, pullModel } from '../../src/cli/pull-model.ts';
import type { CatalogueModel } from '../../src/core/speech/model-catalogue.ts';

const content = randomBytes(300_000);
const model: CatalogueModel = {
  name: 'tiny',
  file: 'ggml-tiny.bin',
  sizeMb: 1,
  sha1: createHash('sha1').update(content).digest('hex'),
  licence: 'MIT',
};

async function rig(t: TestContext, answer: RequestListener) {
  const dir = mkdtempSync(join(tmpdir(), 'minibot-pull-'));
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return { dir, options: { model, dir, baseUrl: `http://127.0.0.1:${address.port}/`, stallMs: 200 } };
}

test('a download that breaks off goes on where it stopped', async (t) => {
  const ranges: (string | undefined)[] = [];
  const { dir, options } = await rig(t, (request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(range === undefined ? 200 : 206, { 'content-length': content.length - from });
    if (range === undefined)
      response.write(content.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
    else response.end(content.subarray(from));
  });
  await assert.rejects(pullModel(options), { code: 'MB_MODEL_DOWNLOAD', exit: 'tryAgain' });
  assert.equal(await modelState(model, dir), 'partial');
  const file = await pullModel(options);
  assert.ok(content.equals(readFileSync(file)));
  assert.equal(await modelState(model, dir), 'sound');
  assert.match(ranges[1] ?? '', /^bytes=[1-9]\d*-$/);
});

test('what is not the model is removed, and a sound one is never replaced by it', async (t) => {
  const { dir, options } = await rig(t, (_, response) => void response.end('an error page'));
  writeFileSync(join(dir, model.file), content);
  await assert.rejects(pullModel(options), { code: 'MB_MODEL_DAMAGED' });
  assert.ok(!existsSync(join(dir, `${model.file}.part`)));
  assert.equal(await modelState(model, dir), 'sound');
});

test('a server that falls silent is given up', async (t) => {
  const { options } = await rig(t, (_, response) => void response.writeHead(200).write('a'));
  await assert.rejects(pullModel(options), { code: 'MB_MODEL_DOWNLOAD' });
});

test('a missing file is told with its status', async (t) => {
  const { options } = await rig(t, (_, response) => void response.writeHead(404).end());
  await assert.rejects(pullModel(options), /HTTP 404/);
});
