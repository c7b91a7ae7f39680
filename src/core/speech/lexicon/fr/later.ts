/** Not now: requests to be called later, being busy, and the times that go with it. */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const later: readonly PhraseGroup[] = [
  {
    // « rappelé » behind « aurais » is no request.
    act: 'call_later',
    notAfter: ['ai', 'a', 'as', 'avez', 'ont', 'aurais', 'aurait', 'avait', 'avais', 'pas', 'ete', 'sera', 'serai'],
    say: phrases(`
      (rappeler|rappelle|rappelez|retelephoner|retelephone|recontacter|recontacte) [moi|nous]
    `),
  },
  {
    act: 'call_later',
    say: phrases(`
      (telephoner|telephone|appeler|appelle|sonner|sonne|contacter|contacte|joindre|joignez) (moi|nous)
      (appeler|appelle|telephonez|sonnez|contactez) [moi|nous] (plus tard|demain|ce soir|apres|vers|a <hour>|dans <number>|un autre jour|une autre fois|<day>)
      (vous|tu|on) [me'] (pouvez|peux|pourriez|pourrais|peut|pourrait|pouviez) [me'|nous|se] (<phones>|reessayer|repasser|reparler|en reparler|se reparler|se rappeler)
      (vous|tu) (me|nous) (rappelez|rappelles|rappelle|recontactez)
      (peux|pouvez|pourriez|pourrais) (vous|tu) [me'|nous] (<phones>|reessayer)
      (reessayez|reessaye|reessaie|retentez|retente|essayez|essaye|essayer|repassez|repasse|retenter) [moi|nous] [un coup de fil|un appel|votre chance] [plus tard|demain|apres|ce soir|vers|<day>|dans|une autre fois|a <hour>|en fin|lundi|un autre jour|la semaine prochaine]
      (passez|passe|redonnez|donnez|refaites|repassez) (moi|nous) un (coup de fil|coup de telephone|appel|coup de tel|phone|petit coup de fil)
      <i> <want> [bien] (que|qu') ... (rappele|rappelee|rappeliez|rappelle|rappeles|recontacte|recontactee)
      (on|nous) (se|s') (rappelle|reparle|appelle|recontacte|retelephone|rappellera|reparlera|parle|parlera) [<soon>]
      (peut|pourrait|peux|pourrions) [nous|on|vous] (se|s'|nous) (parler|reparler|rappeler|voir|recontacter|appeler)
      [est ce que] (c'est|c'etait|ca|ca serait|ce serait|serait il|est il) [pas] possible (<soon>|de me <phones>|de <phones>|que vous me <phones>|de remettre|de reporter|de decaler|de voir ca)
      (pouvez|pourriez|peux|peut) (vous|tu|on) ! [me'|nous] (<phones>|reessayer|repasser)
      (vous|tu|on) (pouvez|pourriez|peux|peut|pourrait) ! [me'|nous] (<phones>|reessayer|repasser)
      (on|nous) (en reparle|en rediscute|peut en reparler|peut se reparler|se reparlera)
      (peux|pouvons|peut|pourrait|pourrions) (on|nous) (en reparler|se reparler|se rappeler|reporter|decaler)
      (on|nous) (peut|pourrait|peux) [se|s'|en|me'] (rappeler|reparler|voir ca|rediscuter|reporter|decaler) [<part>|demain|plus tard]
      (faudrait|faudra|faut|il faut|il faudra) [me'|nous] (rappeler|retelephoner|rappelez)
      (faudrait|faut) [que vous|que tu] [me'] rappeliez
      reprenez contact
      (faites|refaites|fais|refais|faire) (moi|nous|me) signe
      attendez [que|la|le|apres] (fin|debut|mois|semaine|rentree|<day>|demain|<soon>)
      (reviens|revenez|repassez|repasse|reprends|reprenez) (me|nous) (voir|chercher|appeler|parler)
      (revenez|reviens|repassez) (vers moi|plus tard|demain|une autre fois)
      (vous|tu) (rappelez|rappelles|me rappelez|rappelle|rappellerez|me rappellerez|rappelleras)
      (veuillez|merci de|priere de) [me'|nous] <phone>
      (je|on) [vous|te] (rappelle|rappellerai|retelephone|recontacte|rappellerais)
      (remettons|remettez|reportons|reporter) [ca|cela] [a|plus tard]
      (rappelez|appelez) (nous|moi)
      un autre rendez vous
      plutot que vous rappeliez
      (c'est mieux|mieux|preferable) (de|si) [me|vous] (rappeler|rappelez|m'appeler|m'appelez)
    `),
  },
  {
    act: 'busy',
    weight: 0.88,
    say: phrases(`
      (je|on|nous) # (suis|est|sommes|etais|serai|pars|vais|rentre|arrive|sors|etait) [parti|partie|arrive|monte|assis|assise|en train] <busy_place>
      ^ <busy_place>
      (je|on|nous) (suis|est|sommes|serai) (occupe|occupee|occupes|pris|prise|presse|pressee|presses|deborde|debordee|en retard|a la bourre|a la minute|coince|coincee|indisponible|empeche|attendu|attendue|malade|creve|fatigue|fatiguee|sorti|sortie|charrette)
      (occupe|occupee|presse|pressee|deborde|debordee) [pour le moment|la]
      (je|on) (conduis|conduit|travaille|bosse|dors|dormais|mange|manger|cuisine|roule|joue|regarde|bricole|jardine|dine|dejeune|soupe|prends ma douche|donne le bain|fais (les|mes|des) courses|fais a manger|change|nourris|couche|garde les|m'occupe|m'apprete|allaite|m'appretais|accouche|prepare)
      (je|on) (m'|me|se) (apprete|prepare|appretais) a
      je partais
      (je|on) (donne|donnais|promene|promenais|balade|sors|ramene|depose|emmene|recupere|rentre|pose|repare|lave|range|monte|tonds|plante|coupe|peins|tiens|sers|passe|accompagne|conduis|cherche|regarde|ferme|ouvre) (a manger|le|la|les|mon|ma|mes|un|une|l'|au|a|du) _
      (je|on|j') (rentre|entre|entrais|monte|descends|embarque|pars|arrive|suis arrive) (en|dans|au|a la|a l'|sur|aux) [le|la|l'|un|une|mon|ma] _
      (je|on) (rentre|arrive|sors) (a peine|tout juste|juste|du|de la|de l'|de|d'|chez) [_] [_]
      (<i>) (viens|vient|venais) [juste] de (rentrer|arriver|me lever|me reveiller|m'asseoir|m'installer|finir|sortir|me coucher|partir|prendre le volant)
      (je|on) (me|m'|se|etais|allais|allait|m'en) (lave|douche|douchais|repose|reposais|prepare|habille|rase|coiffe|maquille|couche|couchais|endormais|leve|reveille|sortir|partir|manger|gare|vais|allais)
      (je|on) (vais|va|dois|doit|devais|allait|allais) [bientot|y|me] (partir|sortir|y aller|aller|raccrocher|manger|filer|me coucher|rentrer|chercher|recuperer|travailler|prendre|passer a table|entrer|laisser|descendre|embarquer|decoller)
      je (pars|sors|rentre|dois) (la|partir|y aller|filer|raccrocher|vous laisser|sortir|travailler)
      je dois (y aller|partir|filer|vous laisser|raccrocher|te laisser)
      (y a|il y a) (du monde|quelqu'un qui|des gens|(mon|ma|mes|le|la) _ qui) [m'|me] [attend|attendent|arrive|est la|a la maison|a table|chez moi|ici]
      (faut|il faut) que (j'y aille|je parte|je file|je vous laisse|je raccroche|je te laisse)
      (je|on) (passe|passait|etait|passons) a table
      (j'ai|on a|j'aurai|nous avons) [mon|ma|le|la|un|une|mes|les] _ (dans les bras|sur les genoux|sur le dos|qui (arrive|attend|pleure|m'attend|dort|crie|part|sonne|brule)|a cote)
      (mon|le|ma|la|mes|les) _ (arrive|m'attend|attend|m'attendent|attendent|m'appelle) [dans _]
      (j'ai|on a|j'aurai|nous avons) (du monde|des invites|de la visite|un double appel|quelqu'un|un rendez vous|une reunion|un client|un empechement|une urgence|un autre appel|les mains (prises|pleines|mouillees|dans)|rendez vous|un cours|mon bus|un train|un truc sur le feu|la famille|des gens|un enterrement|quelque chose sur le feu|les enfants|le petit|mes petits enfants|les ouvriers|un patient)
      (j'ai|on a|nous avons|j'aurai|j'aurais) (pas|plus|guere|jamais) [trop|vraiment|beaucoup|une minute|une seconde] [le|de|du|beaucoup de] (temps|minute|seconde)
      (pas|plus|peu|guere) (le|de) temps
      plus [beaucoup] de (batterie|forfait|credit)
      presque plus (de|d') (batterie|forfait|credit)
      (pas|peu|guere) [trop|beaucoup] de temps [devant]
      (j'ai|on a) pas (une|deux|trente|cinq|dix) (minute|minutes|seconde|secondes) [a moi|devant moi]
      (je|on|nous) # (peux|peut|pouvons|pourrai) pas [vous|te|t'|le|la|y|m'|me] (parler|repondre|discuter|telephoner|prendre|causer|ecouter|la|maintenant|rester)
      (je|on|nous) (peux|peut|puis|pourrai|pouvons) pas
      pas (maintenant|tout de suite|ce midi|cette semaine|aujourd'hui|ce soir|ce matin|dispo|disponible|libre|le temps|le moment|l'instant|la $)
      (<i>) (vais|va|dois|doit) (bientot|devoir) (partir|sortir|y aller|raccrocher)
      (<i>|j') (suis|etais) (sur le point|en train) de' [_]
      (<i>|j') (attends|recois|garde|surveille|prepare|conduis|nourris|change|couche|habille) (le|la|les|mon|ma|mes|un|une|du) _
      (<i>|j') (ai|a) (une|un|des) (livraison|livreur|plombier|visite|invites|entretien|consultation|soin|rdv|rendez vous|reunion|cours|examen|urgence|fuite|feu)
      (mes|les) (enfants|petits) (dorment|mangent|arrivent|pleurent|sont la)
      (on|quelqu'un) (sonne|frappe) [a la porte]
      (y a|il y a) quelqu'un a la porte
      (j'arrive|j'arrivais) (au|a la|du|chez) _
      (<i>) (suis|est|sommes) en deuil
      (<i>) (suis|est) (malade|souffrant|souffrante|alite|alitee|fatigue|fatiguee|hospitalise|hospitalisee|creve|en deuil|operee|opere)
      (c'est|on est|il est|est) [un peu|bien|beaucoup] (la nuit|dimanche|ferie|tard|trop tard|trop tot|tot|l'heure de manger|onze heures du soir|minuit) [pour] [_]
      (vous|tu) savez (l'heure|quelle heure) [qu'il est]
      pas (avant|dans) (lundi|demain|<day>|ce soir|<hour>|une heure|l'immediat)
      (vous|tu) (m'attrapez|m'avez chope|me prenez|me chopez) (en plein|au mauvais|en train|au milieu) _
      (remettre|reporter|decaler) (ca|a) [a] _
      (j'ai|on a) (pas la tete|autre chose) a ca (la|maintenant)
      (j'ai|on a) les mains (dans|pleines|prises|mouillees) [_] [_]
      (j'attends|on attend) (un|une|le|quelqu'un|du) [autre] _
      (je|on|nous) (suis|est|sommes|serai) pas (dispo|disponible|libre|chez moi|a la maison|la|joignable|chez nous|rentre|rentree|en france|seul|seule|dispos)
      (c'est|est) (pas|vraiment pas|jamais) (le|un) [tres] [bon|meilleur] moment
      pas le (bon )moment
      mauvais moment
      (<i>) (suis|serai|rentre|finis) [la|chez moi|disponible|le travail] (que|seulement) (le|vers|apres|a) [_]
      (je|on) (dois|doit|vais devoir|suis oblige de) (vous|te) laisser [_]
      (je|on|mon telephone|ca|le telephone|mon portable) (vais|va|risque de) [bientot|me] (couper|perdre le reseau|perdre|lacher|s'eteindre|passer sous un tunnel|plus avoir de reseau)
      (suis|est|sommes|etais) [encore|actuellement] (dehors|accompagne|accompagnee|pas seul|pas seule|a l'exterieur)
      on (m'attend|m'appelle|nous attend|me demande)
      (mon|ma|le|la) (chef|patron|patronne|rendez vous|cours|reunion|train|film|match) [est|arrive|commence|va] (la|commencer|arriver)
      (mon|ma|le|la) (rendez vous|cours|reunion|film|match|messe) commence
      (berce|bercais|endors|endormais|allaite|change|lave|habille|nourris|surveille) (mon|ma|le|la|mes|les) _
      (fais|faisais|fait) (la|une|ma|les|du|le|de la) (sieste|queue|vaisselle|menage|velo|sport|lessive|repas|ronde|route|cuisine|footing)
      (avez|as) (tire|tiree|sorti|sortie|reveille|reveillee) [du|de] [lit|sommeil|douche]
      (fete|fetait|fetons|celebre) (un|une|l'|le|la|les|son|mon|ma) _
      (autre|prochain|nouveau) creneau
      (fixons|fixez|fixer|convenons|prenons|prendre) [moi|un|d'un|une] (autre|rendez vous|rdv|moment|date|creneau) [_]
      (je|on) (vous|te) (recontacterai|rappelle|recontacte|rappellerai|reviens|reviendrai) [moi meme|vers vous]
      je reviens vers (vous|toi)
      c'est ! (l'ideal|le top|terrible|pratique|simple|evident|facile|possible) (la|maintenant|pour l'instant|pour le moment|tout de suite|en ce moment)
      (la|maintenant|actuellement) c'est [un peu|assez] (complique|chaud|mort|tendu|difficile|impossible|delicat|pas possible|non)
      viens de me (faire|reveiller|lever|casser|blesser|coucher) [_]
      mal choisi
      mauvaise heure
      (ca|vous|tu) (tombe|tombez|tombes) [tres|plutot|vraiment] mal
      pas l'heure
      (vous|tu) me (derangez|deranges|derange|reveillez|reveilles|reveille|coupez)
      (vous|tu) (m'|me) (avez|as) (reveille|derange|coupe)
      ca me derange la
      la maintenant non
      en plein(e|) _
      (c'est|ca va etre) complique (la|maintenant|pour l'instant)
      (mon|ma|mes|nos|notre|le|la|les) [petits|petit|petite] _ (vient|viennent|arrive|arrivent|debarquent|debarque) [juste] [d'|de] [arriver|rentrer|se reveiller|sortir]
      (mon|ma|le|la) (bebe|fils|petit|petite|mari|femme|fille|repas|four|lait|gateau) (pleure|dort|m'attend|brule|crie|attend|hurle|tombe)
      (le bebe|la petite|le petit) (dort|pleure)
      je suis (mal|tres mal) garé
      c'est l'heure (de la sieste|du repas|de manger|du dejeuner|du diner|de la messe)
      je suis pas en mesure
      je t'entends mais je suis
      chez le (medecin|docteur|dentiste|coiffeur|kine|notaire)
      (une|deux) (minute|minutes|seconde|secondes|petite minute) (je|on|la)
      j'attends (un|le|mon|quelqu'un|une)
      (c'est|ca) (pas|trop) (possible|complique) (la|maintenant|pour l'instant|tout de suite)
      ^ la (non|pas) $
      la tout de suite (non|je|c'est)
    `),
  },
  {
    act: 'when',
    weight: 0.8,
    say: phrases(`
      (demain|apres demain) [<part>|dans la journee|dans l'<part>|en fin de journee|a <hour>|vers <hour>|apres <hour>|en soiree]
      (ce|cet|cette) (soir|matin|midi|apres midi|aprem|week end|soiree)
      <day> [prochain|qui vient|en huit] [<part>|dans la journee|dans l'<part>|en fin de <part>] [a|vers|apres|avant|des] [<hour>|<number> heures]
      (la semaine|le mois|l'annee|le week end|l'an) prochain
      (la semaine|le mois|l'annee) prochaine
      la semaine (qui vient|d'apres|suivante)
      (dans|d'ici|apres) [une|un|la] <number> (minutes|minute|heures|heure|jours|jour|semaines|semaine|mois|secondes|ans) [ou <number>]
      dans (la|l') (journee|matinee|soiree|apres midi|semaine|heure|aprem|<part>)
      dans une demi heure
      dans (un quart d'heure|une heure|une demi heure|une petite heure|un moment|un petit moment|un instant|quelques (minutes|jours|heures|semaines|mois)|peu de temps)
      (a|vers|apres|avant|des|a partir de'|pour|jusqu'a|sur les|aux alentours de'|autour de') (<hour>|les <hour>|<number> heures)
      [le|du|en|vers|l'|les|dans l'|dans le|tous les] (debut|fin) (de|d') (matinee|journee|soiree|semaine|mois|apres midi|aprem|annee)
      en (soiree|matinee|journee|fin de journee|fin d'apres midi|debut de soiree|fin de semaine|semaine|debut d'apres midi|debut de matinee)
      (le|les) (soir|matin|midi|week end|apres midi|lundi|samedi) [plutot]
      (plutot|mieux) (le|l') (<part>)
      plutot (le|l'|en|dans|vers|a|demain|ce|la|<day>|apres)
      l'apres midi
      tantot
      (un|une) autre (fois|jour|moment)
      [un peu] (plus tard|moins tard|plus tot)
      tout a l'heure
      a la rentree
      la semaine pro
      (laissez|laisse|attendez|attends|attendre) (passer|que|la fin|les) (les|la|le|je|j'|l'|du) _ [_]
      a un autre moment
      apres les (vacances|fetes)
      apres (le|la|l'|mon|manger|les) (<part>|repas|travail|boulot|souper|rupture|sieste|messe|film|match|journal|ecole|conges)
      apres manger
      quand je (serai|rentre|suis|rentrerai|sors|finis|aurai)
      (bientot|ulterieurement|prochainement)
      une heure plus tard
      <number> heures [<number>|et demie|et quart]
      <number> <month>
      (le|au) <number> [<month>]
      midi
      en fin de <part>
      pendant (le|la|ma|l'|mon) (pause|midi|dejeuner|apres midi|journee)
      _ heures
      d'ici (une|deux|trois|quelques|la|demain|lundi|peu)
      (propose|proposez|proposer|donne|donnez|trouvez|trouver) [moi|nous] (un|une) autre (moment|creneau|jour|date|heure|horaire) [_]
      (disons|mettons|essayez|plutot|allez|prefere|prefererais|plus|peut etre) <soon>
      (<soon>|(un|une) autre (fois|jour|moment)) peut etre
      (a|vers) la (fin|mi) (du mois|de la semaine|de l'annee|de journee)
      (apres|fin) (le|du) <number>
      debut <month>
      en <month>
    `),
  },
  {
    act: 'suits',
    negated: 'busy',
    say: phrases(`
      (<i>|j') # (suis|est|serai|serais|sera) # [plutot|plus|mieux|seulement|que] (disponible|dispo|libre|dispos|joignable|tranquille|chez moi|chez nous|a la maison)
      (<i>|j') (aurai|aurais|ai) [un peu] plus de temps
    `),
  },
  {
    act: 'suits',
    say: phrases(`
      si (vous|tu) (voulez|veux|preferez|preferes|pouvez|peux|y tenez)
      si [c'est|ca|cela] [vous|te] (possible|va|arrange|dit)
      (<i>) serai la
    `),
  },
  {
    // Behind a time they say which one, alone they say nothing.
    act: 'nothing',
    say: phrases(`
      (ca|ce) [me|m'|nous] (serait|sera|va|irait|arrange|arrangerait|convient|conviendrait) mieux
      (ce|ca) (serait|sera) (mieux|bien|parfait|preferable|plus simple|ideal)
      si possible
    `),
  },
];
