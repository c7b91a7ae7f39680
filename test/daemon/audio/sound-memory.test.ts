import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SoundMemory } from '../../../src/daemon/audio/sound-memory.ts';

test('gives back what was heard between two times, as far as it is kept, whatever the chunks', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
      (sizes, fromMs, lengthMs) => {
        const memory = new SoundMemory(100);
        const all: number[] = [];
        for (const size of sizes) {
          const chunk = Int16Array.from({ length: size }, (_, index) => ((all.length + index) * 7) % 30_000);
          memory.push(chunk);
          all.push(...chunk);
        }
        const oldest = Math.max(0, all.length - 1600);
        const wanted = all.slice(Math.max(oldest, fromMs * 16), Math.max(oldest, (fromMs + lengthMs) * 16));
        assert.deepEqual(Array.from(memory.slice(fromMs, fromMs + lengthMs)), [
          ...Float32Array.from(wanted, (value) => value / 32_768),
        ]);
      },
    ),
  );
});
