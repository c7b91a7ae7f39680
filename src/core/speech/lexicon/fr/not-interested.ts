/** No to the call as a whole, politely or not, without forbidding others. */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const notInterested: readonly PhraseGroup[] = [
  {
    act: 'refusal',
    say: phrases(`
      (ai|a|avons) [vraiment|absolument] ! (confiance|envie|d'interet|le coeur a) [de']
      (<i>) (ai|a|avons) ! (confiance|envie|d'interet) [de'] [_]
      (gentil|aimable|sympa|bien) [de'|d'] [_] [mais|oui mais] mais (non|pas|je)
      (<i>) aime ! (ca|cela)
      (ai|a|avons) assez (de|d') _ comme (ca|cela)
      (occupez|occupe|melez|mele|meler) (vous|toi) de (vos|tes|ce qui|ce) _
      (ca|cela|c') (vous|te) (regarde|concerne) !
      (c'est|est) ! (vos|tes|votre) (affaires|oignons|affaire|probleme)
      (ca|cela) concerne !
      (refuse|decline|rejette) (votre|vos|cette|toute|l') (proposition|offre|offres|invitation|etude|visite|demande)
      (vais|prefere|dois) (decliner|refuser|raccrocher)
      c'est [que] du (baratin|vent|blabla|pipeau|cinema|bluff|vol)
      (vous etes|c'est) tous [les] (memes|pareils|pareil)
      (parle|reponds|discute|cause) ! [a|aux|avec] [les|des|un] (demarcheur|demarcheurs|vendeur|vendeurs|commerciaux|inconnus|commercial|escrocs|gens que _ _ _)
      (fichez|fiche|foutez|fous|barrez|levez|leve) (le camp|vous|toi)
      pas question que (je|on) (signe|achete|donne|paie|souscrive|change|prenne|accepte) [_]
      non [c'est] [pas] la peine
      ! la peine merci
      veux ! de (demarchage|publicite|pub|vendeur|vendeurs|commercial)
      on verra ! [ca]
      ! (interesse|interesser|interessee|interesses|interessees|interessant|interessants)
      (est|sont|etait) deja (isole|isolee|isoles|isolees|equipe|equipee|faite|fait|assure|assuree|refait|refaite|changee|change|installe|installee|couverte|renovee|pris|prise)
      (bon (vent|debarras)|allez bosser|va bosser|allez travailler|trouvez vous (un|une) _ [_])
      [avez|as] [!] honte [de|d'] [_]
      c'est (honteux|scandaleux|lamentable|pitoyable|inadmissible)
      horreur (de|du|des|qu'on)
      mieux a faire
      ni (le temps|l'envie|besoin|envie) ni (l'envie|le temps|l'argent|envie|besoin|les moyens)
      (vos|votre|tes|ton) ... (non merci|tres peu pour moi)
      (<i>) (suis|est|sommes) [tres] (bien|content|contente|satisfait|satisfaite|assure|assuree|equipe) (chez|avec|dans) (mon|ma|le|la|notre|un|une) _ [_]
      [(j'|on|je) (ai|a|avons)] (pas|plus|aucun) [de|le] temps (a (vous|te|leur|y|perdre)|pour (ca|vos|ces|vous|ce genre|les))
      au dessus de mes moyens
      (achete|acheter|accepte|accepter|gagne|prends|prendrai|signe|signerai|acheterai) rien
      (<i>) (acheterai|acheterons|achetera|achete) rien [_] [_] [_] [_]
      rien (acheter|accepter|signer|prendre|commander) [au|par] [telephone]
      donne ! suite [a]
      (bien|tres bien|deja) (pourvu|pourvue|fourni|fournie|servi|servie|fournis|servis)
      (on est|je suis|on a) (fournis|pourvu|pourvue|pourvus)
      tout le necessaire
      (ai|a) (un|une|mon|ma) [tres|super] [bon|bonne|propre] (assureur|assurance|banque|mutuelle|courtier|fournisseur|conseiller) [_]
      (vois|voit|trouve|a|ai) (pas|aucun|aucunement) [l'|d'] (interet|utilite)
      (me|nous|m') (concerne|regarde|interesse) [en] (rien|pas)
      (ca|tu|vous) (me|m'|nous) (gave|gaves|gavez|soule|soules|soulez|saoule|ennuie|ennuyez|ennuies|casse|cassez|casses|gonfle|emmerde|fatigue) [les] [pieds|couilles|bonbons|oreilles]
      c'est pas chez moi que
      (fils|bande|espece|sale|gros|pauvre) [de] (chien|con|robot|robots|porc|merde|voleur|_ de merde)
      tu pues
      quel culot
      (<yes>|mais) (c'est ca|bien sur) (au revoir|et mon cul|prenez moi _ _)
      (prenez|prends) (moi|nous) pour (un|une|des) _
      en fin de vie
      (bla bla|blabla|gna gna|patati)
      ! (une|un|votre|des|de) (vache a lait|vaches a lait|pigeon|pigeons|poire|bonne poire|distributeur|banque|ne d'hier|lapin de six semaines)
      aime ! (qu'|que|les|le|ca|etre|ce|ces|cette|tes|vos|trop) _ [_]
      (pouvez|peux|pourrez) (vous|te) (le|la|les|l') (garder|mettre|carrer|fourrer|rouler) [_]
      (osef|balec|balek|rab|pas que ca a faire)
      merci [mais] (ca va|c'est bon|ca ira) [tres|bien] comme (ca|je suis|on est)
      (on|je) (va|vais|dois|veux) (vous|te) laisser
      (sens|sent|flaire|renifle|vois|voit) [venir] (l'|le|la|une|un) <scam>
      tout vos _ ca m'interesse !
      (chez|avec) (un|une|le|la) (concurrent|concurrente|concurrence|autre)
      (on|vous|tu) (m'|me|nous) [a|avez|as] (deja|encore|souvent) [eu|appele|pris] pour un (pigeon|con)
      (gardez|garde|remballez|remballe|rangez) (votre|vos|ton|ca|le) _
      (ca|cela) [ne] (vaut|vaudra|rime) [!|rien|a rien] [le coup|la peine]
      (suis|est|sommes) ! (dupe|dupes|amateur|preneur|preneurs|fan|adepte|demandeur|demandeuse|friand)
      (change|changez) de disque
      (vous|tu) (racontez|racontes|dites|dis) (n'importe quoi|des (conneries|betises|salades|bobards|mensonges))
      (on|vous) (m'|nous) [a|avez] deja [fait|eu|vendu|sorti|servi|propose|raconte] [_] [le|la|les|ca|avoir] [coup|chanson|histoire|refrain|disque|blague]
      deja fait (le coup|avoir|arnaquer|rouler|escroquer)
      (me suis|m'etre|s'est) [deja] fait (avoir|arnaquer|rouler|escroquer|plumer)
      (si|quand|le jour ou|lorsque) (j'|on|nous) [ai|a|avons|aurai|aura|en ai|en aurai] [un jour] besoin [de'] [_]
      (si|quand) j'[en] ai besoin
      (si|quand) (je|on) (veux|voulais|cherche|veut|voudrai) [quelque chose|un _|une _|du _] (je|j'|on) (irai|chercherai|ferai|appellerai|trouverai|verrai|vais|demanderai|sais)
      (<i>|leur|y) (fais|fait|faisons) ! confiance
      rien (a vendre|a acheter|a gratter|a prendre|a voir|a signer) [ici|la|chez nous]
      (je|on) (fais|fait) rien [avec|par|sur|au|a|sans] [_] [_]
      (c'est|c'etait) non (pour|a) (tout|_)
      euros de (retraite|pension|revenus|rsa)
      (une|ma|petite) (petite retraite|retraite de misere|pension)
      (suis|est|sommes) (au|a) (rsa|chomage|smic|minimum vieillesse|decouvert|sec)
      (suis|est|sommes) (fauche|fauchee|fauches|ruine|ruinee|surendette|surendettes|interdit bancaire)
      donnerai ! suite
      (interesse|interessera|tente) personne
      (ai|a|avons) rien a faire [avec vous|de (vos|votre|ca) [_]] $
      (arreter|rester|arrete|arretera|finir) la $
      (recherche|recherchons|cherche|cherchons) ! [d'|de|de'] [_]
      lachez l'affaire
      interesse (pas|plus|rien)
      (aucun|pas d'|sans|plus d'|peu d'|zero) [d'] interet
      <it> (me|nous) (dit|tente|parle|inspire|branche|botte|chauffe) (rien|pas|plus|guere) [qui vaille]
      <it> m'(apporte|apportera|sert|servira) !
      <it> (a|presente) aucun interet
      (ai|a|avons|reste) (plus|pas) (de'|d'|assez de') (sous|argent|budget|moyens|finances)
      ^ a d'autres $
      (cause|causez|parle) toujours
      (vendez|vends) du vent
      (ca|cela) m'interesse (pas|plus|guere|rien) [une seconde]
      (j'en|on en) veux (plus|pas)
      (<i>) (souhaite|desire|compte|veux|veut|pense|prefere) ! [en] (changer|poursuivre|continuer|repondre|donner suite|investir|acheter|souscrire|signer|participer|discuter|depenser|bouger|vendre) [d'|de] [_]
      (assure|assuree|assures|client|cliente|clients|equipe|equipes) ailleurs
      [on|j'] en (est|suis|sommes) [tres|bien] (content|contente|contents|satisfait|satisfaits|satisfaite)
      (ai|a) (ma|mon|mes) (banque|assureur|conseiller|courtier|artisan|fournisseur|mutuelle) [pour ca]
      besoin d'(aucun|aucune)
      (mon|ma|notre) (assurance|assureur|contrat|fournisseur|mutuelle|banque|operateur|chaudiere) [actuelle|actuel] [me|nous] (convient|va|suffit|plait) [tres|parfaitement] [bien]
      (ai|a|vois|avons) (pas|aucune) [l'|d'] utilite
      [pas|aucune] utilite
      (<i>|j') (ai|a) [deja] (change|signe|souscrit|renouvele) [il y a|recemment|l'annee|le mois]
      (ca|cela) (me|nous) [est] (serait|sera) ! [utile|d'aucune utilite]
      (<i>) (suis|sommes|est) [pas|plus] (vendeur|acheteur|concerne|concernee)
      (<i>) (veux|veut) (etre tranquille|la paix|pas d'ennuis)
      (c'est|etait) [deja|tout] (fait|regle|vu) [depuis|merci|l'annee]
      (ca|cela) [ne] (m'|nous) [a jamais] (tente|interesse|attire|passionne|emballe) !
      (ca|cela) m'a jamais interesse
      c'est du vent
      toujours pareil avec vous
      (merci|bon) mais (pas|c'est pas) (pour moi|la peine|utile|necessaire)
      (<i>) (passe|passerai|prefere passer) mon tour
      (peu|peux) (m'|me) importe
      (ce|ca) sera sans moi
      (comptez|compte) pas sur moi
      sans moi
      (perdu|perdre) (mon|votre|assez de) temps
      (<i>|j'en|ai) (ai|a) (marre|assez) de (vos|ces|ce|cette) _
      (vos|ces) (appels|offres|propositions|trucs) (m'interessent|nous interessent) !
      m'interessent !
      (gardez|garde) [donc] (vos|votre|ca|le) _ (pour vous|pour toi)
      (ai|a) rien a vous dire
      [c'est] trop cher [pour (moi|nous)]
      (vous|tu) (m'|me|nous) (embetez|embetes|enervez|agacez|cassez|gonflez|saoulez)
      (ai|a|avons) ! [l'] intention de'
      (en|d'assureur|de fournisseur|de contrat) (changerai|change|changerons) !
      (je|on) (changerai|changera|change|changerais) [!] d'(avis|assureur|assurance|operateur|fournisseur)
      (allez|va) (vendre|raconter|dire|chercher|proposer|embeter|faire) ca (a d'autres|a quelqu'un d'autre|ailleurs)
      (faites|fais|vendez|proposez|racontez) (ca|le) a (d'autres|quelqu'un d'autre)
      (commencez|commences|commence) a (me|m'|nous) (gonfler|saouler|souler|enerver|emmerder|fatiguer|agacer|chauffer|casser)
      (allez|bon|bon allez) (salut|ciao|bye|bonsoir|bonne journee|au revoir)
      (faites|fait) (moi|me) rire
      (me|nous) faites (rire|marrer|perdre)
      (<i>) (suis|est|reste) (fidele|satisfait|satisfaite|content|contente) (a|de|avec|chez) _
      (ai|a|avons) ! (de|d') (projet|travaux|projets)
      (<i>) (fais|fait) tout [moi] (meme|en|sur|par) _
      ! besoin (d'etre|de changer|de vos|de votre|de ca|de rien)
      (deja|on a) (un|une|mon|notre) (assureur|courtier|conseiller|banquier|artisan|fournisseur|installateur)
      (je|on) (tiens|souhaite|desire) ! (a|donner|continuer|poursuivre|en savoir)
      (je|on) (prefere|vais) (raccrocher|en rester la|arreter la)
      (restons|en reste|on en reste) la
      (ca|cela) (nous|me) (correspond|concerne|regarde) !
      (suis|est|sommes) ! (concerne|concernee|concernes|votre cible|la cible)
      (pas|plus) (preneur|preneuse|acheteur|client|cliente)
      (vos|votre) (salades|baratin|blabla|boniments|cinema|baratins)
      vos histoires [_ _] $
      c'est (du vol|une honte|du foutage de gueule|n'importe quoi)
      (foutage|foutez vous) de [ma] gueule
      ca (nous|m') [a] interesse (pas|plus|jamais)
      (j'ai|on a) (deja) (repondu|donne|vu|fait le necessaire|fait les travaux|fait faire)
      ni (interesse|interessee)
      (!|aucun|aucunement) besoin [de'|d']
      [<i>] [en] [ai|a|avons] besoin (de rien|d'aucun|d'aucune|ni de)
      (j'ai|on a|nous avons|je possede|j'en ai|on en a) deja [tout|fait|mon|une|un|quelqu'un|assez|ca|ce|signe|donne|change|ma|mes|isole|des|la|le|pris|souscrit|un contrat|ce qu'il]
      [deja] (tout|) ce qu'il (me|nous|) faut
      tout ce dont j'ai besoin
      (j'ai|on a) tout $
      (suis|est|sommes) deja [tres|bien] (equipe|equipee|equipes|client|cliente|clients|servi|assure|assuree|assures|chez|engage|couvert|couverte|pris|isole)
      (suis|est|en suis|sommes|en est) (tres|bien) (content|contente|contents|satisfait|satisfaite|satisfaits)
      (content|contente|satisfait|satisfaite) (de|avec) (mon|ma|ce|la|mes|celle|celui)
      (s'en|s'|m'en) est deja occupe
      (<i>) (vient|viens|venons) (d'en|de le|de la|de les|de tout|de|d') (faire|poser|changer|signer|refaire|acheter|installer|souscrire|isoler|renouveler|demenager)
      (<i>) (suis|est|reste) [tres] bien (comme ca|ou je suis|comme je suis|la ou|la ou je suis|comme on est)
      on est bien comme
      (<i>) (garde|reste) [avec|chez] (mon|ma|ce que) _
      (<i>) (change|changera|bouge|changerai) ! [de']
      (<i>|nous) (veux|veut|voulons|cherche|prends|achete|signe|commande) ! [de ca|acheter|signer|changer|en entendre parler|vous parler|vous repondre|discuter|repondre|continuer|perdre mon temps|par telephone|au telephone|comme ca|du tout|de']
      (<i>) souhaite ! donner suite
      (<i>) donne ! suite
      (j'en|on en|en) (veux|veut|voulons|voudrais|achete) !
      (<i>) (reponds|repond|participe|fais|fait|traite|achete|donne|signe|prends|commande|parle) ! [a|aux|au|de'|d'|avec|rien] [les|des|ces|ce] [_] [_] (telephone|demarchage|demarchages|sondages|sondage|enquetes|appel|appels|publicites|pubs|inconnus|vendeurs|affaires|informations)
      (<i>) (achete|participe) !
      (<i>) reponds ! (a|aux|au)
      (<i>) (fais|fait) ! (d'affaires|confiance|affaire) [par telephone|au telephone]
      (<i>) (fais|fait) ! [rien] (par telephone|au telephone)
      (<i>) (crois|croit) ! (a|aux|en) _
      (ai|a|avons) (!|aucune) (confiance|envie)
      j'y crois !
      (ai|a|avons) ! [de'|le|de projet|en] projet
      (ai|a|avons|ont) ! (les moyens|l'argent|d'argent|le budget|les sous|un rond|un sou|l'age|un centime|un euro)
      (trop) (vieux|vieille|age|agee) pour
      a mon age
      c'est ! (pour (moi|nous|mon age)|mon truc|mon delire|mon rayon|notre truc|dans mes projets|a l'ordre du jour|d'actualite|necessaire|utile|mon probleme|mes oignons)
      tres peu pour moi
      (ca|cela) sert a rien
      ! (necessaire|utile|d'actualite)
      (je|on) (vais|va|veux) raccrocher
      (non|merci) (bonsoir|salut) $
      (je|on) (raccroche|coupe|vous coupe)
      (je|on) (vous|te) laisse $
      (je|on) (vous|te) laisse (bonne|au revoir|a|merci|ca|salut|tranquille)
      je vous arrete [tout de suite]
      (perdez|perds|perdre|perdent) [pas] (votre|ton|mon|notre) temps
      [le|du|de] temps a perdre
      (ai|a|avons) ! (que ca a faire|le temps pour (ca|vos|votre|ces)|de temps a perdre)
      autre chose a (faire|penser)
      d'autres chats a fouetter
      inutile d'insister
      inutile (de|d) (continuer|me|vous fatiguer|rappeler)
      ^ inutile $
      (insistez|insiste|fatiguez) pas
      ! la peine (de|d') (continuer|insister|essayer|me|vous)
      (c'est|) ! la peine $
      (gentil|aimable) mais [je|on|ca|c'est|moi] (non|pas|suis pas|veux pas|ai pas)
      (ca ira|c'est bon) (merci|non|comme ca) [au revoir]
      ^ [non|merci] ca ira
      sans facon (merci|au revoir)
      (laissez|laisse) (tomber|beton)
      (decline) [votre|l'] (offre|proposition|invitation)
      encore (une|de la|des|du|les|un|vos) (arnaque|arnaques|vendeur|vendeurs|demarcheur|demarcheurs|arnaqueur|arnaqueurs|commercial|escroc|escrocs|pub|pubs|demarchage|publicite)
      [j'en|on en] [ai|a] rien a (foutre|cirer|battre|faire de|fiche|carrer|secouer)
      (je|on) (m'en|s'en|m'|me|se|s') (fous|fout|fiche|tape|moque|balance|contrefous|bats|bat|tamponne|contrefiche)
      ca me regarde pas
      ! mon probleme
      (trouvez|cherchez) [vous] (un|quelqu'un) [d'] autre [pigeon]
      autre pigeon
      suis ! (votre pigeon|un pigeon|ne de la derniere pluie|nee de la derniere pluie|client|cliente|acheteur|preneur|preneuse|dupe)
      (vous|tu) (m'aurez|m'auras|m'avez) !
      on me la fait pas
      pour un con
      pour (une conne|un imbecile|un idiot)
    `),
  },
  {
    // « c'est une arnaque ? » asks.
    act: 'refusal',
    asked: 'question',
    say: phrases(`
      (c'est|sent|trouve ca|ca sent|ca pue) [encore] [<a>|de l'|l'|que des] <scam>
      encore (un|une|des|vos) <scam>
      (vous etes|t'es|tu es) [<a>] (escrocs|voleurs|arnaqueurs|charlatans|menteurs|bandits|brigands|truands|faux)
    `),
  },
  {
    act: 'refusal',
    weight: 0.85,
    say: phrases(`
      (vous|tu|on) (vous|te|t'|se) (fichez|fiches|foutez|fous|moquez|moques|payez|paies|payes|fout|fiche|moque) de (moi|nous|ma _|la gueule|qui)
      (prenez|prends|prenez moi|prendre) [moi] pour (un|une|des) _
    `),
  },
  {
    act: 'insult',
    weight: 0.85,
    notAfter: ['mon', 'suis', 'est'],
    say: phrases(`
      <insult> [va]
      (vous|tu|t') (etes|es) [un peu|tous|trop] <rude> [_ _] 
      ^ [<yes>|mais] <rude> $
      (ca va pas|vous allez pas bien|ca va pas bien) (non|la tete|dans la tete|chez vous|la|ou quoi) [non|ou quoi]
      (bande|espece|tas) (de|d) _
      (va|allez) (te|vous) (faire) [foutre|voir|enculer|cuire|mettre|_]
      (va|allez) (voir ailleurs|chier|au diable|mourir|crever|te pendre)
      (faire|faites) (foutre|voir)
      (degage|degagez|barrez vous|barre toi|casse toi|cassez vous|tire toi|tirez vous)
      (ta gueule|ferme la|fermez la|ferme ta gueule|fermez vos gueules|tais toi|taisez vous)
      (foutez|fous|sacre|sacrez) (le|ton|votre) camp
      (nique|niquez|niquer) [ta|vos|votre] [mere|race|morts]
      je (t'|vous) emmerde
      (tu|vous) (me|nous) (saoules|saoulez|gonfles|gonflez|emmerdes|emmerdez|fais chier|faites chier|cassez les|casses les|prenez la tete|fatiguez|fatigues)
      (fais|fait|faites) chier
      ta mere
      mange tes morts
      faire foutre
    `),
  },
  {
    act: 'thanks',
    say: phrases(`
      merci [bien|beaucoup]
      c'est [tres|bien] (gentil|aimable|sympa)
    `),
  },
  {
    act: 'farewell',
    say: phrases(`
      au revoir
      aurevoir
      (bonne|bon|belle) (journee|soiree|continuation|courage|fin de (journee|semaine)|week end|dimanche|apres midi|nuit|route|chance)
      bye [bye]
      (ciao|tchao|tchuss|adieu|basta)
      a la prochaine
      je vous souhaite
    `),
  },
];
