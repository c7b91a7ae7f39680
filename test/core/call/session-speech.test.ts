/** When something is said decides what it means. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startSession, step, type SessionState } from '../../../src/core/call/session.ts';
import type { SessionEffect, SessionEvent, Utterance } from '../../../src/core/call/session-events.ts';
import { converse, policies, reading, shippedScenario, type Act, surveyScenario } from '../../support/conversation.ts';

const toConfirm: readonly Act[] = ['affirm', 'affirm', 'affirm', 'affirm', 'affirm'];

/** The session alone, without simulated prompts: every event is given by hand. */
class Line {
  state: SessionState = startSession(shippedScenario(), {}, policies());
  effects: SessionEffect[] = [];
  ignored: string | undefined;

  feed(...events: readonly SessionEvent[]): this {
    for (const event of events) {
      const result = step(this.state, event);
      this.state = result.state;
      this.effects.push(...result.effects);
      this.ignored = result.ignored;
    }
    return this;
  }

  /** What was asked for since the last look. */
  take(): SessionEffect[] {
    return this.effects.splice(0);
  }

  ring(kind: keyof SessionState['timers'], atMs: number): this {
    const name = this.state.timers[kind];
    assert.ok(name !== undefined, `timer ${kind} is set`);
    return this.feed({ type: 'timer', atMs, name });
  }

  /** Answers the phone, hears the first prompt and is asked. */
  toHello(): this {
    return this.feed(
      { type: 'answered', atMs: 0 },
      { type: 'may_speak', atMs: 800, reason: 'silence' },
      { type: 'prompt_started', atMs: 820, playId: 'p1' },
      { type: 'prompt_finished', atMs: 12_570, playId: 'p1', completed: true },
    );
  }
}

function words(startMs: number, endMs: number, text: string, intent: Utterance['reading']['intent']): SessionEvent {
  return {
    type: 'utterance',
    atMs: endMs + 160,
    utterance: {
      startMs,
      endMs,
      committedMs: endMs + 160,
      text,
      reading: reading(intent),
      heardConfidence: 0.9,
      transcribeMs: 70,
    },
  };
}

const plays = (effects: readonly SessionEffect[]) => effects.filter((effect) => effect.type === 'play');
const types = (effects: readonly SessionEffect[]) => effects.map((effect) => effect.type);

describe('early answers', () => {
  const rows: ReadonlyArray<readonly [string, Act, readonly string[]]> = [
    ['begins 500 ms before the end', { intent: 'affirm', afterEndMs: -500, lastsMs: 400 }, ['hello', 'q1']],
    ['ends 1.4 s before the end', { intent: 'affirm', afterEndMs: -1_800, lastsMs: 400 }, ['hello', 'q1']],
    ['goes on over the end', { intent: 'affirm', afterEndMs: -200, lastsMs: 900 }, ['hello', 'q1']],
    ['begins exactly at the end', { intent: 'affirm', afterEndMs: 0, lastsMs: 400 }, ['hello', 'q1']],
    ['begins 100 ms after the end', { intent: 'affirm', afterEndMs: 100, lastsMs: 400 }, ['hello', 'q1']],
    [
      'a yes long before the end is a nod',
      { intent: 'affirm', text: 'Oui.', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'hello', 'silence'],
    ],
    [
      'a no is an answer at any time',
      { intent: 'deny', text: 'Non.', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'retry_hello'],
    ],
    [
      '« allô ? » just before the end is about the line',
      { intent: 'repeat', text: 'Allô ?', afterEndMs: -900, lastsMs: 400 },
      ['hello', 'hello', 'silence'],
    ],
    [
      'an opt-out counts at any time',
      { intent: 'opt_out', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'goodbye_opt_out'],
    ],
    [
      'a refusal counts at any time',
      { intent: 'not_interested', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'goodbye_refusal'],
    ],
    [
      'a wrong number counts at any time',
      { intent: 'wrong_person', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'goodbye_wrong_person'],
    ],
    [
      '« au volant » counts at any time',
      { intent: 'callback', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'ask_callback_time'],
    ],
  ];
  for (const [name, act, played] of rows) {
    test(name, () => {
      assert.deepEqual(converse([act]).played.slice(0, played.length), played);
    });
  }

  test('the early words are the reply of the turn, the nod is kept beside it', () => {
    const nod = { intent: 'affirm', text: 'mm oui', afterStartMs: 4_000, lastsMs: 120 } as const;
    assert.equal(converse([nod]).turns[0]?.utterance, undefined);
    assert.deepEqual(
      converse([nod]).turns[0]?.asides.map(({ text }) => text),
      ['mm oui'],
    );
    assert.equal(converse([{ intent: 'affirm', afterEndMs: -600 }]).turns[0]?.utterance?.text, 'affirm');
  });

  test('a reply to « êtes-vous toujours là ? » counts while it is said', () => {
    const { played } = converse(['silence', { intent: 'affirm', afterStartMs: 100, lastsMs: 200 }]);
    assert.deepEqual(played.slice(0, 3), ['hello', 'silence', 'q1']);
  });
});

describe('barge-in', () => {
  test('a refusal stops the prompt and is followed', () => {
    const { played, effects } = converse([{ intent: 'not_interested', afterStartMs: 4_000, lastsMs: 1_500 }]);
    assert.deepEqual(played, ['hello', 'goodbye_refusal']);
    assert.equal(effects.filter((effect) => effect.type === 'stop_playback').length, 1);
  });

  test('a no stops the prompt and is an answer', () => {
    const { played, turns } = converse([{ intent: 'deny', afterStartMs: 4_000, lastsMs: 900 }]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'retry_hello']);
    assert.equal(turns[0]?.bargedIn, true);
  });

  test('a question stops the prompt; the introduction that was not heard whole is said whole', () => {
    const { played } = converse([{ intent: 'question', reading: { topic: 'who' }, afterStartMs: 4_000, lastsMs: 900 }]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'who+hello']);
  });

  for (const [name, act] of [
    [
      '« oui oui d’accord » is no answer to a question not yet heard',
      { intent: 'affirm', text: 'oui oui d’accord', afterStartMs: 4_000, lastsMs: 900 },
    ],
    ['a cough of a second', { intent: 'no_input', afterStartMs: 4_000, lastsMs: 900 }],
    ['a long « euh »', { intent: 'unsure', reading: { complete: false }, afterStartMs: 4_000, lastsMs: 900 }],
  ] as ReadonlyArray<readonly [string, Act]>) {
    test(`${name}: the prompt goes on from a little before, is then stopped by longer speech only, and at last by nothing`, () => {
      const again = { intent: 'affirm', text: 'oui oui', afterStartMs: 1_500, lastsMs: 900 } as const;
      const { effects, call } = converse([act, again]);
      const [first, second, third] = plays(effects);
      assert.deepEqual(first?.prompts, ['hello']);
      assert.deepEqual(second?.prompts, ['hello']);
      const { minSpeechMs, firmSpeechMs } = policies().conversation.bargeIn;
      assert.equal(second?.offsetMs, 4_000 + minSpeechMs - policies().conversation.resumeBackMs);
      assert.deepEqual(second?.bargeIn, { enabled: true, minSpeechMs: firmSpeechMs });
      assert.deepEqual(third?.prompts, ['hello']);
      assert.equal(third?.bargeIn.enabled, false);
      assert.deepEqual(plays(effects)[3]?.prompts, ['silence']);
      assert.equal(call.ended, true);
    });
  }

  test('« oui, bien sûr » over the greeting is an answer', () => {
    const { played, turns } = converse([
      { intent: 'affirm', text: 'Oui, bien sûr.', afterStartMs: 5_000, lastsMs: 900 },
    ]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'q1']);
    assert.equal(turns[0]?.utterance?.text, 'Oui, bien sûr.');
  });

  test('a yes over the question of the lead, not yet heard, makes no lead', () => {
    const { played, outcome } = converse([
      ...toConfirm,
      { intent: 'affirm', text: 'Oui, c’est bien ça.', afterStartMs: 1_000, lastsMs: 900 },
    ]);
    assert.deepEqual(played.slice(-4), ['confirm', 'confirm', 'silence', 'silence_end']);
    assert.equal(outcome?.disposition, 'no_input');
  });

  test('after two stops for nothing in a call, only longer speech stops a prompt', () => {
    const nod = { intent: 'affirm', text: 'oui', lastsMs: 300, afterStartMs: 2_000 } as const;
    const { effects } = converse([nod, { intent: 'affirm' }, { ...nod, afterStartMs: 1_000 }, { intent: 'affirm' }]);
    const q2 = plays(effects).find(({ prompts }) => prompts.includes('q2'));
    assert.deepEqual(q2?.bargeIn, { enabled: true, minSpeechMs: policies().conversation.bargeIn.firmSpeechMs });
  });

  test('a yes that stops the prompt close to its end is an answer', () => {
    const { played } = converse([{ intent: 'affirm', afterEndMs: -1_500, lastsMs: 900 }]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'q1']);
  });

  test('speech that stopped the prompt and whose words never come: the prompt goes on', () => {
    const line = new Line().feed(
      { type: 'answered', atMs: 0 },
      { type: 'may_speak', atMs: 800, reason: 'silence' },
      { type: 'prompt_started', atMs: 820, playId: 'p1' },
      { type: 'speech_started', atMs: 5_000 },
      { type: 'barge_in', atMs: 5_600, playId: 'p1' },
    );
    line.take();
    line.ring('utterance', 32_000);
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
  });

  test('a statement goes on after what is no reason to leave it, and is left for a refusal', () => {
    const scenario = surveyScenario();
    for (const intent of ['affirm', 'deny', 'question', 'callback', 'unsure'] as const) {
      const { played } = converse([{ intent, afterStartMs: 5_000, lastsMs: 900 }], { scenario });
      assert.deepEqual(played.slice(0, 3), ['hello', 'hello', 'q1'], intent);
    }
    const refusal = converse([{ intent: 'not_interested', afterStartMs: 5_000, lastsMs: 900 }], { scenario });
    assert.deepEqual(refusal.played, ['hello', 'goodbye']);
  });

  test('a goodbye is not stopped', () => {
    const { effects } = converse(['not_interested', { intent: 'affirm', afterStartMs: 500, lastsMs: 2_000 }]);
    assert.equal(effects.filter((effect) => effect.type === 'stop_playback').length, 0);
  });
});

describe('pick-up', () => {
  test('the greeting leaves when « allô ? » is over', () => {
    const line = new Line().feed({ type: 'answered', atMs: 0 }, { type: 'speech_started', atMs: 200 });
    line.take();
    line.feed(words(200, 600, 'Allô ?', 'repeat'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
  });

  test('it leaves when the ear says so, and without an ear within 2 s', () => {
    const line = new Line().feed({ type: 'answered', atMs: 0 });
    assert.deepEqual(plays(line.effects), []);
    assert.ok(line.take().some((effect) => effect.type === 'set_timer' && effect.afterMs === 1_700));
    line.feed({ type: 'may_speak', atMs: 900, reason: 'silence' });
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
    const deaf = new Line().feed({ type: 'answered', atMs: 0 });
    assert.deepEqual(plays(deaf.ring('first_word', 1_700).take())[0]?.prompts, ['hello']);
  });

  test('a greeting over the first words neither stops nor answers, and is kept in the transcript', () => {
    const { played, turns } = converse([
      { intent: 'greeting', text: 'oui allô bonjour', afterStartMs: 300, lastsMs: 1_200 },
    ]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'silence']);
    assert.equal(turns[0]?.utterance, undefined);
    assert.equal(turns[0]?.asides[0]?.text, 'oui allô bonjour');
  });

  test('an opt-out as first words is obeyed', () => {
    const { played, call } = converse([], { pickUp: 'opt_out' });
    assert.deepEqual(played, ['goodbye_opt_out']);
    assert.equal(call.state.suppressed, true);
  });
});

describe('a reply that is corrected', () => {
  const rows: ReadonlyArray<readonly [string, readonly Act[], Act, readonly string[], string]> = [
    [
      '« oui… enfin non » at hello',
      ['affirm'],
      { intent: 'deny', afterStartMs: 300 },
      ['hello', 'q1', 'retry_hello'],
      'not_interested',
    ],
    [
      '« non… enfin si » at hello',
      ['deny'],
      { intent: 'affirm', afterStartMs: 300 },
      ['hello', 'retry_hello', 'q1'],
      'no_input',
    ],
    [
      '« oui… euh non » when asked to confirm takes the lead back',
      [...toConfirm, 'affirm'],
      { intent: 'deny', afterStartMs: 300 },
      ['confirm', 'goodbye_lead', 'goodbye'],
      'not_interested',
    ],
    [
      '« non… si » at the offer',
      ['affirm', 'affirm', 'affirm', 'affirm', 'deny'],
      { intent: 'affirm', afterStartMs: 300 },
      ['is_leads', 'goodbye', 'confirm'],
      'no_input',
    ],
  ];
  for (const [name, before, act, played, disposition] of rows) {
    test(name, () => {
      const conversation = converse([...before, act]);
      const from = conversation.played.indexOf(played[0] ?? '');
      assert.deepEqual(conversation.played.slice(from, from + played.length), played);
      assert.equal(conversation.outcome?.disposition, disposition);
    });
  }

  test('where both lead to the same step the prompt goes on, and the answer is filed as corrected', () => {
    const { turns, played } = converse([
      'affirm',
      { intent: 'affirm', text: 'oui' },
      { intent: 'deny', text: 'enfin non', afterStartMs: 300, lastsMs: 400 },
    ]);
    assert.deepEqual(played.slice(0, 5), ['hello', 'q1', 'q2', 'q2', 'silence']);
    assert.equal(turns[1]?.utterance?.text, 'oui enfin non');
    assert.equal(turns[1]?.utterance?.reading.intent, 'deny');
  });

  test('« oui… oui oui » changes nothing', () => {
    const { played, turns } = converse(['affirm', { intent: 'affirm', afterStartMs: 200, lastsMs: 1_000 }]);
    assert.deepEqual(played.slice(0, 4), ['hello', 'q1', 'q1', 'silence']);
    assert.equal(turns[0]?.utterance?.text, 'affirm');
  });

  test('a refusal after a yes ends the call', () => {
    const { played } = converse(['affirm', { intent: 'not_interested', afterStartMs: 300, lastsMs: 1_000 }]);
    assert.deepEqual(played, ['hello', 'q1', 'goodbye_refusal']);
  });
});

describe('silence and noise', () => {
  test('speech that starts stops the clock of silence; words that never come end as silence', () => {
    const line = new Line().toHello();
    assert.equal(line.take().at(-1)?.type, 'set_timer');
    line.feed({ type: 'speech_started', atMs: 13_000 });
    assert.deepEqual(types(line.take()), ['clear_timer', 'set_timer']);
    line.ring('utterance', 40_000);
    assert.deepEqual(plays(line.take())[0]?.prompts, ['silence']);
  });

  test('somebody who is speaking when the prompt ends is listened to', () => {
    const line = new Line().feed(
      { type: 'answered', atMs: 0 },
      { type: 'may_speak', atMs: 800, reason: 'silence' },
      { type: 'prompt_started', atMs: 820, playId: 'p1' },
      { type: 'speech_started', atMs: 12_400 },
      { type: 'prompt_finished', atMs: 12_570, playId: 'p1', completed: true },
    );
    assert.equal(line.state.timers.no_input, undefined);
    assert.ok(line.state.timers.utterance);
    line.take();
    line.feed(words(12_400, 13_000, 'oui', 'affirm'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['q1']);
  });

  test('a cough leaves the rest of the time, three of them are not understood', () => {
    const line = new Line().toHello();
    line.take();
    line.feed(words(13_000, 13_200, '', 'no_input'));
    assert.ok(
      line.take().some((effect) => effect.type === 'set_timer' && effect.afterMs === 4_000 - (13_360 - 12_570)),
    );
    line.feed(words(14_000, 14_200, '', 'no_input'));
    assert.deepEqual(plays(line.take()), []);
    line.feed(words(15_000, 15_200, '', 'no_input'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['not_understood']);
  });

  test('two seconds of speech without words are not understood', () => {
    const line = new Line().toHello();
    line.take();
    line.feed(words(13_000, 15_000, '', 'no_input'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['not_understood']);
  });

  test('words long before the end that come late do not answer', () => {
    const line = new Line().toHello();
    line.take();
    line.feed(words(5_000, 5_400, 'oui', 'affirm'));
    assert.deepEqual(plays(line.take()), []);
    assert.equal(line.state.phase.kind, 'listening');
  });
});

describe('the end', () => {
  const toGoodbye = (line: Line) =>
    line.toHello().feed(words(13_000, 13_500, "ça ne m'intéresse pas", 'not_interested'), {
      type: 'prompt_started',
      atMs: 13_700,
      playId: 'p2',
    });

  test('« et ne m’appelez plus » over the goodbye is obeyed', () => {
    const line = toGoodbye(new Line());
    line.take();
    line.feed(words(14_500, 16_000, 'et ne m’appelez plus', 'opt_out'));
    assert.ok(types(line.effects).includes('suppress'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['goodbye_opt_out']);
  });

  test('who still speaks when the goodbye ends is listened to', () => {
    const line = toGoodbye(new Line()).feed(
      { type: 'speech_started', atMs: 17_000 },
      { type: 'prompt_finished', atMs: 17_700, playId: 'p2', completed: true },
    );
    assert.equal(line.state.phase.kind, 'lingering');
    line.take();
    line.feed(words(17_000, 18_500, 'et ne me rappelez jamais', 'opt_out'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['goodbye_opt_out']);
    const other = toGoodbye(new Line()).feed(
      { type: 'speech_started', atMs: 17_000 },
      { type: 'prompt_finished', atMs: 17_700, playId: 'p2', completed: true },
      words(17_000, 17_900, 'au revoir', 'greeting'),
    );
    assert.equal(other.state.phase.kind, 'closing');
    assert.equal(other.take().at(-1)?.type, 'hang_up');
  });

  test('a refusal over the goodbye takes a lead back', () => {
    const { played, outcome } = converse([
      ...toConfirm,
      'affirm',
      { intent: 'not_interested', afterStartMs: 1_500, lastsMs: 1_200 },
    ]);
    assert.deepEqual(played.slice(-2), ['goodbye_lead', 'goodbye_refusal']);
    assert.equal(outcome?.disposition, 'not_interested');
  });

  for (const [intent, disposition] of [
    ['opt_out', 'opt_out'],
    ['not_interested', 'not_interested'],
    ['wrong_person', 'wrong_person'],
    ['deny', 'not_interested'],
    ['affirm', 'hung_up'],
    ['question', 'hung_up'],
  ] as const) {
    test(`« ${intent} », and the line is cut before the words are known: ${disposition}`, () => {
      const line = new Line()
        .toHello()
        .feed({ type: 'speech_started', atMs: 13_000 }, { type: 'hung_up', atMs: 13_600, by: 'callee' });
      assert.equal(line.state.outcome?.disposition, 'hung_up');
      line.feed(words(13_000, 13_600, 'les mots', intent));
      assert.equal(line.state.outcome?.disposition, disposition);
      assert.equal(line.state.suppressed, intent === 'opt_out');
      assert.equal(line.state.turns[0]?.utterance?.reading.intent, intent);
    });
  }

  test('a yes that comes after the line was cut makes no lead', () => {
    const conversation = converse([...toConfirm, { hangUpAfterStartMs: 5_500 }]);
    assert.equal(conversation.outcome?.disposition, 'hung_up');
    const { nowMs } = conversation.call;
    conversation.call.feed(words(nowMs - 500, nowMs, 'oui', 'affirm'));
    assert.equal(conversation.call.state.outcome?.disposition, 'hung_up');
  });

  test('a prompt that cannot be played is our fault, unless the callee was hanging up', () => {
    const broken = () =>
      new Line().feed(
        { type: 'answered', atMs: 0 },
        { type: 'may_speak', atMs: 800, reason: 'silence' },
        { type: 'prompt_finished', atMs: 820, playId: 'p1', completed: false },
      );
    assert.equal(broken().feed({ type: 'hung_up', atMs: 900, by: 'us' }).state.outcome?.disposition, 'technical');
    assert.equal(broken().feed({ type: 'hung_up', atMs: 900, by: 'callee' }).state.outcome?.disposition, 'hung_up');
  });

  test('a prompt that never ends is given up', () => {
    const line = new Line().feed({ type: 'answered', atMs: 0 }, { type: 'may_speak', atMs: 800, reason: 'silence' });
    line.take();
    line.ring('prompt', 17_600);
    assert.deepEqual(types(line.take()), ['stop_playback', 'outcome', 'hang_up']);
    assert.equal(line.state.outcome?.disposition, 'technical');
  });

  test('a broken line is not the callee’s doing', () => {
    const line = new Line().toHello().feed({ type: 'hung_up', atMs: 13_000, by: 'network' });
    assert.equal(line.state.outcome?.disposition, 'technical');
  });

  test('a call that lasts too long is ended', () => {
    const line = new Line().toHello();
    line.take();
    line.ring('call', 300_000);
    assert.equal(line.take().at(-1)?.type, 'hang_up');
    assert.equal(line.state.outcome?.disposition, 'no_input');
  });

  test('a conversation that goes in circles is ended', () => {
    const { outcome, turns } = converse(['affirm', ...Array.from({ length: 60 }, (): Act => 'question:price')], {
      policies: policies({ callTimeoutMs: 3_600_000 }),
    });
    assert.equal(turns.length, 40);
    assert.deepEqual([outcome?.disposition, outcome?.why], ['completed', 'more than 40 prompts']);
  });

  test('draining lets the call go on', () => {
    const line = new Line().toHello();
    const before = line.state;
    line.feed({ type: 'drain', atMs: 13_000 });
    assert.equal(line.state, before);
    assert.equal(line.ignored, undefined);
  });
});

describe('who answered', () => {
  const answeredBy = (
    who: 'human' | 'voicemail' | 'unavailable' | 'screening' | 'ivr',
    atMs: number,
  ): SessionEvent => ({
    type: 'answered_by',
    atMs,
    answeredBy: who,
    reason: 'a test',
  });
  const greeting = (change: Parameters<typeof policies>[0] = {}) => {
    const line = new Line();
    line.state = startSession(shippedScenario(), {}, policies(change));
    line.feed(
      { type: 'answered', atMs: 0 },
      { type: 'may_speak', atMs: 800, reason: 'silence' },
      { type: 'prompt_started', atMs: 820, playId: 'p1' },
    );
    line.take();
    return line;
  };
  const detection = policies().answerDetection;

  for (const who of ['voicemail', 'unavailable', 'ivr'] as const) {
    test(`${who}: hung up`, () => {
      const line = greeting().feed(answeredBy(who, 3_000));
      assert.deepEqual(
        types(line.effects).filter((type) => type === 'stop_playback' || type === 'hang_up'),
        ['stop_playback', 'hang_up'],
      );
      assert.equal(line.state.outcome?.disposition, who);
    });
  }

  test('a message is left after the beep where the policy says so', () => {
    const line = greeting({ answerDetection: { ...detection, onVoicemail: 'leave_message' } });
    line.feed(answeredBy('voicemail', 3_000));
    assert.deepEqual(plays(line.take()), []);
    line.feed({ type: 'message_now', atMs: 6_000, reason: 'beep' });
    assert.deepEqual(plays(line.take())[0]?.prompts, ['voicemail']);
    line.feed(
      { type: 'prompt_started', atMs: 6_020, playId: 'p2' },
      { type: 'prompt_finished', atMs: 20_000, playId: 'p2', completed: true },
    );
    assert.equal(line.take().at(-1)?.type, 'hang_up');
    assert.equal(line.state.outcome?.disposition, 'voicemail');
  });

  test('screening is told once who calls; the person who comes hears the greeting', () => {
    const line = greeting().feed(answeredBy('screening', 3_000));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['screening']);
    line.feed(
      { type: 'prompt_started', atMs: 3_020, playId: 'p2' },
      { type: 'prompt_finished', atMs: 7_500, playId: 'p2', completed: true },
      words(8_000, 9_000, 'merci, un instant', 'unsure'),
    );
    assert.deepEqual(plays(line.take()), []);
    line.feed(words(15_000, 15_500, 'allô ?', 'repeat'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
    assert.equal(line.state.answeredBy, 'human');
    assert.equal(line.state.outcome, undefined);
  });

  test('screening without anybody coming ends the call', () => {
    const line = greeting().feed(
      answeredBy('screening', 3_000),
      { type: 'prompt_started', atMs: 3_020, playId: 'p2' },
      { type: 'prompt_finished', atMs: 7_500, playId: 'p2', completed: true },
    );
    line.take();
    line.ring('screening', 37_500);
    assert.equal(line.take().at(-1)?.type, 'hang_up');
    assert.equal(line.state.outcome?.disposition, 'screening');
  });

  test('screening by policy: hung up', () => {
    const line = greeting({ answerDetection: { ...detection, onScreening: 'hang_up' } }).feed(
      answeredBy('screening', 1),
    );
    assert.equal(line.take().at(-1)?.type, 'hang_up');
  });

  test('a person is not taken for a machine after a reply', () => {
    const line = new Line().toHello().feed(words(13_000, 13_500, 'oui', 'affirm'));
    line.take();
    line.feed(answeredBy('voicemail', 14_000));
    assert.deepEqual(line.take(), []);
    assert.match(line.ignored ?? '', /after a reply/);
  });
});
