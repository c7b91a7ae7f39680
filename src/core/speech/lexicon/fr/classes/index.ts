/** Classes of words that phrases refer to as `<name>`. */
import type { PatternClasses } from '../../../pattern.ts';
import { lineClasses } from './lines.ts';
import { oppositionClasses } from './opposition.ts';
import { peopleClasses } from './people.ts';
import { placeClasses } from './places.ts';
import { smallWords } from './small-words.ts';
import { timeClasses } from './times.ts';
import { verbs } from './verbs.ts';

export const classes: PatternClasses = {
  ...verbs,
  ...smallWords,
  ...timeClasses,
  ...peopleClasses,
  ...placeClasses,
  ...oppositionClasses,
  ...lineClasses,
};
