/** No to the question asked. */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const refusal: readonly PhraseGroup[] = [
  {
    act: 'no',
    notAfter: [
      'mon',
      'votre',
      'son',
      'ton',
      'un',
      'le',
      'ce',
      'au',
      'dit',

      'dis',
      'de',
      'dire',
      'ou',
      'du',
      'leur',
      'ni',
      'que',
      'quel',
    ],
    say: phrases(`
      non
      nenni
      niet
      nein
    `),
  },
  {
    act: 'disagree',
    say: phrases(`
      non (non|merci) [ca (va|ira) [merci]]
      (non pardon|pardon non)
      non [je|on] (me'|m'en) (souviens|rappelle) (pas|plus)
      [<i>] [vous|te] [dis|dit|dirais] que non
      merci (mais|) non
      (mais|que|bien sur que|evidemment que|ca|plutot|c'est|dirais que|dis que|pense que|crois que|dit que|dit|dis) non
      non (pas|plus|jamais) $
      loin de la $
      [pour] moi c'est non
      (mes|mon|ma) [parents|<family>] (est|sont) (proprietaire|proprietaires)
      (ai|a|avons) [tout|deja] (vendu|revendu) [la|le|ma|notre|l'] [_]
      et puis quoi encore
      en desaccord
      non (sans hesiter|pas d'accord|et non|c'est non)
      (ai|a) [jamais] ! entendu parler [de]
      pas l'ombre
      la maison est [a|au nom de'] (mes|mon|ma) <family>
      c'est (mon|ma|mes) <family> (le|la|les) (proprietaire|proprietaires)
      (ca|cela) [m'|me] (etonnerait|etonne|surprendrait) [fort|beaucoup]
      (risque|risquerait) !
      pas le moins du monde
      pas (demain|le <day>|cette annee) $
      pas (du tout|vraiment|trop|specialement|particulierement|tellement|exactement|encore|completement|pantoute|tout a fait|moi|une|un seul|possible|moyen|chez nous|de ca|des masses)
      [mais] (absolument|certainement|surtout|vraiment|toujours|meme|franchement|plutot) pas [du tout|un peu]
      ^ du tout $
      pas (que je sache|a ma connaissance|que je me souvienne)
      [au grand] jamais [de la vie|au grand jamais]
      (pas|hors de|aucunement) question
      il en est pas question
      (y|faut pas y) comptez pas
      faut pas rever
      meme pas [en reve]
      dans (vos|tes) reves
      que (nenni|dalle|neni)
      ^ (negatif|faux|aucunement|nullement|pantoute|impossible|aucun|aucune|zero|nada|walou|incorrect|inexact|tintin|jamais|rien) [hein|du tout] $
      en aucun (cas|moment)
      en aucune (facon|maniere)
      (moi) non plus
      (aucun|aucune) (des deux|chance)
      ni (l'un|l'une) ni (l'autre)
      rien du tout
      c'est (mon|ma|mes) <family> [qui est|qui sont] (le|la|les|proprietaire) [proprietaire|proprietaires]
      sans facon
      tu parles
      mon oeil
      (<i>) (refuse|decline)
      [je|j'|on] [y|le] (pense|crois|penses|croit) pas
      (prefere|aimerais|prefererais) !
      pas pour (l instant|le moment)
      (je|j') (me|m'en) (rappelle|souviens) pas [d'] (avoir|ca|de ca)
      c'est le contraire
      (je|on) passe mon tour
      c'est (faux|non|inexact)
      (aimerais|prefere|prefererais|aime) (mieux|autant) pas
      (c'est|ca) (risque|va|etait|a jamais ete) pas [etre] [possible]
      <it> (risque) pas
    `),
  },
  {
    act: 'disagree',
    weight: 0.85,
    negated: 'agree',
    say: phrases(`
      (<i>|nous) (suis|est|sommes|serais) # (contre|oppose|opposee)
      <it> (me|nous) # gene #
    `),
  },
  {
    act: 'fact_no',
    negated: 'fact_yes',
    weight: 0.75,
    say: phrases(`
      (<i>|nous) (suis|est|sommes|etait) # [que|encore|simple|juste] (locataire|locataires|en location|en appartement|en appart|en hlm|en studio|en colocation|heberge|hebergee|en foyer|loge|logee)
      (j'habite|je vis|j'ai|on habite|on vit|on a|c'est|nous avons) # [qu'|que] (en|dans un|un|dans une|une) [petit] (appartement|appart|hlm|studio|immeuble|location|copropriete|duplex|residence secondaire|t deux|t trois)
      (<i>) loue #
      chez (mes parents|ma mere|mon pere|mes enfants|ma fille|mon fils)
      (residence|maison) (secondaire|de vacances)
    `),
  },
  {
    act: 'fact_no',
    weight: 0.7,
    say: phrases(`
      ^ [un|en|le|des|simple] (locataire|locataires|appartement|appart|location|immeuble|studio|hlm)
      moins de'[un|une|deux|six|trois] (an|mois|ans)
      (que|seulement) <number> (mois|semaines|jours)
      (j'ai|on a|j'en ai|on en a|nous avons|nous en avons|y a|il y a|y en a|il y en a) [meme] !
      (<i>|nous|ca|c'est|il|elle|j'|cela) [me|le|la|l'|y|en|m'|s'] (suis|est|sommes|fait|fais|sert|habite|possede|utilise|dispose|connais|vois|trouve|prends|etais|etait|ai|a|conduis|mange|fume|bois|roule|change|paie) !
    `),
  },
];
