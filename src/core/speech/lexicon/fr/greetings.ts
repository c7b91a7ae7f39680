/** Who or what answered. Only what a live person has no reason to say decides against a person. */
import type { AnswerGroup } from '../../lexicon.ts';
import { phrases } from '../phrases.ts';

export const greetings: readonly AnswerGroup[] = [
  {
    label: 'human',
    weight: 0.97,
    say: phrases(`
      c'est pas (le|un|mon) repondeur
      (voulez|veux|vous voulez|tu veux|souhaitez|vous souhaitez|desirez|vous desirez) [vous|tu] [lui] laisser [lui] un (message|mot)
      (je|on) [vais|peux|peut] [lui] (prendre|prends|transmettre|passer|laisser) [lui] [un|le|votre] message
      (je|on) vous (le|la|les) passe
      (qui|que) dois je annoncer
      laissez moi (voir|regarder|verifier|deux|une|finir|parler|tranquille)
    `),
  },
  {
    label: 'screening',
    say: phrases(`
      (filtrage|filtre|filtrer|filtree) [d'|des|les|ses|mes|vos|cet|l'|automatique|est|par|son|de] [appels|appel]
      (appel|appels) [est|sont] (filtre|filtres|filtree)
      service de filtrage
      (enregistrez|enregistrer|enregistre) [votre|ton] nom
      (dites|donnez|indiquez|prononcez|enoncez|precisez|annoncez|declinez|dire|donner|indiquer|prononcer|enoncer|preciser|annoncer|laisser|laissez) [moi|nous|lui|clairement] (votre|ton|vos|vos nom) [prenom et|prénom et] (nom|prenom|noms|identite) [et|ainsi|puis|apres|pour|et votre|suivi|de famille|pour que]
      (votre|ton) nom et (le|la|l'|votre) (motif|raison|objet|but|prenom et|societe et|sujet)
      (votre nom|nom) et [votre] prenom apres le bip
      (assistant|assistante|secretaire|secretariat) [telephonique] (virtuel|virtuelle|vocal|vocale|google|automatique|numerique|personnel|ia|intelligent|intelligente|de google|siri)
      (assistant|assistante) telephonique
      (l'|un|une|ici) (assistant|assistante) (de|d'|du) ... (qui|quel|je|votre|puis|pourquoi)
      (votre appel|l'appel|vous) (soit|sera|serez|est) (presente|connecte|transmis|annonce|mis en relation)
      identifiez vous
      (protection|anti) [anti] (spam|antispam|demarchage|indesirables|indésirable)
      antispam
      (il|elle|votre correspondant|la personne|celui ci) (choisira|decidera|choisit|pourra decider|acceptera) [ou non] [si|de'|d']
      recevra une copie
      (lit|lire|voit|visualise) [a l'ecran|sur son ecran] ... (dites|ecran|conversation|message|transcription)
      (cet|votre|l') appel est (pris|traite|gere|repondu) par (un|une) (assistant|robot|ia|intelligence)
      reponse automatique votre
      (qui etes vous|qui appelle|qui vous etes) et (pourquoi|a quel|quel|pour quelle)
      quel est (le motif|l'objet|la raison) de (votre|l') appel ... (correspondant|disponible|transmets)
      (voir|verifier|regarder) si (cette personne|la personne|votre correspondant) est
      (le|la|du|l'|quel) (motif|raison|objet) de (votre|l'|cet) appel
      (call screen|google assistant|screening service|using a screening|state your name|say your name|record your name|your name and (the )reason|reason for calling|call assist|please stay on the line while)
      who is calling and why
      (the person you('re| are) calling) (is using|uses|is screening)
      avant de (vous connecter|vous mettre en relation|prendre l'appel|repondre|prendre votre appel)
      see if this person is available
    `),
  },
  {
    label: 'unavailable',
    say: phrases(`
      (numero|ligne) [que] [vous] [avez] [demande|compose|forme|appele|de votre correspondant|demandee|appelez] [actuellement] (est|a|ne|n'|pas|plus|sont|n'est) [est] [pas|plus|actuellement] [ete] (attribue|attribuee|en service|valide|joignable|suspendue|suspendu|hors service|resilie|resiliee|reconnu|reconnue|accessible|complet|incomplet|disponible actuellement|change|utilise|connu|correct|valable|coupee|en derangement|interrompue|active|actif|desactive)
      (est|a) (pas|plus) [ete] (attribue|attribuee)
      (pas|plus|hors) (en|de) service
      hors service
      (veuillez|merci de|nous vous (prions|invitons|conseillons) de'|prions de'|priere de'|invitons a) [bien vouloir] (renouveler|rappeler|reessayer|consulter|verifier|recomposer|essayer|raccrocher|composer|retenter) [de] [_] [_] [votre] [appel|ulterieurement|plus tard|l'annuaire|le numero|votre correspondant|dans quelques instants|en affichant]
      (renouveler|renouvelez) (votre|ton|l') appel
      (rappelez|rappeler|reessayez|reessayer) ulterieurement
      (pas|peut|pu|pouvoir|pourra) [pas] [etre] (aboutir|abouti)
      (appel|appels) (ne )[peut|peuvent|a|n'a] [pas] (aboutir|abouti|etre achemine|etre etabli)
      pas (aboutir|abouti|ete achemine|etre achemine|etre etablie|etre etabli)
      (encombrement|saturation|surcharge) [du|des] [reseau|lignes|]
      (suite a|en raison d'|a la suite d') [un] (incident|encombrement|probleme technique|derangement|incident technique)
      (ne )(recoit|accepte|peut recevoir|peut pas recevoir) [pas|plus] [les|d'|vos] appels [entrants|anonymes|masques]
      (appels anonymes|numeros masques|appels masques)
      en affichant votre numero
      (eteint|hors) (ou|de|du|reseau|la zone|service) [hors] [de|du|la|zone|couverture|reseau]
      (zone|reseau) de couverture
      (abonne|abonnee|correspondant|client|utilisateur|mobile|telephone|correspondante|destinataire) [demande|demandee|appele|que vous appelez|que vous avez appele|de votre correspondant] [ne|est|n'est|peut|peut etre] [actuellement|pour le moment] (pas|injoignable|eteint|suspendue|indisponible|occupe) [peut|etre] [actuellement] [joignable|atteint|joint|disponible|accessible|abonne|en mesure de repondre|contacte|libre|valide]
      (correspondant|abonne|client) [ne] (peut|est) [pas|plus|actuellement] [etre] (joint|atteint|contacte|injoignable|joignable|en ligne avec|deja en communication|en communication)
      (correspondant|abonne) est (injoignable|occupe|en communication|actuellement|deja)
      ligne de votre correspondant
      (ligne|lignes|poste) [est|sont] (occupee|occupees|suspendue|saturees|en derangement|interrompue)
      (nouveau|le nouveau) numero est
      numero [de votre correspondant] a change
      (y a|il y a|ya) (pas|plus|aucun) [de] (service|abonne) (au|a ce|a)
      (donner|donne) suite a votre appel
      consulter l'annuaire
      (composez|composer|faites) le (nouveau|12|118)
      restriction d'appel
      (the number you (have )(dialed|dialled|called)|not in service|no longer in service|cannot be completed|not available at the moment|currently unavailable|switched off|subscriber|try again later|is not reachable|been disconnected|you have (dialed|dialled))
      numero (inexistant|errone|incomplet|invalide|non attribue|inconnu|incorrect)
      (service|communication) (restreint|restreinte|interdit|interdite|suspendu|temporairement)
      credit (est epuise|insuffisant|epuise)
      temporairement (injoignable|indisponible|interrompu|hors|suspendu|pas)
      (n'existe|existe) (pas|plus)
      toutes les lignes de votre correspondant
      l'appel (est interdit|n'est pas autorise|pas possible)
      votre appel (a echoue|est impossible|pas etre)
    `),
  },
  {
    label: 'voicemail',
    say: phrases(`
      (messagerie|repondeur|boite vocale|boite de messagerie|combox|message (revocale|vocale)|messagerie vocale|boite a messages|messagerie instantanee|repondeuse|voicemail|voice mail|mailbox)
      message (vocale|evocale|revocale)
      message rive
      (apres|a pres|au|des) le (bip|signal|top|biip|bips|timbre|beep|son|ding|bipsonore|bip sonore|signal sonore)
      (apres|appele|appel a|au|le) (bipsonore|bipsonor|bip|signal sonore|bip sonore|timbre sonore)
      au (bip|signal|son|top|timbre) [du|sonore]
      (laissez|laisser|laisse|laissez|laissé|enregistrez|enregistrer|deposez|deposer|dites|parlez|confiez|confier|adressez) [moi|nous|lui|donc|un|le|votre|vos|ton|tes|petit|brève|bref|gentil|y|] [donc|un|votre|ton|le|vos|tes|petit|bref] [petit|bref|gentil|court] (message|messages|coordonnees|mot|msg|mess) [vocal]
      (laissez|laisse|laisser) [moi|nous] [vos|votre|un|tes|ton] (coordonnees|nom|numero|message)
      merci de (me |nous )[me|nous] (laisser|laissez|laisse|deposer|enregistrer)
      ^ [vous] etes [bien] (au|sur le|sur la ligne|sur le telephone|sur le portable|sur le mobile|sur la) (<number>|_ (messagerie|portable|telephone)|zero)
      (vous etes|etes|vous avez) [bien] (au|joint le|appele le) (zero|<number>)
      vous etes bien (au|sur)
      (bien|vous avez) (joint|rejoint|appele|contacte) [bien] [la|le|le portable|le telephone]
      (je|nous|on) [vous|te] [vous] (rappellerai|rappellerons|recontacterai|recontacterons|rappelle|recontacte|reponds|rappellera) (des que|dans les|aussitot|le plus|au plus|rapidement|sans faute|promis|des mon|asap|dans la)
      et je (vous|te) (rappelle|rappellerai|recontacte|recontacterai|reponds|reviens)
      (je|nous|on) [vous] (rappellerai|rappellerons|recontacterai|recontacterons|vous rappellerai)
      (peux|peut|puis|pouvons|pourrai) (pas|pas vous|pas te) repondre [pour|a votre|actuellement|dans|en|la]
      (suis|sommes|est) [actuellement] (pas|absent|absente|absents|injoignable|indisponible) [disponible|joignable|la|dispo] [pour|actuellement|en ce moment] ... (laissez|laisse|merci|message|rappeler)
      (correspondant|correspondante|personne que vous (appelez|cherchez a joindre|essayez de joindre)|abonne|06 _) ... (message|messagerie|repondre|absent)
      (votre|vos) message [apres|vocal|sonore]
      nom votre message
      (parle|parlez|dis|dites) (apres|au|moi tout apres) [le|la] (bip|signal|top|son|timbre)
      (le bip|au bip|du bip|bip sonore|signal sonore|timbre sonore|tonalite)
      (leave (me |us )a message|leave your (name|message|number)|after the (tone|beep)|at the tone|you('ve| have) reached|record your message|please leave|can't (take|come to|get to)|not available (right now|to take)|get back to you|call you back as soon|reached the voicemail|voice mailbox|forwarded to)
      (appuyez|appuyer|tapez) ... (reecouter|diese) ... message
      si (vous entendez|t'entends|tu entends|vous ecoutez) (ca|ce message|cette annonce)
      (cabinet|bureau|bureaux|secretariat|magasin|agence|etude) [est|sont] [actuellement] (ferme|fermee|fermes|fermees)
      nos (bureaux|horaires)
      (transfere|redirige|renvoye) vers (une|la|sa) (boite|messagerie)
      en conge[s] jusqu
      mon repondeur
      savez ce qu'il (vous reste|faut) [a] faire
      tu sais (quoi faire|ce que tu as a faire)
      vous savez quoi faire
    `),
  },
  {
    label: 'ivr',
    say: phrases(`
      (tapez|tapé|tape|taper|appuyez|appuyer|faites|composez|pressez|dites) [sur] [la|le|maintenant] [touche] (<number>|etoile|diese|zero|1|2|3|0|touche|un)
      (tape|tapez|tapes|appuyez sur|faites le|composez le) (<number>|zero|diese|etoile)
      touche (diese|etoile|<number>|zero)
      (nos|tous nos|l'ensemble de nos|un de nos|nos) (conseillers|conseilleres|operateurs|agents|lignes|collaborateurs|teleconseillers|techniciens|charges|services) [sont|est|vont|va|]
      (un|une|l'un de nos|un de nos) (conseiller|conseillers|operateur|agent|conseillere|collaborateur|teleconseiller|charge de clientele) (va|vont|sera|prendra|vous|est|pourra) [prendre|repondre|vous|votre|bientot|etre]
      (veuillez|merci de|priere de) [bien vouloir] [rester|garder] (patienter|patientez|en ligne|rester en ligne|ne pas (quitter|raccrocher)|quitter pas|saisir|composer|selectionner|choisir|taper|appuyer|indiquer votre numero|entrer)
      (vous voyez|voyez|veuillez|sinon) patient(er|é|e|ez)
      (appel|conversation|communication|echange) [est|peut|pourra|sera] [susceptible d'] [etre] (enregistre|enregistree|ecoute|enregistres) [a|pour|dans|afin]
      susceptible[s] d'etre
      a des fins (de|d')
      (temps|duree) d'attente
      (file|liste) d'attente
      (rester|restez) en ligne
      (pour|si) [vous] ... (tapez|tape|appuyez|dites|faites le|composez le|pressez)
      (saisissez|saisir|entrez|entrer|composez|composer) [votre|le] (numero|code|identifiant) [de|client|a]
      (bienvenue|bienvenu) (chez|a|au|dans|sur le serveur|sur|aux) ... (service|pour|tapez|veuillez|votre|vous allez|nos|conseiller|si|tous|appuyez|menu)
      (service|serveur) (gratuit|vocal|interactif|plus prix appel|payant)
      prix (appel|d'un appel|de l'appel)
      (dites|decrivez|exprimez|expliquez|formulez) [moi] en quelques mots
      par exemple _ ou _
      (menu|choix) (principal|invalide|precedent|incorrect)
      (pas compris|pas reconnu|invalide) [votre] (choix|reponse|demande|saisie)
      (votre|votre) (appel|demande) (est|va etre|sera|a bien ete) (important|importante|pris en charge|prise en compte|mis en attente|traite|transfere|dirige)
      mis en attente
      (press (one|two|1|2)|please hold|your call is important|para espanol|druk|for english|for service in|all our (agents|operators)|calls may be recorded|main menu)
      (nous allons|nous vous mettons|vous allez etre|allons vous|mettons) [mettre] [en relation|mis en relation|repondre|transferer]
      (position|numero) _ dans la file
      (sont|est) actuellement (en ligne|occupes|occupees|tous occupes|en communication)
      (horaires|ouverts|ouvert) ... du lundi
      (nous avons bien recu votre appel|nous prenons votre appel|prendre votre appel|donner suite a votre demande dans)
      (ecoutez|ecouter) (attentivement|bien) (le|les) (menu|choix|options)
      connaissez le numero de poste
      notre (standard|site|service)
      suivi de la touche
      je n'ai pas compris votre
      (service commercial|service client|service technique|comptabilite) (tapez|dites|faites|appuyez|tape)
    `),
  },
];
