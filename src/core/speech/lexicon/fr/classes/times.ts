/** Days, hours and parts of a day. */
import { words } from '../../phrases.ts';

export const timeClasses = {
  day: words(`
    lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche
  `),
  month: words(`
    janvier, fevrier, mars, avril, mai, juin, juillet, aout, septembre, octobre, novembre, decembre
  `),
  small: words(`
    un, une, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize,
    vingt, trente, quarante, cinquante, soixante, septante, octante, huitante, nonante, quatre vingt, cent, mille
  `),
  number: words('<small> [<small>] [<small>] [<small>]'),
  hour: words(`
    <number> heures [et demie|et quart|moins le quart|moins quart|moins vingt|moins dix|pile|<number>],
    midi [et demi], minuit
  `),
  part: words(`
    matin, matinee, midi, apres midi, soir, soiree, nuit, aprem, avant midi, souper, diner, dejeuner
  `),
  /** How a time begins. */
  soon: words(`
    <day>, demain, apres demain, plus tard, ce (soir|midi|week end), cet (apres midi|aprem), cette (semaine|apres midi),
    (la|en fin de|debut de|fin de) semaine, le (mois|week end|matin|soir), l'apres midi, dans (la|l'|un|une|le|quelques|<number>|pas), (a|vers|apres) <hour>,
    (a|vers|apres) <number>, apres (le|la|l'|les|manger|mon), en (soiree|matinee|debut|fin|journee), debut de, fin de, (un|une) (autre|prochaine), entre (midi|<number>),
    tantot, tout a l'heure, midi, d'ici, a la rentree, le <number>, une prochaine fois, un peu plus tard, quand je
  `),
};
