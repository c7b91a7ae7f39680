import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configSchema } from '../../../src/core/config/schema.ts';
import { rejection } from '../../../src/core/speech/gate.ts';

const limits = configSchema.parse({}).speech.gate;
const prompt = "Euh. Hum. Stop. Allô ? Oui. Non. D'accord.";

describe('what never becomes text', () => {
  const cases: readonly (readonly [
    text: string,
    certainty: number | undefined,
    confidence: number,
    because: string | undefined,
  ])[] = [
    // Known inventions, however sure the model is.
    ["Sous-titres réalisés par la communauté d'Amara.org", 0.9, 0.9, 'invention'],
    ['Sous-titrage Société Radio-Canada', 0.9, 0.9, 'invention'],
    ["Merci d'avoir regardé cette vidéo !", 0.9, 0.9, 'invention'],
    ['Je suis au téléphone.', 0.9, 0.8, 'invention'],
    ['[Musique]', 0.9, 0.9, 'noise_tag'],
    ['*Bruit de la chanson*', 0.9, 0.9, 'noise_tag'],
    ['♪♪♪', 0.9, 0.9, 'noise_tag'],
    ['?', 0.9, 0.9, 'noise_tag'],
    ['Ooooooooooooooo', undefined, 0.85, 'noise_tag'],
    ['BOUUUUUUUUUU', undefined, 0.79, 'noise_tag'],
    ['...', 0.9, 0.9, 'noise_tag'],
    ['Stop. Allô ? Oui. Non.', 0.9, 0.9, 'prompt_echo'],
    // Seen on sox's noise and tones with the onnx engine.
    ["C'est une question.", 0.11, 0.37, 'unlikely'],
    ["c'est ça ?", 0.14, 0.47, 'unlikely'],
    ['Oh !', 0.296, 0.21, 'unlikely'],
    ['Je suis en train de faire une autre vidéo.', 0.12, 0.21, 'unlikely'],
    ['Merci.', 0.5, 0.4, 'unlikely'],
    // Said by people.
    ['oui', 0.95, 0.54, undefined],
    ["Non, d'accord.", 0.9, 0.8, undefined],
    ['Non.', 0.87, 0.66, undefined],
    ['Oui, je suis au téléphone.', 0.9, 0.8, undefined],
    ["c'est ça", 0.7, 0.7, undefined],
    ['Merci.', 0.9, 0.8, undefined],
    ["C'est qui ?", 0.55, 0.9, undefined],
    ['Je suis au volant, rappelez plus tard.', 0.22, 0.85, undefined],
    // whisper.cpp tells no certainty.
    ['Oui.', undefined, 0.36, undefined],
    ['Euh', undefined, 0.08, 'unlikely'],
  ];
  for (const [text, certainty, confidence, because] of cases) {
    test(`« ${text} » (${certainty ?? '–'}, ${confidence}): ${because ?? 'text'}`, () => {
      assert.equal(rejection({ text, certainty, confidence, prompt }, limits), because);
    });
  }
});
