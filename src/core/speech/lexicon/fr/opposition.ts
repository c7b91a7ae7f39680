/**
 * Words that forbid further calls or the use of the number, or threaten with a complaint about calls. A call that misses one of
 * them breaks the law; one that invents it loses a contact for ever: hence whole constructions, and the look-alikes beside them.
 */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const opposition: readonly PhraseGroup[] = [
  {
    // A command with its negation: « ne m'appelez plus », « rappelez pas ». Behind a subject of another kind it is a statement.
    act: 'opt_out',
    firm: true,
    notAfter: ['ca', 'cela', 'je', 'il', 'elle', 'me', 'm', 'nous', 'en', 'j', 's', 'se'],
    say: phrases(`
      (me'|nous|le'|la|les|l') <call> ! [de (votre|ma|la) vie|a ce numero|ici|du tout]
      <call> !
      <call> (moi|nous) !
      (vous|tu) (arretez|arretes) (de'|d'|maintenant|tout de suite|immediatement|vos|ca)
      [vous] <phones> ! [ici|a ce numero|chez moi]
    `),
  },
  {
    act: 'agree',
    firm: true,
    say: phrases(`
      (vous|tu|ca|cela) (me|nous|m') <bother> (pas|aucunement|nullement|absolument pas)
      [me'|nous] <call> [quand vous voulez] (pas de'|aucun|sans|y a pas de') (souci|soucis|probleme|problemes)
    `),
  },
  {
    act: 'opt_out',
    firm: true,
    say: phrases(`
      vous signaler
      (plus|jamais|pas) [jamais] etre <calls>
      (mets|mettre|met|retrouve|retrouvera|verra|traine|emmene|attends|finir|finira) [vous] (au tribunal|en justice|devant le juge|aux prud'hommes)
      (supprimez|effacez|enlevez|supprime|efface|supprimer|effacer) tout [ce|de'|mon|ma|mes] [que|qui] [vous] [_] [_]
      oubliez (que j'existe|moi|nous|mon existence)
      (en|une) infraction
      (risquez|risques|encourez|aurez|prendrez|payer|payerez) [une|des|d'] [grosse] (amende|amendes|ennuis|poursuites|sanctions)
      (la) loi [vous|t'|le|l'] [vous|t'|l'] (interdit|defend)
      (vais|irai|va) [aller] [tout|direct|directement|droit] (a|au|aux|chez|voir) [la|les|le|mon] <authority>
      <authority> (est|sont|sera|seront|a ete) (prevenu|prevenue|prevenus|au courant|saisie|saisi|alertee|avertie|ravi|contacte)
      (direction|direct) [a] [la|le|les|au] <authority>
      acharnement
      (vous|tu) (harcelez|harceles|persecutez)
      ^ (laissez|laisse|lachez|lache) moi $
      (revenez|reviens) (pas|plus|jamais)
      numero [est] (protege|confidentiel|prive)
      (opposetel|opposition tel|do not call)
      <contact> ! [etre] <calls>
      doit ! etre <calls>
      (saisis|saisir|saisirai|contacter|contacte|contacterai|alerter|alerte|alerterai|vois|voir|appelle|appeler|appellerai|previens|prevenir|previendrai|avertis|avertir|parle|parler|parlerai|transmets|transmettre|signale|signaler|ecris|ecrire|porter|porte) [ca|cela|votre numero|tout|en] [a|aux|au|avec|de] [la|les|le|l'|mon|ma|mes|une|un|a la] <authority>
      (va|vais|allez|vas|allons|irez) entendre parler (de|d') (vous|moi|nous|lui|mon avocat|mes avocats)
      passible
      (hors la loi|contraire a la loi|interdit par la loi|contre la loi|c'est la loi)
      (avez|as|ont) ! [mon|notre|d'|aucun] (consentement|autorisation|accord)
      (jamais|pas) [vous|t'] [ai|a] [donne|autorise] [mon] (autorise|autorisation|consentement|accord) a [me'|nous] <calls>
      (ai|a) (jamais|pas) autorise [_] [_]
      (retire|revoque|annule|reprends|enleve) [mon|ma|mes|toute|tout] (consentement|autorisation|accord)
      (refuse|refusons|rejette) [de recevoir] (tout|tous|vos|les|ces|le|ce|cette) [les|ces|autre] (appel|appels|contact|contacts|coup de fil|coups de fil|demarchage|sollicitation)
      (termine|fini|finis|finies|assez|basta|marre) (les|vos|ces|tous|de'|d'|avec) [vos|ces|les|me'|nous] [_] (appels|appel|coups de fil|coup de fil|demarchage|<calls>)
      (allez|vas|veux|voulez|pouvez|peux|allez vous|voulez vous) [bien|enfin] (me|nous) (lacher|foutre la paix|ficher la paix)
      (lacher|lachez|lache) (moi|nous|la grappe|les baskets)
      (mets|mettre|mettrai|signale|classe|classer|note) [vous|votre numero|te] (en|dans|comme|sur) [les|la] (indesirable|indesirables|spam|spams|liste noire)
      main courante
      (transmets|transmettre|donne|envoie|communique) votre numero
      fois que (vous|on|tu) [me'|nous] <calls> [encore|toutes les semaines|tous les jours] ca suffit
      (recois|recoive|recoit|recevoir) (plus|aucun|jamais) [rien|d'|de] [_] [_] (votre part|vous|chez vous|votre boite)
      que (je|on) (recoive|recoit|recois|recoivent) (plus|aucun|jamais)
      <contact> [la] [je vous|vous|tu] (le|la|les|l') <drop>
      (que|qu') (on|vous|tu) (me'|nous|m'|le|la|l') <removes>
      (vais|irai|va|ira|allons|passe|file|fonce|passerai|cours) [tout|direct|directement|droit] (a|au|aux|chez|voir) [la|les|le|mon] (police|flics|keufs|gendarmerie|gendarmes|commissariat|avocat|tribunal|justice|schmitts)
      (refuse|refusons|m'oppose|opposes|rejette) [a] (tout|toute|tous|toutes|le|la|ce|cette) [forme de] (demarchage|prospection|sollicitation|sollicitations|appel commercial|appels)
      si (vous|tu) (me'|nous) <calls> (encore|de nouveau|une fois de plus|a nouveau)
      (vous|tu) [me'|nous] <calls> (encore|une fois de plus) [une] [fois] [et] (je|j'|on|vous)
      (avez|as|ont|a) ! [besoin|de raison|raison] [a|de'] [me'|nous] <calls>
      (inutile|pas la peine|plus la peine|pas besoin|plus besoin|aucune raison|sert a rien|sert plus a rien|pas utile) [de'|que vous] [me'|nous] <calls>
      (tiens|tient|tenons|compte|souhaite) ! [a] (etre|ce que vous) [me'|nous] <calls>
      <leave> [moi|nous|(les|le|la|mon|ma|mes|notre) _] [_] (tranquille|tranquilles|en paix|la paix|vivre|respirer)
      <i> <want> ! [plus] (etre|figurer|apparaitre|rester) (dans|sur) (vos|votre|la|les|une|aucune|cette) _
      ! (dans|sur) (vos|votre) (fichiers|listes|bases|fichier|liste|base|contacts)
      (faire|fais|ferai) un signalement
      dernier (appel|avertissement) [que]
      (pouvez|pourriez|voulez|allez|peux) (vous|tu) [bien vouloir] [me'|nous] <drop> (<mine> [_] <contact>|de'|du|des)
      (dit|dire|dis|demande|demander|repete|repeter) de' (plus|pas|jamais) [me'|nous] <calls>
      (vous|tu) (allez|vas|devez|dois|pouvez|peux|pourriez) [bien vouloir] [me'|nous] <drop> (<mine> [_] <contact>|de'|du|des)
      (jamais|pas) donne [mon|l'|le|d'|votre|aucun] (accord|autorisation|consentement|droit|permission) [pour|a|d'] [etre|qu'on|que vous] [me'|nous] <calls>
      que personne (me'|nous) <calls>
      (mets|mettre|met) en demeure
      (je|on) (vous|te) ai (dit|demande) de'(plus|pas) ...
      (plus|aucun) contact (avec|de votre)
      (derniere) fois $
      la prochaine fois ... (gendarmerie|police|plainte|avocat|flics)
      interdiction [formelle] de' [me'|nous] <calls>
      (cherchez|essayez|tentez) (plus|pas) (a|de') [me'|nous] <calls>
      (colle|coller|fais|faire|intente|intenter) (un|une) (proces|plainte|action)
      (plus|zero) (d'appel|d'appels|appels)
      (demande|dit|souhaite) (a|d') etre (retire|retiree|supprime|supprimee|enleve|enlevee|efface|effacee|raye|rayee|desinscrit)
      (demande|exige|veux|souhaite|reclame|voudrais) [l'|la|le|une] [immediate] (suppression|effacement|retrait|radiation|desinscription|opposition|oubli) [de'|du|d'|des] ...
      (refuse|interdis|veux pas|souhaite pas|accepte pas) [que|qu'] (vous|on) (utilisiez|gardiez|conserviez|utilise|exploitiez|ayez|notiez) ...
      (en finir|finissons|terminé|termine) avec (vos|ces) (appels|coups de fil)
      (<i>) (entends|ai) plus (vos|votre|a recevoir) (appels|voix)
      (je|on) (repondrai|repondra|reponds) plus [a vos appels] [jamais]
      (que|qu') (vous|on) (arretiez|arrete|cessiez|cesse) (de'|d'|vos|ces|ca) ...
      (veuillez|merci de|priere de|tachez de) (cesser|arreter|supprimer|retirer|effacer|enlever|me retirer|me supprimer|oublier|rayer) ...
      (numero|ligne|telephone) (privee|prive|confidentiel|sur liste rouge|protege)
      (c'est|est) (un|une) (numero|ligne) (prive|privee)
      vous (aurez|allez avoir) (des|de mes) nouvelles de (mon|mes|la|notre) (avocat|avocats|police|justice)
      (je|on) (va|vais) (vous|te) (denoncer|attaquer|poursuivre|trainer|assigner)
      (on se|nous nous) (verra|retrouvera) (au tribunal|en justice)
      (ca|cela|c'est) (tombe|puni|condamne|passible) [sous|par] [le coup de] [la] (loi|amende)
      (droit|loi) (d'opposition|informatique et libertes)
      <call> ! a (cette heure|ces heures) [la|ci] ni ...
      (avez|as) plus (a|le droit de') [me'|nous] <calls>
      (faut|il faut|faudra|faudrait) (pas|plus) [me'|nous] <calls>
            protege par bloctel
      que plus personne (me'|nous) <calls>
      entende (plus|jamais) parler de (vous|votre)
      (plus|jamais) entendre parler de (vous|votre)
      que vous arretiez [tout|ca|maintenant|de'] $
      (somme|ordonne|prie|demande|conjure|supplie|enjoins|saurais gre) [de'|vous] [bien vouloir] [<removes>] ... (<removes>|arreter|cesser|plus <calls>)
      (somme|ordonne|prie|demande|merci|veuillez|tachez|essayez) [de'] (plus|pas|jamais) [me'|nous] <calls>
      (me'|nous) (<remove>) (de'|du|des) (la|vos|votre|cette|ces|listes|fichier)
      comment [on fait|faire|je fais|on peut] [pour] [etre] (plus|pas) [etre|recevoir] (<calls>|d'appels|vos appels)
      comment (je|on) (peux|peut|fait pour) [me|etre] (<removes>|desinscrire)
      (faut|il faut|faudrait|faudra) [que vous] [me'|nous|m'] <removes> [de'|du|des]
      que (mon numero|ce numero|mes coordonnees) (soit|soient|disparaisse|disparaissent) [<removes>]
      que (ce|mon) numero soit ! <calls>
      (veux|voudrais|souhaite) [plus|pas] que (ce|mon) numero soit <calls>
      (vous|tu) allez arreter (de'|d'|oui|maintenant|vos)
      (je|on) (refuse|veux pas|accepte pas) (d'etre|qu'on me|que vous me|qu'on m'|que vous m') <calls>
      (faites|fais) (moi|nous) oublier
      (tous les jours|toutes les semaines|dix fois par jour|tout le temps) [que] (vous|on) (m'|nous|me) (appelez|appelle|derangez|harcelez)
      (de'|^) pas (me'|nous) <call>
      (plus|jamais) (me'|nous) <calls>
      jamais [plus] <call>
      plus jamais
      (plus|jamais) [etre] (appele|appelee|contacte|contactee|rappele|rappelee|derange|derangee|sollicite|sollicitee|demarche|demarchee|embete|importune|appeles|contactes|deranges|rappeles)
      <i> <want> ! [plus] [que|qu'|etre|d'|de|vous] ... <calls>
      <i> <want> (!) ... (appels|appel|coup de fil|coups de fil|demarchages|prospection|vous entendre|entendre parler de vous|vous avoir)
      <want> ! etre <calls>
      (je|on) [ne] <want> (ne) ! ... <calls>
      (que|qu') (vous|tu|on) [ne] (me'|nous) <calls> !
      (que|qu') (vous|tu|on) <calls> !
      (arretez|arrete|arreter|arretiez|cessez|cesse|cesser|cessiez|finissez|stoppez|stopper|evitez|eviter|stop) (de'|avec|a|les|vos|ces|tous|) ... (<calls>|appels|appel|coups de fil|telephone|demarchage|demarchages|harcelement|messages|sms|prospection)
      stop
      (arretez|cessez) (immediatement|ca|tout ca|moi ca|votre harcelement)
      (foutez|fous|foutre|fichez|fiche|fichent|donnez) (moi|nous|lui) (la paix|donc la paix)
      (foutre|ficher) la paix
      (lachez|lache) (moi|nous) [la grappe|les baskets|un peu]
      la paix
      (oubliez|oublie) (moi|nous|mon numero|mon nom|moi un peu)
      (perdez|jetez|oubliez|dechirez|brulez|balancez) [donc] (mon|le|ce|notre) numero
      (effacez|oubliez) moi
      (rayez|tirez) un trait
      <remove> (moi|nous|le|la|les|l'|tout|toutes|ca|mon|ma|mes|notre|nos|ce|cette) [tout de suite] [de|du|des|d'] ... (<contact>|<list>)
      <remove> ... (de|du|des|d') (vos|votre|tes|ton|la|le|ce|cette|ces|ce) <list>
      <remove> <mine> [_] <contact>
      <remove> (moi|nous) [de la|de partout|tout de suite|d ici|completement|definitivement]
      <i> <want> [etre|que|qu'|a|l'|le|la|une|un|mon|d'|de|vous|on] ... (<removes>|suppression|retrait|effacement|radiation|opposition|desinscription|desabonnement|oubli)
      (droit (d'opposition|a l'oubli|d'effacement|de retrait)|m'oppose|je fais opposition|opposition au demarchage)
      (etre|soit|sois) (retire|retiree|supprime|supprimee|raye|rayee|enleve|enlevee|efface|effacee|desinscrit|desinscrite|radie|radiee) [de|du|des]
      (de|du|des|d') (vos|votre|tes) (listes|liste|fichiers|fichier|bases de donnees|base de donnees)
      (utilisez|utiliser|utilise|gardez|garder|conservez|conserver|notez|stockez|donnez|vendez|revendez|diffusez|garde) (plus|pas|jamais) [ce|mon|mes|notre|nos] [<contact>]
      (interdis|interdit|defends|autorise pas|autorise plus) ... (<calls>|utiliser|<contact>)
      (je|on) [vous|t'] (interdis|defends|interdit) (de'|formellement)
      (je|on) (vous|t') autorise (pas|plus)
      bloctel
      bloc tel
      bloque tel
      block tel
      liste (robinson|d opposition|d exclusion|anti demarchage|antidemarchage|des exclus)
      liste nationale
      liste des numeros exclus
      numeros (exclus|de telecommunication exclus)
      liste (ne m'appelez plus|rouge (supprimez|enlevez|retirez|effacez))
      (inscrit|inscrite|inscrits|enregistre) (a|sur|au|dans) (bloctel|la liste|une liste|registre)
      (porter|porte|depose|deposer|porterai|deposerai|porterons|dépose) plainte
      (je vais|je) (porter|portez) plein
      porte plein[te]
      plainte (pour|contre|a)
      (une|la|ma) plainte
      (appelle|appeler|previens|prevenir|alerte|contacte|saisis|saisir|vois avec|avertis) [la|le|les|mon|l'] (police|gendarmerie|gendarmes|flics|avocat|avocats|cnil|justice|tribunal|autorites|dgccrf)
      (repression des fraudes|signal conso|signalconso|trente trois sept cents|33700)
      (signaler|signale|signalerai|denonce|denoncer|signalez) ... (numero|appel|fraudes|demarchage|autorites|abus|police|spam|indesirable|cnil|plateforme|conso|vous|entreprise|societe)
      je vous (signale|denonce)
      (avez|as|ont|aviez) (pas|aucunement|aucun|nullement) [le] droit (de'|d')
      (avez|as|ont) (pas|aucun) le droit
      pas le droit de <call>
      (c'est|ca devient|il est|est) (interdit|illegal|contraire a la loi|puni par la loi) [d'|de] ... [<calls>|demarcher]
      (du|un|le|votre|au|c'est|veritable) harcelement
      harcelement [telephonique]
      (vous|tu) (me'|nous) (harcelez|harceles|harcele|persecutez|poursuivez)
      (j'en ai|on en a|y en a) (marre|ras le bol|assez|plein le dos|ma claque|plein le cul|soupe) (de vos|de tes|de ces|de tous ces|que vous|qu'on|de ce|d'etre) ... (appels|appel|appelez|appeliez|appelle|coups de fil|demarchage|demarchages|deranges|derange|derangee|harcele|harcelement|appele|appelee|<calls>)
      marre de (vos|ces|tous ces) (appels|coups de fil)
      (derniere|derniere) fois que (vous|tu|on) (m'|me|nous) <calls>
      (que ce soit|c'est) la derniere fois
      que je vous y reprenne
      (bloquer|bloque|bloquerai|blacklister|bloquons) [votre|vos|le|ce|tous vos] (numero|numeros)
      (je|on) (vous|te) (bloque|blackliste)
      (je|on) (vais|va) (vous|te) bloquer
      (<calls>|rappelez|recommencez|insistez) ... [je|j'|on] ... plainte
      (dit|demande|repete) [_] [fois] [de'|d'] (arreter|plus <calls>|plus me <calls>)
      (deja|bien) (dit|demande|signale|precise|repete) ... (plus|arreter|arretez|cesser|retirer|retire|supprimer|enlever|ne pas) ... [<calls>]
      (dit|demande) de (plus|ne plus|pas|ne pas) <calls>
      (faites|fais) (moi|nous) (disparaitre|sortir|retirer|enlever|rayer|supprimer) (de|du|des)
      (sortez|sors|virez|vire) (moi|mon|nous) (de|du|numero|des)
      (mettez|mets|inscrivez|notez) (moi|nous|mon numero) (sur|dans) ... (liste noire|exclusion|opposition|rouge|exclus)
      liste noire
      que je sois (plus|pas) <calls>
      (plus|aucun|zero) (appel|d'appel|d'appels|appels|coup de fil|de coup de fil|de coups de fil|de demarchage|de vos appels)
      fini les appels
      (desabonnez|desinscrivez|desabonne|desinscris) (moi|nous)
      (ne plus|plus) recevoir ... (appels|appel|coups de fil|sollicitations|pub)
      (veux|souhaite|voudrais) recevoir (plus|aucun|pas) [d']
      (fermez|clôturez|cloturez) mon dossier
      composez plus
      (faut|faudra|faudrait) plus [le|la|ce numero] composer [ce numero|cette ligne|mon numero|la ligne]
      (je|on) (vous|te) (donne|ai) (pas|jamais|plus) [donne] (l'autorisation|le droit|mon consentement|mon accord)
      (retire|revoque|annule) mon consentement
      (respectez|respecter) [mon|ma|notre|la] (vie privee|choix|opposition)
    `),
  },
  {
    // « vous sortez mes coordonnées d'où » asks.
    act: 'opt_out',
    firm: true,
    notAfter: ['vous', 'tu', 'pas', 'as', 'avez', 'ai', 'a', 'je', 'j', 'on'],
    say: phrases(`
      <drop> <mine> [_] <contact>
      <drop> (moi|nous|tout|ca) [_] (de|du|des) [_] [_] <list>
      (me'|nous) <drop> (de'|du|des) (la|vos|votre|cette|ces|<list>)
    `),
  },
  {
    // « je suis avocat », « je suis au tribunal » threaten nobody.
    act: 'opt_out',
    firm: true,
    notAfter: ['suis', 'est', 'au', 'd', 'de', 'un', 'qui', 'chez', 'du', 'le'],
    say: phrases(`
      (avocat|tribunal|justice|cnil|rgpd|dgccrf|huissier|procureur|proces)
    `),
  },
  {
    // « plus appeler »; « deux minutes, pas plus, rappelez » is none.
    act: 'opt_out',
    firm: true,
    notAfter: ['pas', 'non', 'de', 'en', 'peu', 'au', 'beaucoup', 'minutes', 'temps', 'dites', 'savoir'],
    say: phrases(`
      plus [plus|jamais] <call>
    `),
  },
  {
    act: 'nothing',
    firm: true,
    say: phrases(`
      ca suffit !
    `),
  },
  {
    act: 'opt_out',
    firm: true,
    notAfter: [
      'm',
      't',
      'l',
      's',
      'c',
      'a',
      'ai',
      'est',
      'suis',
      'je',
      'j',
      'on',
      'avez',
      'as',
      'ont',
      'de',
      'd',
      'pas',
      'sans',
      'vous',
      'prefere',
      'va',
      'vais',
      'veux',
      'peut',
      'peux',
      'faut',
    ],
    say: phrases(`
      (arretez|arrete|cessez) [tout|ca|tout ca|tout de suite|immediatement|maintenant|deja|la] $
    `),
  },
  {
    // An object before a verb without a subject is a forbidding command, even when its « plus » was not heard.
    act: 'opt_out_hint',
    weight: 0.85,
    say: phrases(`
      ^ [non] [non] (m'appelez|me rappelez|m'appelle|me derangez|me telephonez|me contactez|nous appelez|nous rappelez)
    `),
  },
  {
    act: 'opt_out_hint',
    weight: 0.85,
    say: phrases(`
      [sur] liste rouge
      (<number>|plusieurs|dizaine de|cent|premiere|deuxieme|troisieme|enieme|dixieme) fois (de la semaine|aujourd'hui|cette semaine|ce mois ci|que (vous|on|tu) [me'|nous] <calls>)
      (vous|on|tu) [me'|nous] <calls> (tous les jours|sans arret|tout le temps|toutes les semaines|sans cesse|a longueur de journee|dix fois par jour|trop souvent|constamment)
      (ca suffit|y en a marre|j'en ai marre|ras le bol|j'en ai assez|ca commence a bien faire|ca va finir mal)
      (je|on) (vous|t') ai rien demande
    `),
  },
  {
    act: 'call_later',
    firm: true,
    weight: 0.97,
    say: phrases(`
      (ca|cela) (vous|te|t') <bother> [!] [si vous|de'|que vous] [me'|nous] <phones>
      [me'|nous] <call> (pas|plus|jamais) [moi] (maintenant|tout de suite|ce soir|cet apres midi|aujourd'hui|le matin|le soir|le midi|le week end|le dimanche|le samedi|avant|pendant|trop (tot|tard)|si tot|si tard|a cette heure|a cette heure ci|a ces heures|a midi|a l'heure|au travail|au boulot|au bureau|sur mon (lieu|fixe)|en journee|la journee|apres <number> heures|avant <number> heures|entre|quand je|pendant que|demain|lundi|la semaine prochaine|cette semaine|le mois prochain|ce mois ci|de si bonne heure)
    `),
  },
  {
    act: 'nothing',
    firm: true,
    say: phrases(`
      (je suis|on est) pas [inscrit|inscrite] (sur|a) bloctel
      <remove> (pas|surtout pas) (mon|mes|ma)
      arretez pas
      (pas|plus) besoin de' me convaincre
      (inutile|pas la peine) de' me convaincre
      (faut|falloir|j') (pas|arrete pas)
      pas porter plainte
      (ai|a|avais) [jamais|deja|pas] (porte|depose) plainte
      (jamais|pas) [ete] (inscrit|inscrite|mis) (sur|dans) une liste
      (elle|il|voisin|voisine) [il|elle] est (sur|inscrit sur|inscrite sur) bloctel
      (en regle|conforme|conformes|d'accord|declare|declares) (avec|a|aupres de) [la|le] (cnil|rgpd|loi)
    `),
  },
  {
    // Wants on a list: of those called for a study, of those who wait. Lists of those who oppose have names.
    act: 'agree',
    firm: true,
    say: phrases(`
      (inscrivez|inscris|ajoutez|rajoutez) (moi|nous) (sur|dans|a) (votre|vos|la) (liste|listes) (pour|d'attente|de diffusion|$)
    `),
  },
  {
    // Asks about the list or the law, and names neither for oneself.
    act: 'question',
    firm: true,
    topic: 'other',
    say: phrases(`
      (c'est quoi|qu'est ce que c'est|c'est quoi ca) [ca|le|la] [que] (bloctel|cnil|rgpd|liste rouge)
      (ca sert|sert) [a quelque chose|a quoi] [de] [s'inscrire] [sur|a] bloctel
      (vous avez|avez vous) [pas|bien|deja] [pas] (verifie|consulte|regarde|croise|compare) ... bloctel
      (comment|pour) [on|je|faut] [fait|faire] [pour] (s'inscrire|m'inscrire) (sur|a) bloctel
      (mon|mes) <contact> vous (le|les) (sortez|tirez|trouvez|avez) d'ou
      (vous etes|etes vous) (en regle|conforme|conformes) (avec|a) [la|le] (cnil|rgpd|loi)
    `),
  },
];
