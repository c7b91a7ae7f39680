/** An answered call with its turns and events, as a daemon files it. */
import type { SessionOutcome, Turn, Utterance } from '../../src/core/call/session-events.ts';
import { appendEvent, markAnswered, saveAnsweredBy, saveInteraction } from '../../src/store/calls.ts';
import type { Sql } from '../../src/store/database.ts';
import { callDialing } from '../../src/core/dialing/settings.ts';
import { finishCall } from '../../src/store/finish-call.ts';
import { addNode, claim, claimedOf, testDialing } from './dial-fixtures.ts';

function utterance(text: string, intent: 'affirm' | 'not_interested', endMs: number): Utterance {
  const sentiment = intent === 'affirm' ? 'positif' : 'negatif';
  return {
    startMs: endMs - 800,
    endMs,
    committedMs: endMs + 160,
    text,
    reading: { intent, sentiment, confidence: 0.9, matched: [text], complete: true },
    heardConfidence: 0.8,
    transcribeMs: 70,
  };
}

export interface SpokenCall {
  readonly reply: string;
  readonly intent: 'affirm' | 'not_interested';
  /** Absent: the call goes on. */
  readonly outcome?: SessionOutcome;
  readonly nodeId?: string;
}

/** @returns the call's id */
export async function addSpokenCall(
  sql: Sql,
  queueId: number,
  { reply, intent, outcome, nodeId = 'node-a' }: SpokenCall,
) {
  await addNode(sql, nodeId);
  const call = claimedOf(await claim(sql, queueId, { nodeId }));
  await markAnswered(sql, call);
  await saveAnsweredBy(sql, call, { answeredBy: 'human', reason: 'short greeting' });
  await appendEvent(sql, call, { type: 'answered', data: { atMs: 0 } });
  await appendEvent(sql, call, { type: 'utterance', data: { atMs: 6_160, intent } });
  const turns: Turn[] = [
    {
      number: 1,
      step: 'hello',
      prompts: ['hello'],
      playedMs: 900,
      offsetMs: 0,
      promptEndedMs: 5_000,
      bargedIn: false,
      utterance: utterance(reply, intent, 6_000),
      asides: [],
    },
    { number: 2, step: 'bye', prompts: ['bye'], playedMs: 6_450, offsetMs: 0, bargedIn: false, asides: [] },
  ];
  for (const turn of turns) {
    await saveInteraction(sql, call, {
      turn,
      questionPlayed: turn.number === 1 ? 'Bonjour, vous êtes propriétaire ?' : 'Merci, au revoir.',
      playedAtMs: Date.now(),
      ...(turn.number === 1 ? { responseGapMs: 450 } : {}),
    });
  }
  if (outcome !== undefined) {
    await finishCall(sql, {
      callId: call.callId,
      fence: call.fence,
      dialing: callDialing(testDialing()),
      disposition: outcome.disposition,
      why: outcome.why,
      endStep: outcome.step,
      hangupCause: 16,
      dialStatus: 'ANSWER',
      hungUpBy: 'us',
      finalSentiment: intent === 'affirm' ? 'positif' : 'negatif',
    });
  }
  return call.callId;
}
