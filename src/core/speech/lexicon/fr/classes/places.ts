/** Where somebody is, or whose line it is. */
import { words } from '../../phrases.ts';

export const placeClasses = {
  here: words(`
    ici, a ce numero, a cette adresse, chez moi, chez nous, dans la maison, avec moi, avec nous, a ce nom,
    dans cette maison, dans l entreprise, cette adresse, au bout du fil
  `),
  business: words(`
    pharmacie, boulangerie, entreprise, societe, restaurant, garage, cabinet, ecole, bureau, bureaux, magasin, hotel,
    mairie, hopital, clinique, college, lycee, standard, atelier, salon de coiffure, salon, commerce, boutique,
    pizzeria, usine, association, creche, fax, cabine, boucherie, banque, coiffeur, professionnel, particulier,
    maison de retraite, numero professionnel, ligne professionnelle, telephone professionnel, bar, cafe, ehpad,
    camping, station service
  `),
  /** Where one cannot talk, or is about to be. */
  busy_place: words(`
    au (volant|travail|boulot|bureau|taf|turbin|chantier|restaurant|resto|telephone|cinema|cine|theatre|concert|lit|magasin|marche),
    au (supermarche|sport|foot|garage|jardin|toilettes|docteur|medecin|dentiste|kine|coiffeur|veterinaire|guichet|comptoir|parc|bar),
    au (college|lycee|tribunal|commissariat|musee|stade|bord|milieu|four|fourneau|fourneaux|drive|cimetiere|hammam),
    au (bled|club|cafe|spectacle|match|entrainement|petit coin|mariage|rayon),
    en (voiture|char|auto|bus|train|avion|moto|velo|scooter|camion|tram|metro|taxi|reunion|rendez vous|rdv|communication|conference),
    en (conduite|cours|classe|vacances|deplacement|route|conge|conges|livraison|consultation|formation|visio|visioconference|entretien),
    en (pause|chemin|intervention|clientele|tournee|stage|examen|audience|soin|soins|salle|cuisine|montagne|mission|astreinte|seance),
    en (repetition|week end|voyage|promenade|balade|rendez vous|ville|courses|visite|famille|double appel|teletravail|service),
    en (plein|pleine|pleins|pleines) [_],
    en train d' _,
    en train de _,
    en ligne avec _,
    en ligne sur _,
    (deja|encore) en ligne,
    sur (la route|l'autoroute|un chantier|le chantier|le depart|un toit|mon lieu de travail|mon velo|la moto|le periph|le quai|scene),
    sur (l'autre ligne|une autre ligne|un appel|une echelle|mon tracteur|un autre appel|un marche|le terrain|le point de _),
    a (table|la caisse|l'hopital|l'ecole|la plage|la poste|la banque|la peche|la pharmacie|l'exterieur|l'etranger|la clinique|velo|pied),
    a (la boulangerie|la gare|l'aeroport|l'usine|la messe|un enterrement|la fac|la bourre|la creche|la sortie de l'ecole|la mosquee),
    a (l'instant occupe|un mariage|un anniversaire|un bapteme|une reunion|une fete|une ceremonie|un rendez vous|la gym|la piscine|la mairie),
    a (l'eglise|l'atelier|la douche|la chasse|la montagne|la campagne|la salle|la cantine|l'entrainement|cheval|l'arret de bus|l'accueil),
    a (la bibliotheque|la tele|la laverie|la dechetterie|la station|l'hotel|l'arret),
    chez (le|mon|ma|des|un|le docteur|le coiffeur|mes|une) _,
    dans (le|un|mon|les) (train|bus|metro|tram|tramway|avion|rer|taxi|car|magasin|bain|bouchons|embouteillages|bureau|bois|champs),
    dans (le|un|mon|les|la|une|ma) (jardin|garage|escalier|escaliers|ascenseur|tunnel|parking|salle d'attente|rue|voiture|baignoire),
    dans (le|un|mon|les|la|une|ma) (cuisine|cave|rayons|transports|file|queue|foret|vignes|atelier),
    sous (la douche|l'eau|une voiture|la voiture|l'evier),
    aux (toilettes|courses|urgences|champs|impots|puces|sports d'hiver),
    avec (un|une|du|mon|ma|mes|des|le|les) (client|cliente|clients|monde|enfants|patient|patients|medecin|patron|chef|collegue|ami|amis),
    avec (un|une|du|mon|ma|mes|des|le|les) (amie|petit|petits|bebe|ouvriers|gens|eleves|invites|plombier|infirmiere|kine|banquier|notaire),
    avec quelqu'un,
    de (garde|service|sortie|nuit|corvee|permanence|astreinte)
  `),
};
