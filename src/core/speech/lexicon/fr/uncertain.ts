/** Neither yes nor no, thinking aloud, and what stands between two statements. */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const uncertain: readonly PhraseGroup[] = [
  {
    act: 'unsure',
    say: phrases(`
      (je|on|j'|j'en|moi je|nous) [en|le|y] (sais|sait|savons) (pas|rien|plus|meme pas|pas trop|trop rien|pas encore)
      (j'en|on en|en) (sais|sait) (rien|pas)
      (je|on) (saurais|saurait|sais|pourrais|peux|peut) (pas|plus) [trop|vraiment] [vous|te|le|trop] (dire|repondre la dessus|renseigner)
      peut etre [bien|que oui|que non]
      (ca|cela|tout) depend [de|du|des|si|d|comment]
      (faut|il faut|faudra|faudrait|reste|a) (voir|reflechir|que je (reflechisse|voie|vois|demande|regarde|verifie|me renseigne))
      (c'est|ce sera) a voir
      a voir
      (on|je) (verra|verrai|va voir|vais voir|verrons|vais reflechir|va reflechir|demanderai|vais en parler|vais demander|vais regarder)
      (je|j'|on) (vais|dois|voudrais|prefere|prefererais|aimerais|demande a|ai besoin de|veux) [y|en|d'abord|encore|un peu|bien] (reflechir|parler|discuter|demander|voir|y reflechir|regarder|verifier)
      (que|qu'|faut|il faut|faudrait|faudra|dois|devrais) [que|qu'] [j'|je|on|d'abord] [en|lui|y|d abord] [d'abord] (parle|parler|discute|discuter|demande|demander|reflechisse|reflechir|voie|voir|consulte|consulter|decide) [d'abord] [avec|a|en] [_ (<family>)]
      (bof|bouf|mouais|mouaif|boaf|mouai|moui)
      (je|on) (dis|dit|dirais|disais) (pas|ni) oui
      (j'ai|on a) (pas|ni|jamais) dit oui
      (oui et non|ni oui ni non|oui ou non|un peu oui un peu non|plus ou moins|mi figue mi raisin|moitie moitie|cinquante cinquante|entre les deux)
      (j'hesite|hesiter|je suis (hesitant|hesitante|partage|partagee|indecis|indecise|perplexe|mitige))
      (je|on) (suis|est|sommes) (pas|jamais|plus) [du tout|trop|tres|bien|vraiment] (sur|sure|certain|certaine|surs|convaincu|convaincue|au courant|fixe|decide|decidee|persuade)
      (pas|plus) (sur|sure|certain|certaine|convaincu|convaincue|decide|decidee|trop decide)
      (aucune|pas la moindre|pas d'|j'ai pas d'|sans) idee
      (c'est|il est|ca se peut|c'est bien) [bien|fort|tout a fait] possible
      (possible|possiblement|eventuellement|probablement|ca se peut|ca se pourrait|pourrait etre|surement|sans doute|vraisemblablement|si ca se trouve|normalement|theoriquement|en principe|en theorie|disons|il me semble|je suppose|j'imagine|faut croire|qui sait|allez savoir|va savoir|dieu seul sait|dieu sait)
      c'est selon
      ^ selon ce (que|qu') _
      ni pour ni contre
      ^ je (suis|fais) pas $
      (selon|suivant|en fonction) [du|de|des|le|la|les|de la|l'] (prix|tarif|tarifs|montant|conditions|cout|offre|_)
      (en|une) [cours de|pleine] reflexion
      (c'est|est) (madame|monsieur|le patron|mon patron|la patronne) qui (decide|voit|gere|s'occupe|paie|fait|sait)
      (je|on|nous) (decide|decidons|choisit|choisissons) [tout|toujours] (a deux|ensemble|tous les deux)
      (rien|pas|jamais) [n'] [est|ai|encore|a] [encore] (decide|tranche|arrete)
      si (le|la|les) _ (est|sont) _ [peut etre]
      si c'est _ peut etre
      (je|on) (compare|comparer|me renseigne) [d'abord|les offres]
      (compare|comparer) [les offres|d'abord]
      (avez|auriez|as) (une|de la|un|des) (brochure|documentation|plaquette|doc|site|catalogue|papier|flyer) [_]
      c'est (flou|vague|pas clair)
      a tete reposee
      laisse murir
      (ca|cela|tout) (depend|dependra) [de] (ce que|comment|combien|quand|qui|quoi) [vous|ca|c'est] [_]
      (je|j') (verifie|regarde|regarderai|verifierai|me renseigne|demande|demanderai) [et] (je|j'|avant|d'abord) [vous] [_]
      (ai|a) ! (les|la|le|mes|mon) (chiffres|papiers|dossier|contrat|facture|factures|documents|infos|informations) (sous les yeux|en tete|sous la main|avec moi|sur moi)
      [ai|a] ! (d'avis|d'opinion|d'idee)
      (sans|aucun) (opinion|avis)
      (c'est|est) ! impossible
      (moyen|moyennement|a moitie) $
      peut etre [bien] [oui|non]
      pas (forcement|necessairement|systematiquement|toujours)
      selon
      inchallah
      si dieu veut
      (mektoub|inch allah)
      (je|on) (me'|m'en|s'en|se) (souviens|rappelle|souvient|rappel) (plus|pas|jamais|rien|plus tres bien)
      (j'ai|on a) (oublie|un doute|un trou)
      [<i> (suis|est|sommes)] en train [d'y|d'|de] (y reflechir|reflechir|penser|y penser|voir|se renseigner|comparer|regarder)
      (vois|voit) pas (trop|bien) [ce que|comment|la comme ca] [_] $
      pose [la] une colle
      posez [la] une colle
      (demande|merite|necessite) (reflexion|reflechir|a reflechir|a voir)
      (me demande|je me tate|je me tatte|je me questionne)
      (c'est|c'est plutot) (complique|flou|difficile a dire|delicat|pas clair|pas evident|pas simple|variable|tendu)
      difficile a dire
      comme ci comme ca
      couci couca
      (couci-couca)
      (c'est|c'est plutot|c'est pas moi c'est) (mon|ma|mes|le|la) <family> qui ...
      (demandez|demande|voyez|faut voir|faut demander|adressez vous|voir) (a|avec) (mon|ma|mes|le|la) <family>
      c'est (mon|ma|mes) <family> (gere|decide|s'occupe|s'en occupe)
      (vais|va|dois|doit|prefere|veux) [en|lui] (parler|discuter|voir|demander) [d'abord|avec|a] (a|avec|avant) [_ <family>]
      peut etre (oui|non|pas) peut etre (oui|non|pas)
      ^ un peu $
      (gere|s'occupe|decide|occupe|gerer) [de|tout|] (ca|cela|tout ca|tout|des papiers|de ces choses)
      (c'est|ce) (mon|ma|mes) (<family>) qui
      c'est (pas moi|lui|elle|eux) qui (gere|decide|s'occupe|m'occupe|vois|fait|paie|sait)
      (je|j') (decide|m'occupe|gere|m'en occupe|decide rien) (pas|rien|pas de) [tout seul|seul|seule|toute seule]
      (envoyez|envoie|envoyer|ecrivez|transmettez|faites) [moi|nous] [plutot|ca|tout ca|donc|parvenir|passer] [par|une|un|la|de la|des|votre|vos|le|les|] (mail|documentation|doc|courrier|ecrit|brochure|sms|message|texto|devis|proposition|infos|informations|papiers|plaquette|catalogue|lettre|mel|offre|lien|prospectus)
      (par|un) (mail|courrier|ecrit|sms)
      (je prefere|je voudrais|vous pouvez|pouvez vous) [recevoir|m'|] [envoyer|avoir] [un|une|par|de la|ca] [par] (mail|courrier|documentation|doc|ecrit|sms|brochure|devis)
      (a|faut) (mediter|creuser|etudier|discuter)
      (laissez|laisse|donnez) (moi|nous) [le temps de|le temps d'y|y|un peu de temps pour|du temps pour|quelques jours pour|un temps pour] (reflechir|voir|du temps|reflexion)
      (ca|cela) se discute
      (faut|il faut|a|reste a|faudrait) voir (le|la|les|ce|si|combien|avec|comment) ...
      (peux|peut|veux|pourrais) pas (m'|me|s') (engager|decider|prononcer|avancer) [comme ca]
      (pourrais|saurais) pas (vous|te) repondre
      (saurais|sais|peux) pas (vous|te) (repondre|dire|renseigner)
      (causerai|parlerai|discuterai|cause|parle) (a|avec) (ma|mon|mes) _
      peut etre [bien] (qu'oui|que oui|qu'non|que non) [peut etre] [bien] [qu'oui|que oui|qu'non|que non]
      (<i>) (sais|sait) ! (si|ce que|ou|quand|comment|lequel|laquelle|quoi|qui) ...
      (faudrait|faut|il faudrait|il faut|dois|devrais|vais) [que] [je] (verifie|verifier|regarde|regarder|voie|voir|vois|retrouve|retrouver|consulte)
      ! (convaincu|convaincue|persuade|emballe)
      (en parle|en parler|en discute|en discuter|en discutions|on en parle) (a la maison|en famille|ensemble|tous les deux|a deux)
      (<i>|j') (attends|attend) de voir
      (ca|tout) (va dependre|dependra) [de|du|des]
      (<i>|j'en) (parlerai|parlerais|discuterai) (a|avec) _
      (laissez|donnez) moi (reflechir|y reflechir|le temps)
      (<i>|j') [y] (reflechis|reflechit|reflechirai|pense|penserai) [encore|bien|un peu]
      (<i>) (suis|est) (pas|plus) (tres|trop|bien) (sur|sure|chaud|chaude|emballe|convaincu)
      (je|on) (peux|peut) pas (me decider|decider|dire)
      (ai|a) (un|des) doute
      (mouais|bof) (pourquoi pas|peut etre)
      si ca se trouve
      (peux|peut|pourrais|saurais) pas [vous] repondre (comme ca|la dessus|tout de suite|a ca)
      c'est pas (sur|certain|gagne|dit|fait)
      (vais|va|dois|doit) (voir|y reflechir|en parler|demander|reflechir)
      (mitige|mitigee|partage|partagee|dubitatif|dubitative)
      (je|on) (sais|sait) pas (trop|encore|du tout|vraiment)
      (pourquoi pas|peut etre|oui) (mais je sais pas|faut voir|a voir|ca depend)
      (tout|ca) (est|reste) (possible|a voir)
      (c'est|ca) (pas|jamais) exclu
      (p't'etre|pt'etre)
      (pas|je suis pas) contre (mais|mais faut)
      (je|j') (prefere|aime mieux) (reflechir|voir|attendre|pas me prononcer|ne pas repondre)
      (je|on) (me prononce|peux pas me prononcer|peux pas dire)
      (ca|cela) m'est (egal|indifferent)
      comme ca vous arrange
      m'est egal
      (un petit|petit) peu
      si on veut
      (en quelque sorte|on peut dire)
      je pense
      (je|on) (crois|suppose|imagine)
      (<i>) (dis|dit|dirais) [!] [ni] oui [et] [je|j'] [dis|ai dit] [!] [ni] non
      (<i>|j'en|on en) [en] (ai|a|avons) ! [la moindre|d'] idee
      (ca|cela) depend (combien|comment|quand|quel|quelle|ou|quoi|qui|si) ...
    `),
  },
  {
    act: 'unsure',
    weight: 0.7,
    say: phrases(`
      ^ (je|on) (pense|crois) $
      je sais
    `),
  },
  {
    act: 'thinking',
    weight: 0.6,
    say: phrases(`
      attendez [voir|un peu|une (seconde|minute)|deux (secondes|minutes)|je]
      attends [voir|un peu|deux secondes]
      (une|deux) (seconde|secondes|minute|minutes)
      un instant
      une petite seconde
      ecoutez
      comment (dire|je dirais|vous dire)
      voyons [voir]
      laissez moi (voir|reflechir|deux secondes)
      que je reflechisse
      alors
      c'est a dire
      minute
      patientez
      quittez pas
      je regarde
      je cherche (mes|mon|ma|le|la|un) _
    `),
  },
  {
    act: 'correction',
    say: phrases(`
      enfin
      en fait
      finalement
      ou plutot
      je veux dire
      tout compte fait
      apres tout
      a la reflexion
      reflexion faite
      au final
      non mais
      disons
    `),
  },
  {
    act: 'but',
    say: phrases(`
      mais
      par contre
      sauf que
      cependant
      seulement
      toutefois
      pourtant
      d un autre cote
    `),
  },
  {
    act: 'nothing',
    say: phrases(`
      c'est pas que ... mais
      <i> (voudrais|veux|voulais|aimerais|souhaite|souhaiterais) [bien|juste] savoir
      si (c'est|ca|cela) [dure|prend|coute|fait] ! [trop|tres] (long|longtemps|cher|complique|de temps)
      (c'est|ce) pas que (ca m'interesse pas|je (veux|veuille) pas|je (suis|sois) pas interesse|ca me (derange|plait|dit) pas|je (peux|puisse) pas|j'ai pas envie|j'aie pas envie)
      non seulement
      sinon
      si c'est (gratuit|possible)
      (ca|vous) dit [que|donc]
      et demi
    `),
  },
];
