/** What operators' announcements speak of. */
import { words } from '../../phrases.ts';

export const lineClasses = {
  line: words('numero, ligne, mobile, portable, telephone, poste, abonnement, appareil, terminal, fixe'),
  /** « que vous avez composé », « de votre correspondant ». */
  sought: words(`
    que vous (appelez|demandez|composez|contactez|cherchez a joindre|essayez de joindre|tentez de joindre|souhaitez joindre),
    que vous avez (appele|demande|compose|forme|saisi|contacte|demandee|composee|appelee),
    que vous venez de (composer|former|saisir|faire),
    (appele|demande|compose|forme|demandee|appelee), de (votre|ce) (correspondant|abonne|numero), telephonique
  `),
  adverb: words(
    'actuellement, temporairement, momentanement, provisoirement, malheureusement, definitivement, toujours, plus, en ce moment, pour le moment',
  ),
  /** What a line can be. */
  works: words(`
    attribue, attribuee, en service, service, valide, joignable, reconnu, reconnue, accessible, disponible, connu, correct, valable, active, actif, utilise,
    connecte, connectee, raccorde, autorise, autorisee, affecte, affectee, relie, relie au reseau, etabli, abouti, acheminable, etre (joint|atteint|etabli|achemine|contacte)
  `),
  broken: words(`
    incorrect, invalide, incomplet, errone, inexistant, suspendu, suspendue, resilie, resiliee, hors service, coupe, coupee, interrompu, interrompue, inconnu,
    en derangement, desactive, desactivee, non attribue, eteint, eteinte, occupe, occupee, injoignable, inaccessible, indisponible, en cours de (modification|maintenance|transfert),
    hors (reseau|zone|couverture), sature, saturee, saturees, bloque, bloquee, restreint, restreinte
  `),
};
