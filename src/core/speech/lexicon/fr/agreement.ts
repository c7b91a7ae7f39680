/** Yes in all its forms, from « oui » to « c'est pas de refus ». */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';
import { subjects } from './subjects.ts';

export const agreement: readonly PhraseGroup[] = [
  {
    act: 'yes',
    notAfter: ['ou', 'que', 'dit', 'dis', 'dire', 'ni', 'pas', 'un'],
    say: phrases(`
      <yes> [<yes>] [<yes>] [<yes>] [<yes>] [<yes>]
      ^ si [si] [si] [si] $
      si si
      (mais|enfin|attendez) si
      ^ mais si
    `),
  },
  {
    act: 'yes',
    weight: 0.7,
    say: phrases(`
      ^ (mh|mmh) [mh|mmh] $
      ^ bon $
    `),
  },
  {
    // « je suis occupé, d'accord ? » agrees to nothing.
    act: 'agree',
    asked: 'nothing',
    say: phrases(`
      d'accord
    `),
  },
  {
    act: 'agree',
    say: phrases(`
      <yes> (merci|voila)
      (mais|que|un grand|bien sur que|evidemment que|dirais que|dis que|pense que|crois que|semble que|dire|dit|plutot|disons) oui
      (bien sur|evidemment) que (si|je|on|ca)
      on peut dire [que] oui
      (<i>|j'|ai|a) ! dit [que|qu'] (je|j'|on|ca) [m'|me|en] (voulais|voulait|veux|refusais|etais) [en|bien] [contre|interesse] !
      ^ sur [sur] [sur] $
      c'est (sur|certain) [hein] $
      c'est ! (un|de) (probleme|souci|drame) [pour moi]
      ca va bien $
      c'est <a> [tres] bonne (idee|chose|nouvelle)
      (bonne|excellente|super|tres bonne) idee
      c'est [exactement|justement|pile] ce (que je cherche|qu'il me faut|qu'on cherche|que je cherchais|que je voulais|qu'il me fallait)
      (ca|cela) (m'|nous) (arrange|irait|ira|aiderait|rendrait service) [bien]
      (<i>) (serais|suis|serait) (ravi|ravie|content|contente|heureux|heureuse) [de'|d']
      (tres|bien) interesse
      ca (peut|pourrait|doit) (m'|nous) (servir|interesser|etre utile|aider)
      (<i>) demande (que|qu'a) (ca|voir)
      (<i>) (suis|reste) (a votre disposition|disponible|tout a vous)
      (<i>|j') (prends|ai pris|note) note
      (vous|tu) (pouvez|peux) (y aller|me parler|me dire|commencer|demander|me poser|poser)
      quand (vous|tu) (voulez|veux)
      (pas|aucun) besoin d'hesiter
      plutot (deux|dix) fois qu'une
      a fond
      c'est (oui|un oui|d'accord)
      (je|on) marche
      je reponds oui
      ^ (si|mais si) (bien sur|absolument|tout a fait|je (suis|veux|confirme)|j'en ai)
      (y a|vois|ai|il y a) (pas|aucune) [de'] raison de' (dire non|refuser|m'en priver)
      (<i>|j'|ai|a) ! dit [que|qu'] [<it>|je] [m'|j'|suis|etais] (interesse|interessait|interessee|interesserait) !
      (<i>|j'|ai|a) ! dit [que|qu'] (<it>|je) (m'|me|suis|etais) (interesse|interessait|interessee) !
      tout juste
      [pour] moi c'est (oui|bon|ok|parfait|d'accord|bien|entendu)
      (ca|cela) [me|m'] [a] fait rien
      (c'est|c'est bien|oui) [a] (lui|elle|moi|lui meme|elle meme|moi meme) (a l'appareil|que vous _|au telephone|en personne|en ligne)
      c'est bibi
      (de|du) (votre|ton|meme) avis
      en (serais|suis|serait) (ravi|ravie|content|contente|heureux|heureuse|enchante|enchantee)
      (ce|ca) serait (super|top|genial|parfait|chouette|sympa|cool|formidable|avec plaisir|volontiers|bien)
      [rien|y a rien] (s'y|qui s'y) oppose
      c'est pas moi qui (vais|va|dirai|dirais) [dire] (non|refuser)
      qu'est ce que (j'ai|je|on a) [a|peux|y] perdre
      laisserais [bien] tenter
      ca coule de source
      (c'est bon|oui|d'accord) quoi $
      chaud patate
      [un] peu mon neveu
      ^ (allez|bon|oui|bon allez|ma foi) soit $
      (ca|cela) tombe [super|drolement] bien
      vendez moi du reve
      (pour sur|ca a (de l'allure|du bon sens|du sens)|pas pire|c'est beau|ca m'adonne|on est ensemble|c'est bon meme|ca fait plaisir|a la perfection|sans faute)
      (veux|veut|voudrais|accepte) [tres] [bien] (que|qu') (on|vous|tu|il) [m'|me|en|y|nous|se] _
      va pour _
      pourquoi (je|on) (dirais|dirait|refuserais|refuserait|dis|dire) [non] [hein] [si c'est _]
      (tip top|au poil|ca matche|tope|topez la|ca baigne|yes sir|a la bonne heure|formidable|adjuge|emballe c'est pese)
      (on|je) (part|pars|demarre|commence|lance|y va) [la dessus|sur ca|comme ca]
      (dis|dire|peux dire|dirais|pretends|pretendre) ! le contraire
      (peux|peut|vais|saurais) ! (dire|pretendre) le contraire
      (pas le|pas du) moindre (probleme|souci|doute|inconvenient)
      (<i>) (suis|serais|est) (assez|plutot|carrement|tres) (partant|partante|chaud|chaude|pour|favorable)
      (on|je) (peut|peux|va|vais) [toujours|bien] (ecouter|vous ecouter|discuter|en discuter|regarder|voir ca ensemble|essayer|en parler)
      envoyez la (sauce|suite|puree)
      (le|un|votre) conseiller peut (m'|me) <phones>
      (quand|comme) (il|vous) (veut|voulez|voudra)
      je suis favorable
      c'est (nous|elle|lui) [memes|meme] $
      (j'ai|on a) (laisse|donne|rempli|fait) [bien] (mes|une|un|ma) (coordonnees|demande|formulaire|numero)
      (c'est|ca reste|toujours) d'actualite
      (ca|cela) (vaut|vaudrait) le coup
      (<i>) (suis|est) bien (<a>|le) proprietaire
      (j'|je) avoue
      (je|on) dit pas mieux
      au top
      (avec|mais avec) plaisir
      (je|on) (peux|peut) vous (accorder|donner) (une|deux|cinq|quelques) (minute|minutes)
      bien (sur|entendu|evidemment)
      avec (plaisir|joie|grand plaisir)
      [bien] volontiers
      pourquoi (pas|non)
      oui [je|on] (crois|pense|suppose|imagine|espere)
      ^ [oui] on peut $
      parlons en
      (pardon oui|oui pardon)
      let's go
      sur et certain
      et comment
      ca marche pour (moi|nous)
      c'est parti
      (allons|on) y [va]
      on (peut|va) [y] (continuer|commencer|aller|y aller|faire ca|essayer|faire comme ca)
      (faisons|on fait) comme ca
      faites [donc|seulement] $
      va pour
      marche conclu
      envoie donc
      envoye donc
      (c'est|ca sera) (bon|ok|parfait|entendu|d'accord|correct|nickel|impeccable|super|note|valide|oui|beau|tout bon) [pour (moi|nous)]
      (bon|ok) pour (moi|nous)
      tout bon
      <it> (marche|roule|joue|baigne|gaze|colle|le fait|peut le faire|fait mon affaire|tombe bien|irait|arrange)
      <it> (me|nous|m') (va|irait|arrange|arrangerait|convient|conviendrait|plairait) [bien|tres bien|parfaitement]
      (pas|aucun|zero|nul) [de'] (souci|soucis|probleme|problemes|mal|tracas|malaise|lezard|inconvenient|objection)
      sans (souci|soucis|probleme|hesiter|hesitation|inconvenient)
      (y a|il y a|y'a|vois|voir|voyez) (pas|aucun|nul) [de'] (souci|soucis|probleme|problemes|mal|inconvenient|objection)
      (c'est|etait|serait|dirais|dis|ai|a|suis|est) ! (de'|un) refus
      pas de refus
      (<i>|j') [vous|te|vais|va|ai|avais|peux|pourrais|sais] (dis|dit|disais|dirai|dirais|ai|a|avais|dirons) ! [dit|dire] [que] (non|j'etais pas interesse|je refusais|le contraire)
      (<i>|j'|) (vais|peux|peut|va|pourrais) ! dire [que] non
      (<i>|j') [ai|a|] (refuse|refusais|refuserais) !
      (<i>|j') (ai|a) ! refuse
      c'est ! (un|) non
      (j'ai|on a) ! dit [que] (j'etais|je suis|c'etait) ! interesse
      je vois ! pourquoi (je|on) (dirais|refuserais|dirait)
      (<i>|j'|nous) (suis|est|serais|serait|sommes) ! (contre|oppose|opposee|opposes|ferme|fermee|hostile)
      ! (contre|oppose|opposee) $
      <it> (me|nous) (derange|gene|pose|embete|ennuie|coute|gênerait|derangerait) ! [de'] [souci|probleme]
      (vous|tu) (me|nous) (derangez|deranges|derange|genez|gene|embetez) !
      ca mange pas de pain
      rien (a perdre|contre)
      (demande|attends|attendais) (que ca|pas mieux)
      comme (vous|tu) (voulez|veux|preferez|voudrez)
      a votre aise
      ca se refuse pas
      y a moyen
      (on|nous) (est|serait|sommes|serions) [bien|tres] (preneur|preneurs)
      (<i>|j') (suis|serais) [ok|tout a fait|bien] (partant|partante|chaud|chaude|preneur|preneuse|d'accord|ok|tout a vous)
      (<i>|j') (suis|serais) [tout a fait] pour $
      (<i>) (prends|signe|valide|marche|confirme|vous confirme) $
      (<i>) (veux|veut|voudrais|souhaite) [tres] bien
      tout a fait [d'accord]
      en effet
      non peut etre $
      je vous en prie
      (c'est|c'est bien) moi [meme]
      (moi|lui|elle) meme
      en personne $
      c'est bien (lui|elle|moi|ca)
      ^ [<yes>|mais|alors] carrement
      ^ [<yes>|mais|alors] absolument
      ^ [<yes>|mais|alors] exactement
      ^ [<yes>|mais|alors] exact
      ^ [<yes>|mais|alors] parfaitement
      ^ [<yes>|mais|alors] parfait
      ^ [<yes>|mais|alors] clairement
      ^ [<yes>|mais|alors] assurement
      ^ [<yes>|mais|alors] certainement
      ^ [<yes>|mais|alors] certes
      ^ [<yes>|mais|alors] effectivement
      ^ [<yes>|mais|alors] affirmatif
      ^ [<yes>|mais|alors] evidemment
      ^ [<yes>|mais|alors] naturellement
      ^ [<yes>|mais|alors] forcement
      ^ [<yes>|mais|alors] nickel
      ^ [<yes>|mais|alors] impeccable
      ^ [<yes>|mais|alors] impec
      ^ [<yes>|mais|alors] banco
      ^ [<yes>|mais|alors] grave
      ^ [<yes>|mais|alors] top
      ^ [<yes>|mais|alors] super
      ^ [<yes>|mais|alors] genial
      ^ [<yes>|mais|alors] excellent
      ^ [<yes>|mais|alors] formidable
      ^ [<yes>|mais|alors] entendu
      ^ [<yes>|mais|alors] soit
      ^ [<yes>|mais|alors] positif
      ^ [<yes>|mais|alors] correct
      ^ [<yes>|mais|alors] certain
      ^ [<yes>|mais|alors] tiguidou
      ^ [<yes>|mais|alors] justement
      ^ [<yes>|mais|alors] largement
      ^ [<yes>|mais|alors] volontiers
      ^ [<yes>|mais|alors] tope la
      ^ [<yes>|mais|alors] tres bien
      ^ [<yes>|mais|alors] trop bien
      ^ [<yes>|mais|alors] ca peut
      ^ [<yes>|mais|alors] bonne idee
      ^ [<yes>|mais|alors] allez $
      ^ [<yes>|mais|alors] vendu
      ^ [<yes>|mais|alors] adjuge
      ^ [<yes>|mais|alors] pas mal
      ^ [<yes>|mais|alors] yeah
      ^ [<yes>|mais|alors] valide
      ^ [<yes>|mais|alors] toujours
      ^ [<yes>|mais|alors] depuis
      ^ [<yes>|mais|alors] totalement
      ^ [<yes>|mais|alors] completement
      ^ [<yes>|mais|alors] deux minutes
      ^ [<yes>|mais|alors] bien vu
      (carrement|absolument|grave|nickel|volontiers) $
    `),
  },
  {
    act: 'agree',
    weight: 0.85,
    say: phrases(`
      (je|j'|on) [y] (pense|crois|suppose|imagine|espere) [bien|que] (oui|si)
      je (crois|pense) bien
      il me semble [bien] [que oui]
    `),
  },
  {
    act: 'agree',
    negated: 'disagree',
    say: phrases(`
      (c'est|c'etait) # [bien|tout a fait] (ca|cela|exact|vrai|juste|le cas|bien ca)
      (<i>|j'|nous) (suis|est|sommes|serais) # d'accord
      <it> (me|nous) # (convient|va|arrange|plait|irait) #
      <it> (me|nous|m') (convient|va|arrange|plait|irait) #
      <it> (va|joue|marche) # [comme ca] $
      (<i>|j') (accepte|approuve|adhere) #
      (<i>|j') (souhaite|desire|voudrais) #
      (c'est|c'etait) # moi qui
      (<i>|j') en (ai|a) # [une|un|deux|trois|plusieurs]
    `),
  },
  {
    act: 'agree',
    negated: 'disagree',
    notAfter: ['on', 'que', 'qu', 'vous', 'tu', 'il', 'elle', 'ca', 'ils'],
    say: phrases(`
      (<i>|j'ai|j'en ai) (ai|a|l'ai) # [bien|deja] (fait|demande|rempli|recu|vu|eu|souscrit|signe)
    `),
  },
  {
    act: 'agree',
    negated: 'busy',
    say: phrases(`
      (j'ai|on a|j'aurai|nous avons|je dispose) # [tout] [de'|le|un peu de|quelques|une|deux|cinq|trente|dix|mon|trois] [petite] (temps|minutes|minute|instants|instant|secondes|seconde|moment)
    `),
  },
  {
    act: 'agree',
    negated: 'unsure',
    say: phrases(`
      (<i>|j') (dis|dit|dirais|ai dit|a dit|disais) # [dit] [que] oui
      (<i>|j'|on) (ai|a) # dit oui
      c'est # un oui
    `),
  },
  {
    act: 'interest',
    negated: 'refusal',
    say: phrases(`
      <it> # (m'|nous|me|peut m'|pourrait m'|peut nous|pourrait nous|va m'|risque de m'|pourrait|peut|vous) # (interesser|interesse|interesserait|interessera|interressait) #
      (m'|nous) (interesse|interesserait|interessera) #
      (<i>|j'|nous|etre) (suis|est|sommes|serais|serait|reste|ete|etais|sera) # [plutot|assez] (interesse|interesser|interessez|interessee|interesses|interessant|interessees)
      (<i>|j') (suis|serais) # (curieux|curieuse|motive|motivee|tente|tentee|emballe|emballee|demandeur)
      <it> (me|nous) # (tente|dit|botte|interpelle|chauffe|seduit|tenterait|dirait|parle|branche|inspire|emballe) #
      <it> (a l'air|semble|parait) # (bien|interessant|pas mal)
      (c'est|serait) # interessant
      (<i>|j') (aimerais|voudrais|veux|veut|souhaite|souhaiterais|souhaiterai) # [bien] (en savoir|essayer|profiter|en profiter|des infos|des informations|plus d'infos|une proposition|un devis|participer|etre rappele|etre rappelee|etre contacte|etre contactee|qu'on m'explique|voir ca|entendre)
      (<i>) (veux|veut) # (bien|une proposition|un devis)
      (j'en|on en) (veux|veut|voudrais|prends) #
      (j'|on|nous|j'en|on en) (ai|a|avons|aurais) # [bien|grand] besoin #
      (<i>) (cherche|cherchait|cherchais) (justement|ca|une|un)
    `),
  },
  {
    act: 'go_on',
    notAfter: [...subjects, 'entendu', 'as', 'ont', 'aviez', 'avais', 'avait', 'etait', 'ete'],
    say: phrases(`
      allez y
      vas y
      allez [donc|seulement|toujours] (dites|racontez|expliquez|posez|on|raconte)
      ^ (go|feu)
      (continuez|continue|poursuivez|poursuis) [donc]
      (dites|dis) (toujours|donc|voir|moi [tout]|m en [un peu|en] [plus]|moi en plus)
      (dites|dis) $
      (expliquez|explique|racontez|raconte|exposez|precisez|presentez|presente|detaillez) [moi|nous|donc|toujours|voir|ca]
      (parlez|parle) [m en|donc|toujours|seulement|je vous ecoute]
      (posez|pose) [moi|donc|toujours] (vos|votre|la|les|ta|tes|toujours) [questions|question]
      posez [toujours|donc|seulement] $
      ^ (demandez|demande) [toujours|donc] $
      (lancez|lance) (vous|toi)
      commencez
      (envoyez|envoie|balancez|balance) $
      proposez [toujours|donc|moi]
      (faites|fais|faut faire) [moi ca] vite
    `),
  },
  {
    act: 'listens',
    say: phrases(`
      (je|j'|on) (vous|t'|te) (ecoute|ecoutons|suis)
      j'ecoute
      tout ouie
    `),
  },
  {
    act: 'go_on',
    say: phrases(`
      (je suis|on est) (pret|prete|prets|a l'ecoute|a vous|tout a vous)
      vous avez (une|deux|trente|cinq) (minute|minutes|secondes)
      (vous|tu) (pouvez|peux) (continuer|y aller|parler|poser|commencer|m'expliquer)
      qu'il (me'|nous) <phones>
      (je|on) (vous|te) laisse (m'|me|nous) _
      (je|on) (vous|te) laisse (parler|continuer|faire|poursuivre|commencer|expliquer|finir|dire|presenter)
      (vous pouvez|il peut) me transmettre
    `),
  },
  {
    act: 'fact_yes',
    negated: 'fact_no',
    weight: 0.7,
    say: phrases(`
      (<i>|nous) (suis|est|sommes|suis que) # [le|la|les|l'] [heureux] (proprietaire|proprietaires|proprio|proprios|majeur|retraite|retraitee)
      (j'ai|on a|j'habite|on habite|nous avons|je vis|je possede|j'en ai) # (une|ma|notre|la|dans une|en|un) [petite|grande|vieille|belle] (maison|villa|pavillon|ferme|longere|baraque|jardin)
      (c'est|j'ai) # (a moi|a nous|ma maison|notre maison|un pavillon|une maison|une villa|le mien|la mienne)
      <it> fait # [plus de'] <number> (ans|mois|an)
      (j'en|on en) (ai|a) #
      (j'ai|on a) # ca
    `),
  },
  {
    act: 'fact_yes',
    weight: 0.8,
    say: phrases(`
      (ai|a) [juste|que|seulement] (une|deux|trente|cinq|dix) (minute|minutes|seconde|secondes) [pas plus|maximum|max|grand max|a vous accorder]
      vite [fait] $
    `),
  },
  {
    act: 'fact_yes',
    weight: 0.7,
    say: phrases(`
      ^ [des|le] (proprietaire|proprietaires|proprio|proprietaire occupant)
      ^ (une|en|dans une|ma) (maison|villa) [individuelle]
      ^ (maison|pavillon|villa) [individuelle] $
      ^ (depuis|plus de'|ca fait) _
    `),
  },
];
