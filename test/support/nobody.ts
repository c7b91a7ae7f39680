/** Segments of a telephone line on which nobody speaks. */
import {
  burst,
  busyTone,
  cadence,
  carNoise,
  concat,
  lineRateHz,
  mix,
  music,
  random,
  ringBack,
  ringBackAmerican,
  silence,
  specialInformationTone,
  whiteNoise,
} from './sounds.ts';

export const segmentMs = 1200;

/** Low hum of the mains with its harmonics. */
const hum = (levelDb: number) => cadence(segmentMs, levelDb, { hz: [50, 100, 150, 250], onMs: segmentMs, offMs: 0 });
/** A machine that wants to send a fax: 1,100 Hz for half a second; and the answer of one, 2,100 Hz. */
const fax = (levelDb: number) =>
  concat(
    cadence(500, levelDb, { hz: [1100], onMs: 500, offMs: 0 }),
    cadence(700, levelDb, { hz: [2100], onMs: 700, offMs: 0 }),
  );
/** Notes of one voice, as a whistle or a flute plays them. */
function melody(levelDb: number, chance: () => number): Int16Array {
  const notes = Array.from({ length: 5 }, () => 392 * 2 ** (Math.floor(chance() * 15) / 12));
  return concat(...notes.map((hz) => cadence(240, levelDb, { hz: [hz, hz * 2], onMs: 200, offMs: 40 })));
}
/** The last bit of an a-law line that flips. */
const idleNoise = (chance: () => number) =>
  Int16Array.from({ length: (segmentMs * lineRateHz) / 1000 }, () => (chance() < 0.5 ? 8 : -8));

/** Sound in which nobody speaks, each kind at many levels and with other chances. */
export function nobodySpeaks(index: number): Int16Array {
  const chance = random(index + 1);
  const levelDb = -15 - chance() * 45;
  const seed = Math.floor(chance() * 1e9);
  switch (index % 20) {
    case 0:
      return silence(segmentMs);
    case 1:
      return whiteNoise(segmentMs, levelDb, seed);
    case 2:
      return carNoise(segmentMs, levelDb, seed);
    case 3:
      return music(segmentMs, levelDb, seed);
    case 4:
      return ringBack(segmentMs, levelDb);
    case 5:
      return busyTone(segmentMs, levelDb);
    case 6:
      return ringBackAmerican(segmentMs, levelDb);
    case 7:
      return concat(silence(100), specialInformationTone(levelDb), silence(500));
    case 8:
      return cadence(segmentMs, levelDb, { hz: [697 + chance() * 240, 1209 + chance() * 300], onMs: 150, offMs: 200 });
    case 9:
      return cadence(segmentMs, levelDb, { hz: [300 + chance() * 1700], onMs: 400 + chance() * 600, offMs: 900 });
    case 10:
      // Comfort noise: silence with noise that comes and goes.
      return concat(silence(200), whiteNoise(400, -62, seed), silence(100), whiteNoise(500, -55, seed));
    case 11:
      return concat(
        silence(100),
        burst('cough', levelDb, seed),
        silence(200),
        burst('breath', -40, seed),
        silence(400),
      );
    case 12:
      return mix(music(segmentMs, levelDb, seed), whiteNoise(segmentMs, levelDb - 10, seed));
    case 13:
      return hum(levelDb);
    case 14:
      return fax(levelDb);
    case 15:
      return melody(levelDb, chance);
    case 16:
      return idleNoise(chance);
    case 17:
      return concat(burst('breath', levelDb, seed), burst('breath', levelDb - 6, seed + 1), silence(200));
    case 18:
      return concat(
        ...[697, 770, 852, 941].map((low) => cadence(300, levelDb, { hz: [low, 1336], onMs: 120, offMs: 180 })),
      );
    default:
      return mix(carNoise(segmentMs, levelDb, seed), concat(silence(600), burst('click', -10, seed), silence(588)));
  }
}
