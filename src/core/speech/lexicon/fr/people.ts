/** Greetings, and who is speaking. */
import type { PhraseGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const people: readonly PhraseGroup[] = [
  {
    act: 'hello',
    say: phrases(`
      allo
      a l'eau
    `),
  },
  {
    act: 'greeting',
    say: phrases(`
      [bien] [le] bonjour [bonjour]
      [bien le] bonsoir
      bonjours
      adieu bonjour
      ^ adieu $
      rebonjour
      salut
      coucou
      bon matin
      <salam>
      enchante
      [bonjour] (comment allez vous|comment ca va|vous allez bien|comment vas tu|ca va bien et vous|tu vas bien)
      (bonjour|bonsoir|salut|allo) ca va [bien] [et vous]
      [oui] allo [oui|bonjour] (j'ecoute|je vous ecoute)
      c'est encore moi
      ^ [salut] ca va $
      mes (respects|hommages|salutations)
      azul
      [oui] (je suis|suis) (la|en ligne|present|presente)
      ^ (present|presente) $
    `),
  },
  {
    act: 'greeting',
    weight: 0.75,
    say: phrases(`
      _ a l appareil
      _ _ a l appareil
      a l appareil
      ^ [bonjour|oui] [c'est] _ [_] a l'appareil
    `),
  },
  {
    act: 'wrong_person',
    say: phrases(`
      (faites|fait|fais|faite|faire) [bien] (erreur|erreurs|<a> [<big>] erreur|des erreurs)
      (vous|tu|t'|t'es|s'est) [vous|t'|te] [etes|es|devez|devriez|avez du|as du|allez] [vous|t'|te] (trompez|trompe|trompes|tromper|trompee)
      (plante|plantes|plantee|goure|goures|gouree|trompes|trompee|plantez|gourez) de (numero|personne)
      (trompez|trompe|tromper) de (numero|personne|monsieur|dame|maison|adresse|client)
      (c'est|y a|il y a|ca doit etre|c'est surement|ce doit etre|il doit y avoir|doit y avoir|y a surement) (<a>) [<big>] erreur
      erreur (de|sur la|sur le) (numero|personne|destinataire|nom)
      (faux|mauvais) numero
      (c'est|vous avez|est|ai|suis) ! [le|au|du|fait le|compose le] (bon|bonne) (numero|personne)
      (c'est|ce) ! (son|leur|le numero de') [numero|ligne] [_]
      ! (le|la|au|du|de|a la) (bon|bonne|meme) (numero|personne|monsieur|dame|endroit|adresse)
      (mauvaise) personne
      (vous|tu) (confondez|confonds)
      vous confondre
      (a|ai|avons) change de (numero|gsm|portable|telephone|natel|ligne)
      (nouveau|nouvelle) (titulaire|numero|proprietaire du numero)
      (ancien|ancienne|precedent|precedente) (numero|locataire|proprietaire|titulaire|occupant)
      (donne|attribue|recupere|repris|eu) (ce|ce nouveau) numero
      d'avoir ce numero
      ce numero est ! (a|celui) _
      (y a|il y a|avons|connais|connait|connaissons) (pas|plus|jamais|aucun|aucune|personne) [eu] (<called>|de _ [_]|d'_) [_] [de ce nom] <here>
      (on a|j'ai|avons) (jamais|pas|plus) eu [de|d'] _ [_] <here>
      (y a|il y a|avons) (aucun|aucune|personne) _ <here>
      (y a|il y a) (pas|plus|jamais|aucun|aucune|personne) [de'] <called>
      (y a|il y a) personne (<here>|de ce nom|qui s'appelle)
      (personne|aucun|aucune|!) [_] (de ce nom|a ce nom)
      connais ! [de'] <called>
      ^ connais ! $
      inconnu (<here>|au bataillon)
      inconnue (<here>|au bataillon)
      entendu parler de (lui|elle|<called>)
      (suis|sommes|c'est|moi c'est|est) ! [du tout] (<called>|la personne que|celui que|celle que|moi que|lui|elle)
      c'est ! (moi|ici|chez _)
      (y a|il y a) ! eu [de'] [_] [_] <here>
      ! (d'ici [$]|mon nom)
      mon nom (c'est|est) !
      (il|elle|ils) [a|ont] (quitte|quittee|laisse|vendu|demenage) [de] [la|le|les|l'|notre|cette|ma|sa] _
      (suis|est) ! [le|la] (titulaire|abonne|abonnee)
      (devez|dois|devriez) confondre
      <they> [n'] (a|est|vit) ! d'ici
      (la|le|moi) (nouveau|nouvelle) (locataire|proprietaire|occupant|occupante)
      (suis|est) ! [le|la] (proprietaire|titulaire|detenteur) de (ce|cette|la|cet) (numero|ligne|telephone)
      ! le numero de _
      (c'est|est) (plus|pas) (a son|son) (numero|telephone|nom)
      (c'est|ce) ! [a|de] (lui|elle|mon nom|ce nom)
      (<they>) [ne] (est|sont) (jamais|pas) (la|a la maison|chez nous|chez lui|chez elle)
      (je|on) (suis|est) (que|seulement) (de passage|l'enfant|la locataire|employe)
      (ici|la) (vous etes|on est) (chez|a|au|dans) (un|une|le|la) <business>
      (c'est|moi c'est) (le|la) (mere|pere|fille|fils|soeur|frere|femme|mari|grand mere|grand pere|tante|oncle|cousin|cousine|neveu|niece) de _
      (il|elle) [me] peut pas (parler|repondre|venir) [il|elle] (est|dort|a)
      (il|elle) (comprend|parle) pas [bien] francais
      (ici|la) c'est (monsieur|madame|mademoiselle|la famille) _
      (vous etes|sur|c'est) [sur|bien sur] (le portable|le telephone|le numero|la ligne|chez) de' (sa|son|leur|ma|mon|la|le)
      (vois|sais|connais) ! qui (c'est|est ce|ca peut etre)
      (vois|sais) ! de qui vous parlez
      (appelle|appel|appelles) ! comme ca
      personne (qui|ne) s'appelle [comme ca]
      qui s'appelle comme ca ici
      ! [de'] [_] (a ce numero|a cette adresse|dans cette maison)
      (c'etait|c'est) [l'] ancien (proprietaire|locataire|numero|patron|collegue)
      <they> [il|elle] est [plus] [au|en] (au travail|au boulot|en reunion|en vacances|pas la) (c'est|moi c'est|je suis) (sa|son)
      ^ ! moi $
      numero [la] (appartient|est) [maintenant] a (quelqu'un|une autre|un autre|d'autres) [d'autre]
      (vous appelez|appelez|etes|tombez) (chez|sur) (quelqu'un d'autre|une autre|un autre)
      (me|nous) (confond|confondez|confondent|prend|prenez) (souvent|pour|toujours) [avec|pour] [_]
      (vous etes|c'est|ici) [a] (l'accueil|le standard|la reception) (de|d'un|d'une|du) [la|l'] _
      (il|elle) (dort|se repose|travaille|mange|se douche|est couche|est couchee) [la|encore|deja]
      (il|elle) [me] peut pas [vous|te] (parler|repondre|venir|prendre) [_] [_] [_]
      (je suis|c'est|moi c'est) [que|seulement|juste] (qu'un|le|la|un|une|l') (plombier|electricien|macon|peintre|livreur|medecin|invite|employe|ouvrier|patient|client|visiteur|depanneur|jardinier|menuisier|couvreur|chauffagiste|fils|fille)
      (fais|fait) [que|juste] le menage [ici]
      (suis|est) (de passage|collegien|collegienne|lyceen|lyceenne|ecolier)
      (mes|les) parents (travaillent|dorment|sont _|sont pas la)
      c'est (a|avec) (mon|ma|mes) <family> qu'il faut _
      (vous|tu) (cherchez|voulez|demandez) (mon|ma|mes|mon ex) <family>
      numero errone
      ! mon (prenom|nom)
      (moi|non) je m'appelle _ $
      (ai|a) (repris|recupere|herite de) (son|leur|ce|le) (numero|ligne)
      (on est|nous sommes) (divorces|separes)
      (divorces|separes) depuis
      feu (mon|ma) _
      <they> (est|vit|habite|travaille) (au bled|a l'etranger|ailleurs|au pays|plus avec moi|loin)
      c'est (la|une) ligne (de|d') _
      ^ [c'est|y a] [une] erreur $
      aucune idee de qui [_] [_]
      moi c'est ! _
      (<they>) [nous] [s'] [a|est|ont] (quitte|quittes|quittee|quittees|eteint|eteinte|separe|separes) [_] [_]
      (<they>) est plus $
      (ai|a|avons) [que|seulement] (cette|ce|la) (ligne|numero|portable|telephone) (depuis|que)
      (ca fait|depuis|il y a) [_] [_] [_] que (j'|on|nous) [ai|a|avons] (cette|ce|la) (ligne|numero|portable|telephone)
      (on me demande|vous etes le|vous etes la|recois des appels|me demande) (toujours|tout le temps|sans arret|pour lui|pour elle|pour <called>|deuxieme a)
      (je m'appelle|mon nom est|m'appelle) ! _
      moi c'est _ $
      c'est (lui|elle) !
      vous etes ! (chez|avec|en communication avec) _
      (c'est|je suis|moi c'est|ici c'est|moi je suis|vous parlez a|vous etes avec|etes chez) [que|juste|seulement|la|le] [avec|a] (sa|son|ses|leur|leurs|la|le|l') (<family>|<helper>)
      ^ (sa|son|leur) (<family>|<helper>)
      je (suis|garde) (que|juste|seulement) _ _
      (c'est|je suis) [que|juste|seulement] (la|le|l'|une|un) <helper>
      (c'est) (mon|ma) (<family>) que vous (cherchez|voulez|demandez)
      (j'ai|ai) (huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|sept|six) ans $
      je suis (mineur|mineure|un enfant|le fils|la fille|trop petit)
      tutelle
      curatelle
      <they> [il|elle|ils|elles] [y|n'y] (est|sont|etait|habite|habitent|vit|vivent|travaille|travaillent|reste|loge|existe|bosse) ! [_|<here>] [moi|nous]
      <they> [il|elle|ils] [y] (est|sont|etait) [deja|encore|juste|actuellement|partie] (<gone>|<away>)
      (a|avons|ils ont) demenage
      (est|sont|etait|a ete) (<gone>)
      (vient|viens) de (partir|sortir|mourir|deceder|demenager)
      (decede|decedee|mort|morte) (depuis|il y a|l'annee|l'an|le|y a|cette|en)
      (habite|habitent|travaille|travaillent) ! (ici|la|chez _|avec _|dans _)
      (est|sont) ! (<here>|la|rentre|rentree|de ce monde)
      ^ ! (ici|chez moi|chez nous) $
      il a ! ici
      (ici|vous tombez|vous appelez|c'est ici) [c'est|ici|sur|chez|a|dans|au] (une|un|la|le|au) <business>
      c'est (une|un) <business> [ici]
      c'est (la|le) <business> ici
      (on est|nous sommes) [ici|dans] (une|un|le|la) <business>
      vous etes [ici|bien] (sur|chez|a|dans|au) [une|un|la|le|au] <business>
      (vous etes|ici c'est|c'est|ici) chez [les|le|la|l'|monsieur|madame|mademoiselle|des|un|une] _ [ici]
      ! chez (les|monsieur|madame|la famille) _
      [vous etes] a la (mauvaise adresse)
    `),
  },
  {
    // « des gens que je connais pas » are no wrong number.
    act: 'wrong_person',
    notAfter: ['que', 'qu', 'qui', 'vous', 'mais'],
    say: phrases(`
      (je|on|nous) [la|le|l'|les] (connais|connait|connaissons) (pas|plus|aucun|aucune|personne) [de'|du tout] [<called>|_]
    `),
  },
  {
    act: 'wrong_person',
    weight: 0.85,
    say: phrases(`
      <they> [elle|il] (est|etait|sera) (absent|absente|sorti|sortie|en deplacement|en voyage|en vacances|au travail|au boulot|a l'ecole)
    `),
  },
  {
    // « moi c'est Karim, pas Gérard »: any two words, so anything else that is said here counts more.
    act: 'wrong_person',
    weight: 0.78,
    say: phrases(`
      (moi c'est|je m'appelle|c'est) _ (pas|et pas|non pas) _ $
    `),
  },
  {
    // « je réponds pas aux robots » asks for a person, unless a refusal is said, too.
    act: 'human_hint',
    say: phrases(`
      (je|on) (reponds|repond|aime|supporte|discute|cause|traite) ! [parler|de parler|avec|a|aux] [aux|a|avec] [les|des|un|une] <machine>
    `),
  },
  {
    act: 'human',
    say: phrases(`
      (passez|passe|passer|repassez|transferez|transfere|dirigez|orientez|connectez|basculez|redirigez|adressez|passif|passes) (moi|nous|moi donc) [en ligne|plutot|directement|vite|a|au|vers|avec|un|une] _
      (donnez|trouvez|envoyez|mettez|donne|trouve|mets) (moi|nous) [en ligne|plutot|directement|vite|avec] (<person>|<agent>)
      (mettez|mettre|mise|mis) [moi|nous] en (relation|contact|ligne|communication) [avec] [_] [_]
      (mettez|mets) (moi|nous) [avec] <person>
      (transferez|transfere|basculez|passez) [moi|l'|mon|cet|l'appel|mon appel] [appel] (a|au|vers|avec) [_] [_]
      (<i>|j') [<want>|peux|peut|pourrais|pourrait|dois|cherche|puis|est ce que] [je] [bien|que|plutot|vraiment] [a|de'] [pouvoir|me] (parler|discuter|avoir|echanger|causer|joindre|communiquer|voir|traiter|contacter|m'adresser) [directement|plutot|qu'] [a|avec|au|aux|d'|de|en] [_] [_] (<person>|humain|humains|conseiller|conseillere|personne|technicien|responsable|patron|vivant)
      (<i>|j') <want> [bien|plutot|vraiment|que|d'|avoir|etre avec] (<person>)
      (parler|discuter|causer|parle|parlez|parlerai|cause|discute) [que|seulement|qu'|moi|!] [a|avec|aux|au|qu'] [de'|des|les|un|une|vos|votre] (<person>|humains|vraies personnes|vrais gens|conseillers|etres humains)
      (<i>|j'|moi) [<want>] (parle|parler|cause|causer|discute|discuter) ! [avec|a|aux|au] [un|une|des|les|vos|votre] (<machine>)
      ^ ! (a|avec) (un|une|des) <machine>
      (parler|discuter|avoir affaire) (a|avec) (un|une|des|aux|les) (<machine>)
      aux (<machine>)
      (y a|il y a|avez vous|vous avez|auriez vous|vous auriez|y aurait) (!|! moyen d'avoir|! moyen de parler a|moyen d'avoir|moyen de parler a) <person>
      (y a|il y a|avez vous|vous avez) (moyen|pas moyen) (d'avoir|de parler|de parler a|d'avoir a faire a) [a|avec] (<person>|_ _)
      ! <person> [a qui parler|au telephone|de vivant|de disponible]
      ^ [oui|non|bonjour|plutot] (un|une|le|la|votre|vos|des) [vrai|vraie|autre] <agent> [humain|humaine] [s'il vous plait] $
      ^ [oui|non] <agent> [<agent>] [<agent>] $
      ^ [oui|non|bonjour] <person> $
      <person> (en chair et en os|reel|reelle|de vivant|au bout du fil|en direct|en personne|physique|s'il vous plait)
      en chair et en os
      (de vive voix|d'humain a humain)
      [que|qu'] (<person>|quelqu'un de chez vous|quelqu'un d'autre) [de chez vous|humain] [peut|pourrait|pourra|doit|qui|puisse|va] [me'|nous] (<phones>)
      (<i>) <want> [bien] [que|qu'] ... <person> [_] [_] <phones>
      (<i>) <want> [bien] [etre] <phones> [_] par (<person>|un|une|vos|votre|quelqu'un)
      (dites|demandez|demande) a (<person>|un|une|votre|vos|quelqu'un) [_] [chez vous] de'[me'|nous] <phones>
      (dites|demandez) a (<person>) de (m'|me|nous) <phones>
      (<phones>) par (<person>|un|une|vos|votre|quelqu'un)
      (faites|fais|faire) (moi|nous|me) (<phones>) par
      (faites|fais) (moi|nous) (<phones>)
      (avoir|joindre|voir|rencontrer) <person>
      <i> <want> (une|la|entendre une) voix humaine
      (qu'on|que l'on) [me'|nous] (passe|mette|transfere) [en ligne|en relation|avec|a] [<person>|un _|une _]
      (ai|a) besoin (d'|de|de parler a|de parler avec) <person>
      j'attends (<person>|un conseiller)
      (y a|y a t il) un humain (dispo|disponible)
      (y a|il y a) quelqu'un (de|d') _ [chez vous]
      <i> <want> (le|votre) service _
      (m'|s'|nous) entretenir (avec|a)
      (vous|tu) (me'|nous) (passez|passes|passe|mettez|donnez|transferez|trouvez) (<person>|le _|la _|un|une|votre|quelqu'un) [_]
      <i> [<want>|peux|peut|pourrais|dois] (lui|leur) parler
      ! (la|le|de|un|une|des|cette|votre) (robot|machine|automate|voix) [<i> <want>]
      (votre|le|un|ton) (chef|responsable|patron|directeur|superieur) [il|elle] est la
      (vrai|vraie) (conseiller|conseillere|personne|humain|interlocuteur|gens) [s'il vous plait]
      service client
      (<i>) (veux|voudrais|souhaite|aimerais|prefere) parler (a|avec) (un|une|quelqu'un|votre|vos) [_]
      (<i>|j') <want> (parler|discuter|echanger|causer) [a|avec] (un|une|l'un|quelqu'un) de (vos|votre|chez vous) [_]
      (un|une|l'un|l'une) de (vos|votre) (<agent>|conseillers|conseilleres|collegues|agents|commerciaux|techniciens|experts)
      pas de (robot|machine) [je veux]
      (assez|marre) (des|de) (robots|machines)
      (<i>|j') (veux|souhaite|voudrais|prefere) (du|de l') (humain|contact humain)
      (a|avec) (quelqu'un|une personne) (de reel|de vivant|en vrai|de competent|qui comprend)
      quelqu'un d'humain
      un humain [s'il vous plait] $
      (pouvez|pourriez|peux|peut) [vous|tu] (me'|nous) passer (<person>|un|une|quelqu'un|votre|le|la) [_]
      (me|m'|il me|nous) faut [un|une] (<person>|<agent>|vrai <agent>|vraie personne)
      y a t il (<person>) [de vivant]
      (affaire|parler) a (un|une) (<agent>|etre humain)
      mais un (humain|vrai conseiller|conseiller|etre humain)
      qu'on me (<phones>) mais (un|une) (<agent>|humain)
      ! (a|avec) (un|une) <machine>
    `),
  },
];
