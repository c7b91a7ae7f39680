/** Who or what answered. Only what a live person has no reason to say decides against a person. */
import type { AnswerGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const greetings: readonly AnswerGroup[] = [
  {
    label: 'human',
    say: phrases(`
      encore vous
      // offers and questions about the machine, which the machine itself does not make
      (c'est|tombe|suis) ! [sur] (le|un|mon) repondeur
      (voulez|veux|voudriez|souhaitez|desirez|pouvez|puis) [vous|tu|je] [lui|me] [que je] [lui] [prendre|laisser|transmettre|donner] [lui] un (message|mot) [$]
      (voulez|veux|souhaitez) (vous|tu|) qu'(il|elle) vous rappelle
      (je|on) [vais|peux|peut|puis|pourrais] [lui] (prendre|prends|transmettre|passer|laisser|dire|aider|donner) [lui] [un|le|votre] [message|quelque chose]
      // « Voulez-vous laisser un message ? » without its first word
      vous (laissez|laisser) [lui] un message $
      je peux vous aider
      (je|on) [peux|peut|vais|puis] (noter|note|prends|prendre) [votre|vos] (numero|nom|coordonnees|message|commande)
      puis je [lui] (prendre|laisser|transmettre) [un] [message]
      (je|on) vous (le|la|les) passe
      (il|elle|mon mari|ma femme|quelqu'un) vous (rappelle|rappellera|recontacte|recontactera) [_]
      (je|on) (lui|leur) (dis|dit|dirai|transmets|transmettrai|passe|demande|ferai) [_]
      (je|on) vous passe (le|la|les|mon|ma|monsieur|madame)
      (m'avez|avez|avais|ai|as|m'a|m'as|a|eu|recu|ecoute) [bien|eu|recu] [laisse|ecoute] [un|votre|ton|vos|le] (message|messages) [hier|tout a l'heure]
      (cru|croyais|pensais|crois) [que] [c'etait|c'est|tomber sur] [sur] (le|mon|un|votre) repondeur
      (laisse|laissez|laisser) un message sur (mon|le) repondeur
      suis sur mon repondeur
      (je|on) (le|la|les) note [_] [_] [_] et (je|on) (le|la|lui|leur) (lui|donne|dis|transmets|passe) [_]
      (c'est|est) [de] la part de qui
      que puis je (faire )pour vous
      (en quoi|comment) puis je vous
      laissez moi (voir|regarder|verifier|deux|une|finir|parler|tranquille|le temps)
      je vais (le|la) chercher
      je vous mets en attente
      je suis avec (un|une) (client|cliente|patient)
      vous pouvez patienter
    `),
  },
  {
    label: 'human',
    weight: 1,
    own: true,
    say: phrases(`
      // where else one wants to be written to, and what is wrong with one's own voicemail
      ^ [non] (laisse|laissez|envoie|envoyez) [moi] un message (sur|par) (whatsapp|messenger|telegram|signal|facebook|internet|mail) $
      (ma|mon) (messagerie|repondeur|boite vocale) est (pleine|plein|saturee|sature)
    `),
  },
  {
    label: 'screening',
    say: phrases(`
      // names itself
      (filtrage|filtre|filtrer|filtree|filtrent) [d'|des|les|ses|mes|vos|l'|automatique|est|par|son|de] [appels|appel]
      (appel|appels) [est|sont] (filtre|filtres|filtree)
      (assistant|assistante|secretaire|secretariat) [telephonique|d'appel|d'appels] (virtuel|virtuelle|vocal|vocale|google|automatique|numerique|personnel|personnelle|ia|intelligent|intelligente|siri|robot)
      (assistant|assistante) (telephonique|d'appel|d'appels)
      (assistant|assistante) (ia|google|vocal|vocale|virtuel|virtuelle)
      (utilise|avec) [l'|un|une] (assistant|assistante) (google|ia|vocal|vocale|virtuel|virtuelle)
      question de l'assistant
      recevra la transcription
      (concierge|majordome|standardiste|gardien) (virtuel|virtuelle|vocal|vocale|numerique|automatique)
      intelligence artificielle (qui|chargee) (gere|filtre|prend|traite|s'occupe|de)
      demande a son telephone de
      (votre|ta) reponse (lui|leur) (sera|est|va etre) (affichee|transmise|communiquee|envoyee|lue)
      vos (paroles|mots) s'(afficher|affichent)
      avant de faire sonner (son|le|l') (telephone|portable|mobile|appareil)
      pour (completer|poursuivre|transmettre) votre appel (appuyez|tapez|composez)
      controle des appels
      (je suis|ici|l'|c'est) [l'|un|une] (assistant|assistante) (de|d'|du) _ ... (qui|quel|quelle|votre|puis|pourquoi|dites|savoir)
      (pris|traite|gere|repondu|filtre) par (un|une|l') [systeme] (assistant|assistante|robot|ia|intelligence|systeme)
      (protection|protege|protegee|bloqueur) [contre] [le|les] [d'appels] (antispam|anti spam|spam|demarchage|spams|indesirables|appels indesirables)
      antispam
      anti spam
      reponse automatique votre
      recevra une copie
      (lit|voit|lire) [a|sur] [l'|son] ecran
      (identite|nom) [_] (va|sera|seront) [etre] (communique|communiquee|transmis|transmise|annonce|annoncee)
      // asks for a name and a reason, for somebody else
      (enregistrez|enregistrer|enregistre|dites|donnez|indiquez|prononcez|enoncez|precisez|annoncez|declinez|dire|donner|indiquer|prononcer|enoncer|preciser|annoncer|communiquez|communiquer) [moi|nous|lui|clairement|simplement] (votre|ton|vos) [prenom et] (nom|prenom|noms|identite)
      (votre|ton) nom et (le|la|l'|votre) (motif|raison|objet|but|sujet)
      (motif|raison|objet) de (votre|l'|cet|ton) appel
      [vous] identifier
      identifiez vous
      (appel|vous|demande) (soit|sera|serez|soyez) (presente|presentee|connecte|connectee|transmis|transmise|annonce|annoncee|mis en relation)
      pour (etre mis en relation|joindre votre correspondant) [_] (enoncez|dites|prononcez|donnez|indiquez|annoncez)
      (il|elle|correspondant|personne|celui ci) (choisira|decidera|choisit|acceptera|decide) [ou non] [si|de'|d']
      (souhaite|veut|voudrait) (connaitre|savoir) (votre identite|qui|le motif|la raison)
      (voir|verifier|verrai|vois|verifierons|demande|demander|verifie) [si|a] (cette personne|la personne|votre correspondant|elle|il) [si] [est|peut|veut|souhaite|elle]
      (qui etes vous|qui appelle|qui vous etes|qui est a l'appareil) et (pourquoi|a quel|quel|pour quelle|de quoi|je)
      dites [moi] qui vous etes
      (dites|indiquez|precisez) [moi] [en quelques mots] (qui vous etes|pourquoi vous appelez)
      (savoir|demander) qui (appelle|est a l'appareil|vous etes) $
      que puis je lui dire [de votre part]
      quel est votre nom
      avant (de|que) [je] (transfere|transferer|passe|connecte) [votre] (appel)
      avant de (vous connecter|vous mettre en relation|connecter|prendre|repondre|vous passer)
      filtrage ... qui dois je annoncer
      (call screen|google assistant|screening|call assist)
      (state|say|record) your name
      your name and [the|your] (reason|why)
      (why you're calling|who is calling and why|reason for (calling|your call)|see if this person is available)
    `),
  },
  {
    label: 'voicemail',
    // Beside an offer to take a message this one still decides.
    weight: 1,
    say: phrases(`
      // tells to speak after a tone
      [a|au|apres|des] (apres|apel|a pres|appele) (le|la) [prochain|petit] (bip|signal|top|timbre|beep|son|ding|tonalite|bips) [sonore]
      (apres|appele|appel a|apel) bip sonore
      (apres|appele|apele|apel a|a) bipsonore
      bipsonore
      (au|du) (bip|son du timbre|signal sonore|bip sonore|top sonore|timbre)
      (bip|signal|timbre) sonore
      le bip [votre|vous]
    `),
  },
  {
    // Nobody has left one yet.
    label: 'voicemail',
    weight: 1,
    say: phrases(`
      votre message sera (traite|ecoute|lu|releve|consulte)
    `),
  },
  {
    // The tone itself; « c'est quoi ce bip » asks about it.
    label: 'voicemail',
    notAfter: [
      'le',
      'ce',
      'un',
      'du',
      'quel',
      'petit',
      'les',
      'des',
      'deux',
      'fait',
      'en',
      'de',
      'dit',
      'son',
      'mon',
      'gros',
      'comme',
    ],
    say: phrases(`
      (bip|biip|biiip) $
    `),
  },
  {
    label: 'voicemail',
    say: phrases(`
      // tells to leave a message
      (laissez|laisse|laissé) [moi|nous|lui|donc] [donc] (un|le|votre|vos|ton|tes) [petit|bref|gentil|court|mignon] (message|messages|coordonnees|mot|msg|nom|numero)
      (laisser|deposer|enregistrer|enregistrez|deposez|confiez|adressez|laisse|laissez|laissez moi|laisser moi|laissez nous) [moi|nous|me|lui] (un|votre|vos|ton) [petit|bref] (message|messages|coordonnees|mot)
      (merci de|veuillez|priere de|vous pouvez|pouvez|souhaitez) [me|nous|bien vouloir|lui] (laisser|laissez|deposer|enregistrer) [moi|un|votre|vos] [message]
      merci de [me|nous] laisser
      (rappeler|rappelez|rappele|sms|texto|mail) ou [de|me|nous] [laisser|laissez] (laisser|laissez|un) [un] message
      (connais|connaissez|sais|savez) (la suite|la chanson|la musique|le principe|quoi faire)
      message [vous] (sera|va etre) (transmis|envoye|ecoute|delivre|retranscrit)
      (envoie|envoyez|laisse|laissez|faites|fais|preferez|privilegiez) [moi] [plutot] (un|une|les|des) (sms|vocal|texto|message vocal|whatsapp|textos|vocaux|mail)
      message (et|puis) (je|on|nous) [vous|te|t'] (reviens|rappelle|recontacte|reponds|rappellerai|reviendrai|revenons|rappelons|retelephone|retelephonerai|retelephonera)
      (donnez|laissez|dites|indiquez|precisez|communiquez) [moi|nous] (votre|vos) nom [prenom] [et|votre|ainsi que] [votre] (numero|message|telephone|coordonnees)
      // names itself
      (c'est|voici) [bien|encore] (ma|la|sa|notre) (messagerie|boite vocale)
      (vous etes|etes|vous voila|tombez|sur|dans) [bien] [dans|sur|en communication avec] (le|la|mon|ma) (repondeur|messagerie|boite vocale|boite de messagerie|message vocale|message evocale|message revocale|message rive|boite)
      (vous etes|etes|vous voila|tombez) [bien] (dans|sur) (une|un) (repondeur|messagerie|boite vocale|boite de messagerie|message vocale|message evocale|message revocale|message rive|boite)
      (messagerie|message|message rive|message rie) (vocale|evocale|revocale|au cal|orange|sfr|bouygues|free|vocal)
      ^ [bonjour|bienvenue] [sur|ici|c'est|sur le] [la|le|ouais] (messagerie|repondeur|boite vocale|combox) [de|d'|du]
      (ici|c'est) [bien|encore] (le|la|mon) (repondeur|messagerie|boite vocale)
      (la|sa|une|cette) (messagerie|boite vocale) (de|du|est|de ce|va)
      (joint|rejoint|atteint) [bien] (la|le) (messagerie|boite vocale|repondeur|boite)
      boite vocale
      mon repondeur (lui|vous)
      vous parlez a (une|la|ma) machine
      (moment|instant|maison|absent|absente|absents|occupe|occupes|repondre) parlez a (la|ma|cette) machine
      repondeur est (branche|allume|en marche)
      ^ [bonjour] c'est (la|le) (messagerie|repondeur) [vocale] (de|d'|du)
      combox
      (transfere|redirige|renvoye|dirige) vers (une|la|sa|le) (boite|messagerie|repondeur)
      [vous] etes [bien] (au|sur le) (<number>|zero _|le zero|le <number>|numero _)
      [vous] etes [bien] [sur] (<number> <number>|zero _|le zero|le <number>|numero _)
      (vous avez|avez) [bien] (joint|appele|compose) le (<number>|zero)
      // promises to call back, as only a recording does to somebody who has not said anything
      (rappellerai|rappellerons|recontacterai|recontacterons|rappelle|recontacte|repondrai) [vous] (des que|dans les|dans le|aussitot|le plus|au plus|des mon|asap|a mon retour)
      et (je|on|nous) (vous|te) (rappelle|rappellerai|rappellerons|recontacte|recontacterai|reponds)
      (je|nous) vous (rappellerai|rappellerons|recontacterai|recontacterons)
      (nous sommes|je suis) [actuellement|tous] (absent|absente|absents|injoignable)
      (si|quand) (vous entendez|t'entends|tu entends|vous ecoutez) (ca|ce message|cette annonce) [c'est]
      nom votre message
      (vous savez|savez|tu sais) (quoi faire|ce qu'il [vous] [reste|faut] [a] faire)
      correspondant ... (repond pas|absent|prendre votre message)
      votre message (apres|s'il vous plait)
      (personne que vous appelez|correspondant|je|nous|on) [ne] (peux|peut|pouvons|puis) pas [vous|te] repondre [pour] (l'instant|le moment|actuellement) [laissez|merci|veuillez] $
      // English
      (leave|record) [me|us] [a|your] (message|name|number)
      (after|at) the (tone|beep)
      (you've|you have) reached
      (voicemail|voice mail|mailbox)
      get back to you
    `),
  },
  {
    label: 'unavailable',
    weight: 1,
    own: true,
    say: phrases(`
      [la] (messagerie|boite vocale) [vocale] de votre correspondant (est pleine|est saturee|a atteint)
    `),
  },
  {
    label: 'unavailable',
    say: phrases(`
      // the number
      votre appel est rejete
      <line> [<sought>] [<adverb>] existe !
      <line> [<sought>] peut [!] [<adverb>] etre _
      (circuits|lignes|canaux) (de|vers) (votre|ce|cette) _ sont
      (etes|est) ! autorise (a|de) (appeler|joindre|emettre)
      (boite vocale|messagerie|boite) [_] [_] [_] est ! [encore] (activee|configuree|initialisee|disponible|ouverte)
      (ce|votre) (correspondant|abonne) [a|dispose|possede] ! [de] (messagerie|boite vocale)
      correspondant dispose ! [de|d'une] [_]
      <line> [<sought>] [<adverb>] (est|a|existe|sont|peut|a ete) ! [<adverb>] [_] <works>
      (a|ont) suspendu [<adverb>] (sa|leur|cette) ligne
      appel [_] [_] peut [!] [<adverb>] (aboutir|etre (etabli|achemine|transmis|traite|abouti|satisfait))
      appel [_] [_] (a|est) ! [pu] [ete|etre] (abouti|aboutir|etabli|achemine|autorise)
      acces [a] (ce|votre|cette|au) (correspondant|numero|service|ligne|destination) [<sought>] (est|a)
      connecte au reseau
      (votre|cette) (forfait|carte|offre) [_] permet ! d'(appeler|emettre|joindre)
      (votre|cette) (forfait|carte|offre) ! [_] d'(appeler|emettre)
      (numero|ligne) [que] [vous] [avez] [demandez|demande|compose|forme|appele|appelez|de votre correspondant|demandee] [actuellement] (est|a|existe|sont) ! [_] (attribue|attribuee|service|valide|joignable|reconnu|reconnue|accessible|disponible|connu|correct|valable|active|actif|utilise)
      (numero|ligne) [que] [vous] [avez] [demande|compose|forme|appele|de votre correspondant|est|demandee] [est] (incorrect|invalide|incomplet|errone|inexistant|suspendu|suspendue|resilie|resiliee|hors service|coupe|coupee|interrompue|inconnu|en derangement|desactive|non attribue)
      (numero|ligne) [_] (compose|demande|appele) existe !
      (est|a) ! [ete] (attribue|attribuee)
      (pas|plus) en service
      numero [_] existe !
      hors service
      (a suspendu|suspendu) sa ligne
      ligne [de votre correspondant] est (suspendue|interrompue|resiliee|coupee|occupee|en derangement)
      (toutes les )lignes de votre correspondant
      (numero de|nouveau numero|numero) [votre correspondant] (a change|est le <number>|est le zero)
      le nouveau numero est
      (y a|il y a) ! [de'] (service|abonne|ligne) (au|a ce|a)
      // the call
      (renouveler|renouvelez) (votre|ton|l') appel
      (rappelez|rappeler|reessayez|reessayer|renouveler|essayer) [votre appel] ulterieurement
      (veuillez|merci de|priere de|prions de|invitons a) [bien vouloir] (rappeler|reessayer|renouveler|retenter|recomposer|consulter|verifier|raccrocher) [_] [_] [_]
      (aboutir|abouti)
      (appel|appels) [vers] [ce] [numero] (est|sont|a|peut|peuvent|pouvons) ! [ete|etre] (autorise|autorises|achemine|possible|etabli|acheminer|abouti)
      (acheminer|etablir) votre (appel|communication)
      (encombrement|saturation|surcharge)
      (suite a|en raison d'|cause d') un (incident|probleme technique|derangement)
      (pouvons|pouvoir|peut) [pas] donner suite
      regrettons de ! pouvoir
      (recoit|accepte|recevoir|refuse) [!] [les|d'|vos] appels [entrants] [anonymes|masques]
      (les|aux|ces|tous|d') [les] (appels|numeros) (anonymes|masques)
      en affichant votre numero
      consulter (l'annuaire|votre documentation)
    `),
  },
  {
    // « nos lignes sont occupées » is a queue.
    label: 'unavailable',
    notAfter: ['nos', 'les', 'vos', 'toutes', 'mes'],
    say: phrases(`
      <line> [<sought>] [<adverb>] (est|a ete|sont) [<adverb>] <broken>
    `),
  },
  {
    // These open a voicemail, too: whoever decides on a part of the words should wait for more.
    label: 'unavailable',
    weight: 0.65,
    say: phrases(`
      (correspondant|correspondante|abonne|abonnee|client|utilisateur|destinataire) [demande|que vous [avez] [appelez|appele|demande]|appele|recherche] [ne] (est|peut) ! [_] [etre] (joignable|atteint|joint|disponible|accessible|repondre|contacte|libre)
      (correspondant|correspondante|abonne|abonnee|personne|client|utilisateur) [<sought>] [<adverb>] est [<adverb>] <broken>
      (votre|de votre|que votre) (correspondant|correspondante|correspondance)
      (rappelez|rappeler|renouveler|renouvelez|appel) (litterieurement|superieurement|litteralement)
      numero que vous (demandez|avez (compose|demande|forme))
      (en mesure de|peut pas|pas) (recevoir|prendre) (votre|d'|vos|les) (appel|appels)
      (correspondant|correspondante|abonne|abonnee) [est] (injoignable|indisponible|occupe|eteint)
      (personne|numero|mobile|telephone|portable) [que vous] [appelez|demandez|cherchez a joindre|essayez de joindre] [ne] est ! (joignable|disponible|accessible|atteint)
      (correspondant|mobile|telephone|portable) [de votre correspondant] est (eteint|hors|injoignable|en communication|actuellement)
      (eteint|hors) (ou|de|du|reseau) [hors] [de] [la] (zone|reseau|couverture|service)
      zone de couverture
      (temporairement|provisoirement) (injoignable|indisponible|interrompu|interrompue|suspendu|suspendue|hors)
      (credit|forfait) [est] (epuise|insuffisant)
    `),
  },
  {
    label: 'unavailable',
    say: phrases(`
      // English
      (not|no longer) in service
      the (number|subscriber|person) you [have] (dialed|dialled|called|are)
      (cannot complete|try again later|switched off|currently unavailable|not reachable|disconnected|call back later)
    `),
  },
  {
    // « Merci de laisser un message » may follow.
    label: 'ivr',
    weight: 0.65,
    say: phrases(`
      (nous sommes|on est|standard est|service est|agence est|accueil est|bureaux sont) [<adverb>] (ferme|fermes|fermee|fermees)
    `),
  },
  {
    label: 'ivr',
    say: phrases(`
      // keys and spoken choices
      (nos|les) horaires [d'ouverture]
      service (client|clients|clientele|consommateurs) est [<adverb>] (ferme|ouvert)
      (magasin|boutique|agence|accueil|standard|service|services|bureaux|nous) (est|sont|sommes) ouvert [au public] du <day> au <day> [inclus] de <hour> a <hour>
      (centimes|euros|euro|centime) [_] (la|par) minute
      service est (facture|payant|surtaxe)
      munissez vous (de|d')
      // « Ayez » sounds like « est », and a person asks what the number is.
      preparez [votre|vos|bien] (numero|identifiant|carte|references|dossier) [_] [_]
      ayez [votre|vos|bien] _ [_] [_] (sous la main|a portee)
      (tapez|tape|tapes|tapé|taper|appuyez|appuyer|pressez) [sur|le|la] [touche] (<number>|etoile|diese|zero|la touche|touche)
      (faites|composez|dites|formez) [le] (<number>|zero|diese|etoile)
      touche (diese|etoile|<number>|zero)
      touche <number> [_] [_] [_] [_] touche <number>
      (sur|de) la touche
      afin de mieux vous
      composez les [_] [premieres] lettres
      veuillez (entrer|saisir|composer|indiquer) votre [_] (numero|code|identifiant) [d'|de] [_]
      [il] y a _ personnes avant vous
      (saisissez|saisir|entrez|entrer|composez|composer|taper|tapez|indiquez) [votre|le|maintenant] (numero de|code|identifiant|choix|numero client)
      suivi de [la touche] (diese|etoile|dieze)
      (dites|decrivez|exprimez|expliquez|formulez|indiquez) [moi] en quelques mots
      (votre|au|du|le) (menu|choix) (principal|invalide|precedent)
      (compris|reconnu) votre (choix|reponse|demande|saisie)
      par exemple _ ou _
      ! [bien] (entendu|compris) [vous] [pouvez] (dire|dites) _ _ ou _
      (numero de poste|serveur vocal|menu principal)
      pour [_] [_] [_] [_] (tapez|tape|appuyez|dites|faites le|composez le)
      si vous [_] [_] [_] [_] [_] (tapez|tape|appuyez|dites|faites le|composez le)
      // queues
      (nos|vos) (conseillers|conseilleres|operateurs|agents|lignes|collaborateurs|teleconseillers|techniciens|charges)
      (un|une|l'un de nos|un de nos|prochain) (conseiller|conseillers|operateur|agent|conseillere|collaborateur|teleconseiller|charge de clientele) (va|vont|sera|prendra|vous|est|pourra|disponible)
      (veuillez|merci de|priere de|sinon|voyez|vous voyez) [bien vouloir] (patienter|patientez|patiente|rester en ligne|garder|ne pas raccrocher|saisir|selectionner|choisir|composer votre|pas quitter|pas raccrocher)
      voyez patienter
      [restez en ligne] votre appel va aboutir
      notre standard est [<adverb>] (sature|surcharge|encombre)
      standard est [<adverb>] (sature|surcharge|encombre) ... renouveler votre appel
      [restez|rester] en ligne (nous|un|votre|s'il vous plait merci)
      (recherchons|prenons|prendre|traitons) votre (correspondant|appel)
      (temps|duree) d'attente
      file d'attente
      (lignes|conseillers|operateurs) sont [actuellement|toutes|tous] (occupees|occupes|en ligne|en communication)
      (mis|mise) en (attente|relation avec (un|une|le|nos))
      (allons|allez) [vous|etre] [mettre|mis|mise] en relation
      allons [_] [_] donner suite
      votre (appel|demande) (est important|va etre|sera pris|a bien ete|est pris|est en cours)
      recu votre appel
      (appel|conversation|communication|echange) [_] [_] [_] [etre] (enregistre|enregistree|ecoute|enregistres)
      a des fins (de|d')
      // hours, prices, menus of a company
      (bienvenue|bienvenu) (chez|a|au|dans|sur|aux) ... (service|pour|tapez|veuillez|vous allez|si|appuyez|menu|dites)
      (service|serveur) (gratuit|vocal|interactif|payant)
      service est gratuit
      prix (appel|d'un appel|de l'appel)
      (ouvert|ouverts|ouverte) [_] (lundi|du lundi)
      press (one|two|three|zero|<number>)
      (your call is important|please hold|main menu|all our|recorded for|for english|for service in|druk)
    `),
  },
];
