/** French: what the shipped lexicon is made of. Order decides between phrases of the same length. */
import type { LexiconData } from '../../lexicon.ts';
import { agreement } from './agreement.ts';
import { classes } from './classes/index.ts';
import { finished } from './finished.ts';
import { hints } from './hints.ts';
import { greetings } from './greetings.ts';
import { later } from './later.ts';
import { notInterested } from './not-interested.ts';
import { inventions } from './noise.ts';
import { opposition } from './opposition.ts';
import { oppositionSubjects } from './opposition-subjects.ts';
import { people } from './people.ts';
import { questions } from './questions.ts';
import { refusal } from './refusal.ts';
import { frequentWords } from './frequent-words.ts';
import { phrases } from '../phrases.ts';
import { calendar } from './calendar.ts';
import { numbers } from './numbers.ts';
import { spelling } from './spelling.ts';
import { uncertain } from './uncertain.ts';
import votes from './votes.json' with { type: 'json' };

export const french: LexiconData = {
  language: 'fr',
  spelling,
  classes,
  replies: [...opposition, ...people, ...later, ...notInterested, ...refusal, ...agreement, ...questions, ...uncertain],
  hints,
  answers: greetings,
  numbers,
  calendar,
  inventions,
  finished,
  fragments: phrases(`
    ^ [bonjour|bonsoir] [et] (vous etes|vous sommes|vous voici|etes bien) [bien] [sur|au|chez|a|dans] [le|la|les|du|l'] $
    ^ [bonjour|bonsoir] [et] (nous|nous sommes|nous vous|si vous|si vous souhaitez|merci de|bienvenue|et bienvenue) [sur|chez|au|a|dans] [le|la|les|l'] $
    ^ (votre|votre correspondant|le numero|la personne|vous avez|ici|pour|veuillez|cet appel|apres|tous nos|nos) [que] [vous] [avez] [le|la|les|de|du] $
    ^ [bonjour|bonsoir] vous etes en $
    ^ (veuillez|cette|cet|notre|nos|votre|vos|leur|aux|dont|afin) $
    ^ [bonjour|bonsoir] ici [le|la|les] $
    ^ [bonjour|bonsoir] (a tous|a toutes et a tous|madame monsieur) (et|et a|et bienvenue|vous|pour|de|a) $
    ^ [bonjour|bonsoir] merci (de|de votre|pour|pour votre|d') $
    ^ [bonjour|bonsoir|allo] (vous|et|nous|que|un|une|des|par|avec|sur) $
    ^ [bonjour|bonsoir|allo] (bonjour|bonsoir) (vous|nous) $
    ^ [bonjour|bonsoir|allo] (vous avez|nous avons) $
    ^ [bonjour|bonsoir] au (premier|deuxieme|troisieme|quatrieme|prochain) top $
    ^ (bonjour|bonsoir) (je|le|la|les|de|du|pour|si) $
    ^ (le|la|de|du|des|les|que|pour) [le|la|les|de|vous] [le|la|les|de] $
  `),
  oppositionSubjects,
  votes,
  words: frequentWords,
  oftenCut: [
    'appeler',
    'appelez',
    'appelle',
    'appeliez',
    'interesse',
    'interessait',
    'ennuyez',
    'importunez',
    'harcelez',
  ],
  soundalikes: [
    'pas du tout',
    "c'est qui",
    'pardon',
    'oui',
    'ouais',
    'non',
    "d'accord",
    'tout a fait',
    'pourquoi pas',
    'bien sur',
    'peut etre',
    'je sais pas',
    "ca m'interesse",
    'allez y',
    'allo',
    "c'est pour quoi",
    'comment',
    'vas y',
    "c'est combien",
    'vous pouvez repeter',
    'ca depend',
    'bonjour',
    'non merci',
    "j'ai pas compris",
    'volontiers',
    'absolument',
    'je suis proprietaire',
    'je suis locataire',
  ],
};
