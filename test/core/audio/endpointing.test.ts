import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isBusy } from '../../../src/core/audio/endpointing.ts';
import { Line, words } from '../../support/endpointing-line.ts';

const yes = words('oui');
const filler = words('euh', { intent: 'unsure', complete: false });
const yesBut = words('oui mais', { complete: false });

describe('pauses', () => {
  for (const pauseMs of [120, 300, 500, 700, 800, 890]) {
    test(`« euh … oui » with ${pauseMs} ms between is one reply`, () => {
      const line = new Line((asked) => (asked.endMs < 500 ? filler : words('euh oui'))).run(
        ['speech', 400],
        ['silence', pauseMs],
        ['speech', 400],
        ['silence', 1500],
      );
      assert.equal(line.commits.length, 1);
      assert.equal(line.commits[0]?.words?.text, 'euh oui');
      assert.equal(line.commits[0]?.endMs, 800 + pauseMs);
      assert.equal(line.of('speech_started').length, 1);
    });
  }

  test('a transcription that runs when speech resumes is cancelled', () => {
    const line = new Line(yes, 300).run(['speech', 400], ['silence', 200], ['speech', 400], ['silence', 1500]);
    const [first, second] = line.of('transcribe');
    assert.deepEqual(
      line.of('cancel').map((one) => one.segment),
      [first?.segment],
    );
    assert.deepEqual([second?.startMs, second?.endMs], [0, 1000]);
    assert.equal(line.commits.length, 1);
  });

  test('a click inside a pause neither ends the pause nor delays the end', () => {
    const line = new Line(filler).run(['speech', 400], ['silence', 400], ['speech', 20], ['silence', 2000]);
    assert.equal(line.commits[0]?.committedMs, 1600);
    assert.equal(line.of('transcribe').length, 1);
  });

  test('speech that has just begun again is not cut off', () => {
    // The second piece begins 10 ms before the commit silence of the first is over.
    const line = new Line(yes).run(['speech', 400], ['silence', 150], ['speech', 500], ['silence', 1000]);
    assert.equal(line.commits.length, 1);
    assert.equal(line.commits[0]?.endMs, 1050);
  });

  test('gaps of plosives are no pauses', () => {
    const line = new Line(yes).run(['speech', 100], ['silence', 80], ['speech', 100], ['silence', 1000]);
    assert.equal(line.of('transcribe').length, 1);
  });
});

describe('what is no speech', () => {
  for (const ms of [10, 30, 50]) {
    test(`${ms} ms of sound begin nothing`, () => {
      const line = new Line(yes).run(['silence', 300], ['speech', ms], ['silence', 2000]);
      assert.deepEqual(line.effects, []);
    });
  }
});

describe('transcriptions that go wrong', () => {
  test('one failure: heard again', () => {
    let calls = 0;
    const line = new Line(() => (calls++ === 0 ? 'failed' : yes)).run(['speech', 400], ['silence', 2000]);
    assert.deepEqual(
      line.of('transcribe').map((one) => one.purpose),
      ['pause', 'again'],
    );
    assert.equal(line.commits[0]?.words?.text, 'oui');
    assert.ok((line.commits[0]?.committedMs ?? 0) <= 660);
  });

  test('two failures: an utterance without words, not a call that hangs', () => {
    const line = new Line('failed').run(['speech', 400], ['silence', 2000]);
    assert.deepEqual(line.commits, [{ startMs: 0, endMs: 400, committedMs: 1600, words: undefined }]);
  });

  test('no answer at all: given up at the deadline', () => {
    const line = new Line('never').run(['speech', 400], ['silence', 5000]);
    assert.deepEqual(line.commits, [{ startMs: 0, endMs: 400, committedMs: 3400, words: undefined }]);
    assert.equal(line.of('cancel').length, 1);
  });

  test('a second attempt makes nobody wait twice as long', () => {
    let calls = 0;
    const line = new Line(() => (calls++ === 0 ? 'failed' : 'never'), 1500).run(['speech', 400], ['silence', 5000]);
    assert.deepEqual(
      line.of('transcribe').map((one) => one.purpose),
      ['pause', 'again'],
    );
    assert.deepEqual(line.commits, [{ startMs: 0, endMs: 400, committedMs: 3400, words: undefined }]);
  });

  test('words heard badly wait for the second hearing, however long that waits for its turn, and not for ever', () => {
    const badly = words('nom', { intent: 'unsure' }, 0.2);
    const slow = new Line((asked) => (asked.purpose === 'again' ? words('non', { intent: 'deny' }, 0.8) : badly), 1400);
    assert.equal(slow.run(['speech', 400], ['silence', 5000]).commits[0]?.words?.text, 'non');
    const lost = new Line((asked) => (asked.purpose === 'again' ? 'never' : badly)).run(
      ['speech', 400],
      ['silence', 5000],
    );
    assert.deepEqual([lost.commits[0]?.words?.text, lost.commits[0]?.committedMs], ['nom', 3400]);
  });

  test('words heard badly are heard again with more care, and the better hearing counts', () => {
    const line = new Line((asked) =>
      asked.purpose === 'again' ? words('non', { intent: 'deny' }, 0.8) : words('nom', { intent: 'unsure' }, 0.2),
    ).run(['speech', 400], ['silence', 2000]);
    assert.equal(line.commits[0]?.words?.text, 'non');
    assert.equal(line.commits[0]?.committedMs, 640);
    const worse = new Line((asked) => (asked.purpose === 'again' ? words('nom', {}, 0.1) : words('non', {}, 0.2))).run(
      ['speech', 400],
      ['silence', 2000],
    );
    assert.equal(worse.commits[0]?.words?.text, 'non');
  });
});

describe('long speech', () => {
  test('the words so far are looked at while it goes on', () => {
    const line = new Line(yes).run(['speech', 5000], ['silence', 1000]);
    const looks = line.of('transcribe').filter((one) => one.purpose === 'look');
    assert.deepEqual(
      looks.map((one) => one.endMs),
      [1500, 3000, 4500],
    );
    assert.equal(line.commits.length, 1);
    assert.equal(line.commits[0]?.endMs, 5000);
  });

  test('it is cut at the maximum and the rest is the next utterance', () => {
    const line = new Line(yes).run(['speech', 25_000], ['silence', 1000]);
    assert.deepEqual(
      line.commits.map((one) => [one.startMs, one.endMs]),
      [
        [0, 20_000],
        [20_000, 25_000],
      ],
    );
    assert.equal(line.of('speech_started').length, 2);
  });

  test('speech that ends where the cut falls leaves no empty utterance behind', () => {
    const line = new Line(yes).run(['speech', 20_000], ['silence', 3000]);
    assert.deepEqual(
      line.commits.map((one) => [one.startMs, one.endMs]),
      [[0, 20_000]],
    );
  });
});

describe('hang-up', () => {
  test('words that were said before it are still heard', () => {
    const line = new Line(words("ne m'appelez plus", { intent: 'opt_out' })).run(['speech', 700]);
    line.send({ type: 'closed', atMs: 700 });
    assert.equal(line.commits.length, 0);
    assert.equal(isBusy(line.state), true);
    line.nowMs = 770;
    line.deliver();
    assert.equal(line.commits[0]?.words?.text, "ne m'appelez plus");
    assert.equal(isBusy(line.state), false);
  });

  test('in a pause whose words are there, at once', () => {
    const line = new Line(yesBut).run(['speech', 700], ['silence', 300]);
    line.send({ type: 'closed', atMs: 1000 });
    assert.equal(line.commits[0]?.words?.text, 'oui mais');
  });
});
