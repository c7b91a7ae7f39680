import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accepted, heardConfidence } from '../../../src/core/speech/acceptance.ts';
import { classifyReply } from '../../../src/core/speech/classify.ts';
import type { OpeningMass, Transcription } from '../../../src/core/speech/engine.ts';

function transcription(
  text: string,
  confidence: number,
  opening?: Omit<OpeningMass, 'other' | 'certainty'>,
  certainty = 0.8,
): Transcription {
  const tokens = [...text.split(/\s+/), '.'].map((word) => ({ text: word, probability: confidence }));
  const base = { text, tokens, confidence, audioMs: 600, engineMs: 70, engine: 'onnx' } as const;
  if (opening === undefined) return base;
  const other = 1 - opening.yes - opening.no - opening.filler;
  return { ...base, opening: { ...opening, other, certainty } };
}

describe('a short yes or no', () => {
  // Figures as measured: what was said → what the model wrote, and its masses.
  const cases: readonly (readonly [said: string, heard: Transcription, intent: string])[] = [
    ['oui', transcription('Oui', 0.42, { yes: 0.73, no: 0, filler: 0.01 }), 'affirm'],
    ['ouais', transcription('oui', 0.3, { yes: 0.75, no: 0, filler: 0 }), 'affirm'],
    ['non', transcription('Non', 0.53, { yes: 0, no: 0.65, filler: 0 }), 'deny'],
    ["d'accord", transcription("D'accord", 0.7, { yes: 0, no: 0, filler: 0.01 }), 'affirm'],
    ['ben', transcription("D'accord", 0.66, { yes: 0, no: 0.01, filler: 0.01 }, 0.2), 'unsure'],
    ['non merci', transcription('Non merci', 0.64, { yes: 0, no: 0.66, filler: 0 }), 'deny'],
    ['euh', transcription('Non', 0.39, { yes: 0.01, no: 0.58, filler: 0.12 }), 'unsure'],
    ['euh', transcription('Non', 0.25, { yes: 0, no: 0.2, filler: 0.28 }), 'unsure'],
    ['hum', transcription('non', 0.31, { yes: 0, no: 0.29, filler: 0.07 }), 'unsure'],
    ['stop', transcription('non', 0.37, { yes: 0, no: 0.28, filler: 0.03 }), 'unsure'],
    ['euh', transcription('Oui', 0.4, { yes: 0.19, no: 0, filler: 0.01 }), 'unsure'],
    ['oui or non', transcription('Oui', 0.6, { yes: 0.55, no: 0.4, filler: 0 }), 'unsure'],
    ['whisper.cpp does not tell', transcription('Non', 0.66), 'deny'],
    ['whisper.cpp, badly heard', transcription('Non', 0.3), 'unsure'],
  ];
  for (const [said, heard, intent] of cases) {
    test(`« ${said} », written « ${heard.text} »: ${intent}`, () => {
      assert.equal(accepted(heard, classifyReply(heard.text), 0.5).intent, intent);
    });
  }

  test('longer replies and other meanings are as sure as their words', () => {
    const long = transcription('Oui je suis propriétaire de ma maison', 0.45, { yes: 0.4, no: 0, filler: 0.3 });
    assert.equal(accepted(long, classifyReply(long.text), 0.5).intent, 'affirm');
    assert.equal(heardConfidence(long, classifyReply(long.text)), 0.45);
    const question = transcription("C'est qui ?", 0.3, { yes: 0, no: 0, filler: 0 });
    assert.equal(accepted(question, classifyReply(question.text), 0.5).intent, 'question');
    assert.equal(heardConfidence({ ...question, text: '' }, classifyReply('')), 0);
  });
});
