/**
 * Single words that suggest what a reply is about. They are asked only when no phrase was understood, and say it with low confidence:
 * « on est tous malades ici » holds nothing that the phrases know, and still is no yes.
 */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const hints: readonly PhraseGroup[] = [
  {
    act: 'opt_out',
    weight: 0.6,
    say: phrases(`
      (bloctel|harcelement|harceler|plainte|gendarmerie|police|cnil|rgpd|tribunal)
      <remove> ... (numero|coordonnees|nom|listes|liste|fichier|fichiers|donnees|contacts)
      <calls> ... (plus|jamais|stop)
      (plus|jamais|stop|cesser|arreter) ... <calls>
      (plus|jamais) ... (appels|appel|coups de fil|demarchage)
    `),
  },
  {
    act: 'wrong_person',
    weight: 0.55,
    say: phrases(`
      (tromper|trompe|trompez|erreur|decede|decedee|mort|morte|demenage|deces)
      (habite|habitent|travaille|vit) ... ! (ici|la)
      ! ... (habite|travaille) (ici|la)
    `),
  },
  {
    act: 'human',
    weight: 0.55,
    say: phrases(`
      (humain|conseiller|conseillere|responsable|standardiste|operateur|superieur)
    `),
  },
  {
    act: 'call_later',
    weight: 0.6,
    say: phrases(`
      (rappeler|rappelez|rappelle|rappeliez|retelephonez|recontactez|reporter)
      (reprendre|reprenez|reprends) contact
    `),
  },
  {
    act: 'refusal',
    weight: 0.55,
    say: phrases(`
      (interesse|interessee|interessent|interessait|interesser) ... !
      ! ... (interesse|interessee|interesser|besoin|envie|acheter|changer)
      (raccroche|raccrocher|arnaque|arnaques|escroquerie|publicite|pub|demarchage|baratin|salades|conneries|betises)
      (vos|votre) (offres|offre|trucs|truc|histoires|propositions|machins|combines)
      au revoir
      (a|ai|avez) [mes|plus de] (soixante|septante|quatre vingt|octante|huitante|nonante) [<small>] [<small>] ans [passes]
    `),
  },
  {
    act: 'busy',
    weight: 0.55,
    say: phrases(`
      (occupe|occupee|presse|pressee|deborde|reunion|volant|travail|boulot|taf|conduis|conduire|dors|dormir|manger|mange|repas|train|bureau|hopital|medecin|dentiste|docteur|voiture|route|client|cliente|caisse|courses|douche|malade|malades|enterrement|metro|bus|chantier|vacances)
      ! ... (temps|moment|dispo|disponible|libre)
      en (train de|plein|pleine)
      (<i>) (suis|est|sommes) [deja] (en|au|a|chez|dans|aux|sur|avec|sous) _
    `),
  },
  {
    act: 'repeat',
    weight: 0.55,
    say: phrases(`
      (entends|entend|entendu|entendre|compris|comprends|comprendre|repeter|repetez|repete|gresille|reseau|capte|sourd|sourde)
      plus fort
      ^ (hein|quoi|comment|pardon|excusez|excuse)
    `),
  },
  {
    act: 'question',
    topic: 'other',
    weight: 0.55,
    say: phrases(`
      ^ (qui|quoi|comment|pourquoi|combien|quel|quelle|quels|quelles|quand|est ce|qu'est ce)
      (qui|quoi|combien|comment|pourquoi) $
      (avez|etes|voulez|pouvez|savez|faites) vous
      ^ (vous|tu|t'es) _ _
      ^ [donc|et|mais] c'est [encore] (un|une|de la|du|des|pour|quel|dans|chez) _
    `),
  },
  {
    act: 'unsure',
    weight: 0.5,
    say: phrases(`
      (reflechir|reflexion|hesite|doute|savoir|idee|possible|depend|verra|verrons|voir|discuter|demander)
      (mon|ma) (mari|femme|epouse|epoux|conjoint|conjointe|fils|fille)
    `),
  },
  {
    act: 'agree',
    weight: 0.5,
    say: phrases(`
      (interesse|interessee|interessant|partant|partante|curieux|curieuse|plaisir|proprietaire)
    `),
  },
  {
    act: 'disagree',
    weight: 0.5,
    say: phrases(`
      (locataire|locataires|refuse|impossible|contraire)
    `),
  },
];
