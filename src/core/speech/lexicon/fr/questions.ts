/** What callees ask, by topic, and how they say that they did not hear. */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const questions: readonly PhraseGroup[] = [
  {
    act: 'question',
    topic: 'who',
    say: phrases(`
      qui est la
      (qui c'est|c'est qui la|qui c'est la|kikela|c'est qui qui|qui c'est qui) [a l'appareil|parle|appelle]
      c'est [encore] qui [ca|au juste|exactement|a l'appareil|qui parle|qui appelle|encore]
      (vous|tu) (etes|es|t'es) qui [vous|toi|exactement|donc]
      (t'es|t'etes) qui
      qui (est|es|etes) (a l'appareil|ce|la|vous|tu|au bout du fil)
      qui (est ce|c'est|etes vous|es tu|appelle|parle|est la|m'appelle|me parle|me demande)
      (c'est|est ce) [de] [la] part de qui
      de la part de qui
      (je|j') (parle|ai|suis en ligne|cause) [avec|a] [affaire a] qui
      a qui (ai je|je parle|j'ai|je|est ce que)
      (vous|tu) (m'|me|) [nous] (appelez|appelles|telephonez|representez|travaillez|bossez|venez|etes) [me] (de|pour|de la part|d') (quelle|qui|quel|ou)
      (quelle|quel|c'est quelle|c'est quoi la|c'est quoi votre|pour quelle) (societe|entreprise|boite|compagnie|organisme|assurance|association|banque|marque|agence|mutuelle|service|operateur)
      [c'est] quoi [le nom de] (votre|la|ta) (societe|boite|entreprise|compagnie|nom)
      (votre|ton) nom [c'est quoi|s'il vous plait]
      comment (vous vous appelez|tu t'appelles|s'appelle|vous appelez vous|ca s'appelle|s'appelle votre)
      qui vous (etes|envoie|a dit|mandate)
      qui t'es
      (vous etes|c'est|t'es|tu es|vous appelez) (de|d') (la|chez|quelle|quel|l'|edf|engie|orange|sfr|free|la mairie|la banque|la poste) _
      (vous|tu) (etes|es|appelez) (ou|d'ou|bases ou|situes ou)
      vous (appelez|etes|telephonez) d'ou
      d'ou (vous|tu|est ce que vous|m'|venez|appelez)
      qui (ca|donc|vous dites|deja)
      ^ qui [ca] $
      assurances [lumiere] c'est (qui|quoi)
      vous m'avez dit (qui|que vous etiez qui)
      on se connait
      (je|on) (vous|te) connais
      qui est ce [qui]
      c'est [encore|bien] (la|le|les|l'|vous) (mairie|banque|secu|impots|caf|assurance|electricite|isolation|gaz|eau|syndic|notaire|prefecture|region|etat|gouvernement|mutuelle) [_]
      c'est (edf|engie|orange|sfr|la banque|la mairie|la poste|les impots|la police|l'assurance|mon assurance|ma banque) (qui|la|)
      assurance (quoi|qui|de quoi)
      c'est quelle (entreprise|societe|boite|assurance)
    `),
  },
  {
    act: 'question',
    topic: 'robot',
    say: phrases(`
      (vous|tu|c'est|t'es|est ce que vous|est ce que c'est) (etes|es|) [pas] [un|une|encore un|bien] (robot|machine|automate|vraie personne|humain|vrai humain|vrai|vraie|ordinateur|repondeur|enregistrement|bot|personne reelle|intelligence artificielle|ia|disque|message enregistre|voix de synthese|personne|etre humain|boite vocale)
      (je|on) [suis|est] [en train de|en ligne] (parle|parler|cause|discute) [bien] (a|avec) (un|une) <machine>
      (c'est|est ce) (une|un) (voix|truc|genre) de <machine> [ca] [non]
      (il|elle|on|ca|vous) (vient|viennent|passe|commence|arrive|appelle|demarre|finit) (quand|comment|ou|a quelle heure)
      (on dirait|ca ressemble a) (un|une) <machine>
      (vous en etes|t'en es) (un|une)
      (c'est|vous etes) (un|une) [appel|voix|message|truc|systeme] [de] (automatique|automatise|robotise|synthetique|enregistre|artificielle|robot|synthese)
      (je|on) (parle|cause|discute) [bien] (a|avec) (un|une) (robot|machine|automate|ordinateur|humain|vraie personne|personne|repondeur|ia|vrai humain|etre humain)
      ^ [c'est] [un|une|encore un] (robot|machine|automate|enregistrement|ia|bot|repondeur) [ca|ou quoi|non|qui parle]
      c'est (automatique|enregistre|un enregistrement|pre enregistre|une machine|une voix automatique)
      [vous etes|c est|tu es|t es] (un|une) <machine> ou (un|une) [vrai|vraie] _
      (etes vous|es tu) (un|une) (robot|machine|humain|vraie personne)
      vous etes (humain|reelle|reel|reels|humaine|vivant|artificiel)
    `),
  },
  {
    act: 'question',
    topic: 'price',
    say: phrases(`
      [c'est|ca fait|ca coute|ca couterait|ca vaut|y a|ca revient a|ca me coute|c'est a] combien
      (a|de|pour) combien
      combien (ca|est ce|c'est|coute|je|vous|il|faut|de|vaut|ca va|ca me)
      (quel|c'est quoi|quels|c'est quel) [est|sont] [le|les|votre|vos] (prix|tarif|tarifs|cout|montant|budget|mensualite|abonnement)
      (c'est|est ce|ca) [pas|vraiment|vraiment tout] (gratuit|payant|cher|offert|remboursable|rembourse) [ou|non]
      c'est (tu|y) gratuit
      (faut|il faut|je dois|on doit|c'est a|va falloir) payer
      qui paie
      (y a|il y a) (un engagement|des frais)
      (quel|a quel) (prix|tarif)
      combien d'argent
      (ca|cela) (m'|nous) (engage|coute|rapporte) (a quoi|combien)
      (ca m'engage|engagement)
      c'est (sans|avec) engagement
      le (prix|tarif) [c'est quoi|s'il vous plait]
    `),
  },
  {
    act: 'question',
    topic: 'number_source',
    say: phrases(`
      (comment|ou|d'ou|qui|par qui|ou est ce que|comment est ce que|comment ca se fait que) ... (numero|coordonnees|telephone|contact|mon nom|adresse|trouve|eu mon|infos|donnees|informations)
      (comment|d'ou|par ou) (vous|tu) (avez|as|me) (eu|trouve|connaissez|connais|obtenu|pu)
      (vous|tu) (avez|as|l'avez|sortez|tenez|detenez) [eu|trouve|pris|obtenu|recupere|deniche] [ca|mon numero|mes coordonnees|mon nom|mon contact] (comment|ou|d'ou|par qui)
      d'ou (vous tenez|tu tiens|vous sortez|vous avez|sort|provient|vient|vous me connaissez)
      qui [est ce qui] [vous|t'] (a|a donne|a file|a refile|a communique|a passe|donne) [donne] (mon|mes|le)
      (mon numero|mes coordonnees) (vous l'avez|d'ou|comment|vient|vous les)
      (pourquoi|comment) (vous|tu) (avez|as) mon numero
      vous connaissez mon nom
    `),
  },
  {
    act: 'question',
    topic: 'purpose',
    say: phrases(`
      [c'est|ces|ses|et] pour quoi [faire|exactement|donc|au juste]
      c'est pourquoi
      [c'est] a (quel|propos de quoi|quel) (sujet|propos|titre|quoi)
      a propos de quoi
      au sujet de quoi
      [c'est] (pour|dans) quel (motif|sujet|but|raison|objet|genre|type|cadre)
      (quel|c'est quoi|quelle) [est] (le|l'|votre|la) (but|objet|motif|sujet|raison|interet|objectif|probleme|raison de|idee|principe)
      (de quoi|de quoi est ce qu') [il] (s'agit|parle|parlez|ca parle|s'agit il|retourne)
      (il s'agit|ca s'agit|ca parle|vous parlez|tu parles) de quoi
      (c'est|ca concerne|ca) quoi [ca|exactement|au juste|encore|votre|cette|ce|le|la|l'|les|donc|cette histoire]
      ca concerne (quoi|qui|quel)
      (vous|tu) (voulez|veux|vendez|vends|proposez|proposes|cherchez|faites|appelez|m'appelez|desirez|attendez|racontez|parlez|demandez) (quoi|de quoi|pourquoi|pour quoi|pour quelle|pour qui|pour me|pour vendre|pour)
      (qu'est ce que|qu'est ce qu'|qu'est ce|qu'|que|quoi est ce que) (vous|tu|il|on) (voulez|veux|vendez|vends|proposez|proposes|cherchez|faites|appelez|desirez|attendez|offrez|lui|me|y a|il|demandez)
      (que|qu') (me|nous) (voulez|veux|vaut|proposez|vendez|valez) [vous|tu]
      (que|qu'est ce que) (voulez|desirez|vendez|proposez|puis) [vous|je]
      (qu'est ce qui|qu'est ce qu'il) (se passe|y a|vous|m'|me|arrive)
      (qu'est ce que|qu'est ce) c'est [que ca|ca|que]
      qu'est ce qu'y a
      (c'est|est ce|ca|est ce que c'est|c'est encore) [pas] pour (vendre|acheter|une pub|de la pub|un sondage|l'assurance|les panneaux|l'isolation|me vendre|nous vendre|la fibre|une enquete|du demarchage|l'electricite|le cpf|un don|mon|ma|les|une offre|une|un|quoi|qui|quand|moi)
      pourquoi (vous|tu|m'|est ce que|cette|ces|cet|me|nous|donc|ca|moi|faire|je|appelez|appelles)
      ^ pourquoi $
      dans quel (but|cadre)
      en quoi (ca|puis je|je peux|cela|consiste)
      que puis je (faire|pour)
      (en quoi|comment) (je peux|puis je) vous
      ca consiste en quoi
      c'est (du demarchage|de la pub|de la publicite|un sondage|commercial|une pub|une enquete|une blague|un canular|une arnaque|encore une arnaque|serieux|une escroquerie|une promo|un jeu|un concours|legal|obligatoire|vrai)
      quelle (aide|prime|offre|demande|assurance|question|question deja|proposition|enquete|raison|histoire|etude)
      ^ quel (questions|genre|type|sujet|projet|contrat|formulaire|site|courrier|dossier|genre de)
      quelles questions
      c'est quoi
      c'est (quel|quelle|quels|quelles) _
      (ai|a|avait|avais|aurais) (demande|dit|signe|rempli|fait) quoi
    `),
  },
  {
    act: 'question',
    topic: 'other',
    weight: 0.85,
    notAfter: ['sais', 'sait', 'vois', 'voit', 'comprends', 'savez', 'saurais'],
    say: phrases(`
      (ca|cela) (dure|prend|va durer|va prendre) (combien|longtemps)
      (y en a|y'en a|c'est|ca) pour combien
      combien (de temps|de questions|de minutes)
      (c'est|ce sera|ca sera) (long|rapide|quand|ou|comment|lequel|laquelle|quel jour|pour quand)
      (quand|quel jour|a quelle heure) (est ce|vous|ca|il|c'est)
      comment (ca marche|ca se passe|ca fonctionne|on fait|faire|ca|vous|tu|est ce|il|je|c'est)
      (est ce que|est ce qu'|est ce) (vous|tu|il|elle|on|je|ca|c'est|y a|les|le|la|j')
      ^ [<yes>|mais|et|allo|bonjour] (qui|quoi|ou|quand|lequel|laquelle|lesquels|quelle|quel|quels|quelles) (est|sont|c'est|ca|je|vous|on|tu|il|j')
      (avez|etes|pouvez|voulez|savez|faites|vendez|proposez|appelez|connaissez|travaillez|allez|devez|pourriez|auriez|seriez) vous
      (as|es|peux|veux|sais|fais|vas) tu
      (puis|ai|dois|suis|pourrais|peux) je
      (c'est|vous etes|ca) (serieux|une blague|une plaisanterie|vrai ca) [ou quoi|la]
      ou quoi
      (c'est|vous|t'es|tu) (etes|es|faites|_) [_] [_] ou quoi
      ca veut dire quoi
      (ca sert|ca rime|a quoi ca sert) [a quoi]
      (vous|tu) [en] (etes|es) (sur|sure|certain|certaine) $
      quelle heure
      (ou|dans quelle ville|dans quelle region) (vous|etes|se)
      et (apres|si|les|pour|mes|mon|ma) _
      (vous|tu) (avez|as) (un site|des references|un numero|une adresse|quoi|combien|quel)
      (vous|tu) (pouvez|peux|pourriez) [me'|nous] (expliquer|dire|preciser|donner|confirmer|garantir|prouver)
      (rappelez|redites) moi (votre nom|le nom|qui|de quoi)
      vous parlez (de quel|de quoi|d'ou|de qui)
      et vous
      (voudrais|veux|voulais|aimerais|souhaite|peux|peut) savoir (d'ou|qui|comment|combien|pourquoi|ce que|quoi|quel|quelle|a qui|de quoi|ou|pour quoi)
      (va|ca va) [me|nous] (couter|engager|rapporter|apporter|faire) (quoi|combien)
      (y a|y a t il) (un|une) (humain|personne|vraie personne) derriere
      (suis|sommes|est) (je|nous|on) (enregistre|enregistree|ecoute|filme)
      (cet|l'|cette) (appel|conversation) est (enregistre|ecoute|enregistree)
      (c'est|ca) par rapport a _
      (y a|il y a|il faut|faut|ca fait|j'ai|vous avez) (quoi|quel|quelle) [_] [_]
      [je] (peux|puis) [je] (me retracter|annuler|changer|arreter|resilier|refuser) [quand|a|si]
      (suis|etes|sommes|sont) (je|vous|nous|ils) [_]
      (cet|cette|l') (appel|conversation) est (enregistre|enregistree|gratuit|surtaxe)
      (s'est|est il|il s'est) passe (quelque chose|quoi)
      (y a|il y a) (un|des) (probleme|souci|problemes)
      c'est (urgent|grave) [$]
      (ai|a) gagne [quelque chose|quoi]
      on se connait [non|ou]
      et si (je|j'|on|ca) [_] [_] [_]
      ca (revient|va revenir|me revient|sera|coute) [plus] (cher|combien)
      (on|qui) vous a (donne|file|refile|vendu|transmis) (mon|mes) _
      (y a|est|faut|peut|doit|sera|fait|existe|coute) [t] (il|on|elle) [des|un|une|le|la|que] [_]
      (j'ai|ai) [juste|quand meme] une (question|petite question)
      [je] (peux|puis|pourrais) [je] [vous] poser une question
      ^ (une|juste une|petite) question $
      (vous|tu) (pouvez|pourriez|peux) [me'|nous] (dire|rappeler|preciser|redonner|donner|expliquer|confirmer|redire) (qui|de quoi|votre|comment|combien|d'ou|pourquoi|ce que|pour quoi|a quoi) [_]
      (vous|tu) (pouvez|pourriez|peux) [me'|nous] rappeler (le nom|le sujet|l'objet|le nom de) [_]
      (et si|si) (je|on) (dis|dit|refuse|accepte|reponds|veux|prends) _
      en (dire|savoir) (plus|davantage) $
      (vous plaisantez|vous rigolez|tu plaisantes|tu rigoles)
      qui dit que
      c'est (vous|toi) qui (m'|me|avez|as|m'avez) [_]
      vous etes (une|un) (association|entreprise|societe|banque|assurance|mutuelle|boite|courtier|artisan|organisme)
      (vous|tu) etes $
      (excusez moi|pardon) (vous etes|c'est|qui|quoi|tu es)
      a quoi (ca|cela) (sert|rime|correspond|m'engage)
      (c'est|ca|vous etes|tu es) ... au moins $
      c'est [bien] (legal|autorise|fiable|serieux)
      (vous|tu) (etes|es|faites) [bien|pas] (une arnaque|serieux|officiel|officiels|agree|agrees|legitimes)
      qu'est ce que (j'y|je|on) (gagne|gagner|risque|dois|peux|peut)
      (qu'est ce que|que|qu') (je|on) (dois|peux|peut|doit) (faire|dire|repondre)
      (ca|cela) (m'|nous) (apporte|rapporte|fait) quoi
      (vous|tu) (parlez|dites|voulez dire|entendez) quoi par
      (ca|cela) veut dire
      (c'est|ca) (valable|disponible|pour) (ou|quand|jusqu'a quand|combien de temps)
      (c'est|ce serait|ca sera) (quand|a quelle heure|quel jour|avec qui|ou)
      (vous|tu) (avez|as) (une carte|un site|un numero|une adresse|un agrement|des avis|des references)
      (pourquoi|comment|depuis quand) (vous|tu|j'|je|on) [_] [_]
      (vous|tu) (faites|proposez|vendez|offrez) quoi
      (et|mais) (apres|ensuite|alors) $
      (vous|tu) (desirez|voulez|cherchez) $
      que (voulez|desirez|puis|cherchez) (vous|je) [pour vous]
      c'est quoi (le|la|l'|les|votre|cette|ce|ton) _
      ^ [<yes>|allo|bonjour] [c'est] encore pour (la|le|les|l'|mon|ma|mes|un|une|des) _
      c'est encore pour _
      c'est (valable|dispo|disponible|ouvert|reserve|possible|prevu|rembourse|compris|obligatoire|accessible|compatible|garanti|fiable|offert|taxe) [aussi|pour|que|avec|a|par|chez|dans|en|meme] [_] [_]
      (c'est|ca) (quoi|qui) (le|la|votre) _
    `),
  },
  {
    // « j'ai demandé ça quand, moi »
    act: 'question',
    topic: 'other',
    say: phrases(`
      ^ (je|j'ai|on|vous|tu|ca|c'est) _ [_] [_] (quand|comment|combien) [moi|ca] $
    `),
  },
  {
    act: 'repeat',
    say: phrases(`
      ^ (hein|quoi|comment|pardon|excusez|excuse|pardonnez moi|plait il|excusez moi|excuse moi|desole|desolee|comment ca|quoi donc|qu est ce|de quoi|vous dites|tu dis|que dites vous) $
      pardon
      hein quoi
      quoi hein
      (comment|quoi) [ca] (comment|quoi)
      plait il
      comment (vous dites|tu dis|vous avez dit|dites vous|avez vous dit)
      (que|qu'|qu'est ce que) (avez|as) (vous|tu) [dit|demande]
      du mal a [vous|t'] (entendre|comprendre|suivre)
      (j'ai|on a|j'avais|nous avons) (pas|rien|mal|pas tout|pas tres|pas bien|rien du tout|meme) [tres|bien|tout|trop] (compris|entendu|saisi|suivi|capte|pige|capté|entendue|ecoute)
      (je|on|nous) [vous|t'|te|y|le] (comprends|comprend|entends|entend|capte|saisis|pige|recois|entendez|ecoute) (pas|rien|mal|tres mal|plus|a peine|pas tres|pas bien|guere|goutte|que dalle|pratiquement)
      (j'|on|je) (vous|t'|y|n'y|) (entends|entend|comprends|comprend) (pas|rien|mal|plus|tres mal|a peine|goutte|quedalle|que la moitie)
      entends [vraiment|tres] (rien|pas|mal|plus)
      comprends (rien|pas|mal|plus)
      (pas|rien|mal) (compris|entendu|saisi|capte)
      (vous pouvez|tu peux|pouvez vous|peux tu|pourriez vous|vous pourriez|est ce que vous pouvez|faudrait|il faut|faut) [me'|nous|le|la] [me'] (repeter|redire|reformuler|parler (plus|moins) _|recommencer|reprendre|articuler|dire ca)
      (repetez|repete|repeter|redites|redis|reformulez|recommencez|reprenez) [moi|ca|s'il vous plait|un peu|la question|voir|encore]
      (parlez|parle|parler) [un peu|beaucoup] (plus|moins) (fort|lentement|vite|doucement|haut|distinctement|clairement|pres)
      ^ (plus|moins) (fort|lentement|vite|doucement|haut)
      (doucement|lentement) [s'il vous plait|vous parlez]
      (vous parlez|tu parles|vous allez|ca va) trop (vite|bas|doucement|loin)
      articulez
      (y a|il y a) (des coupures|des interferences|des bruits)
      [parlez] plus (distinctement|pres du micro|clair)
      (haussez|montez) [la|le] (voix|ton|son)
      (connexion|ligne|liaison|reseau|communication|son) est (pourrie|pourri|mauvaise|mauvais|nulle|nul|horrible|catastrophique|hachee|affreuse)
      (c'est|ca) [tout] (hache|coupe|bugue|bug|lague|gresille|sature|couper)
      (je|on|vous|tu) (vous|m'|m|t'|l') (ai|avez|as|a) perdu
      (y a|il y a) (un decalage|de l'echo|un echo|du souffle|de la friture|des parasites)
      ^ (encore|quelle question|toujours la|vous etes toujours la) $
      (vous|tu) (voulez savoir|demandez|demandiez|vouliez) quoi [deja]
      qu'est ce qu'(il|y|elle|on) (dit|raconte|me dit|a dit|veut dire)
      (qu'est ce que|qu'est ce qu') (vous|tu|t'|vous m'|il) [m'|me|] (avez|as|a|disiez|dites|dis|disais|racontez) [dit|raconte]
      (vous avez|t'as|tu as|vous m'avez|il a) dit quoi
      vous (dites|disiez|disez) [quoi]
      que (dites|disiez) vous
      (vous|tu) (m'|me) (entendez|entends|recevez|ecoutez)
      (m'entendez|m'entends|m'entend) [vous|tu]
      est ce que vous m'entendez
      (ca|la ligne|la communication|le son) (coupe|gresille|capte|hache|saute|passe|est mauvaise|est tres mauvaise|est coupee|est pas bonne|fait du bruit|resonne|siffle|couine|decroche|est mauvais|est hachee)
      (mauvaise|tres mauvaise) (ligne|communication|reception|connexion)
      (y a|il y a|j'ai) (de la friture|du bruit|plus de reseau|pas de reseau|un mauvais reseau|de l'echo|un echo|pas de son|plus de son)
      (vous|tu) (coupez|hachez|etes loin|etes la|es la|me recevez|etes toujours la|etes encore la|grésillez|marmonnez)
      (y a|il y a) quelqu'un [au bout du fil|en ligne|a l'appareil]
      je suis [un peu|tres] (sourd|sourde|dur d'oreille|dure d'oreille|malentendant|malentendante)
      (sourd|sourde|dur|dure) (d'oreille|de la feuille)
      (encore|une|deuxieme|autre) fois s'il vous plait
      une (deuxieme|seconde|derniere) fois
      (y avait|il y avait|y a|j'avais|y'avait) (le|la|du|un|une|trop de|plein de) (bruit|tracteur|camion|moto|train|vent|musique|tele|aspirateur|perceuse|marteau piqueur|avion|chien) [qui _ | a cote | derriere]
      (y avait|il y avait|y'avait) (le|la|du|un|une) _
      vous pouvez (repeter|redire)
      (quelle|c'etait quoi la|c'est quoi la|la) question [deja|c'etait quoi|c'est quoi|s'il vous plait]
      (vous avez|c'est) quoi (vous|que vous) (dites|avez dit)
      quoi (vous|tu) dis
      (j'ai|on a) (pas|rien) (tout|bien) _
      j'entends
      (faites|allez) (pas|moins) si vite
      pas si vite
      excusez moi (quoi|comment|pardon)
      (j'ai|y a) (rate|loupe|perdu) (le|la|le debut|la fin|une partie|un bout|le fil)
      je vous suis pas
    `),
  },
];
