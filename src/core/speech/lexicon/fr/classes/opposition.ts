/** What an opposition is about: the number, and the lists it stands on. */
import { words } from '../../phrases.ts';

export const oppositionClasses = {
  mine: words('mon, ma, mes, notre, nos, le, ce, cette, les'),
  contact: words(`
    numero, numeros, nom, noms, coordonnees, donnees, telephone, fiche, dossier, informations, infos, contact, contacts, 06, gsm,
    natel, portable, mobile, cellulaire, fixe, ligne, identite, adresse, profil, inscription
  `),
  list: words(`
    liste, listes, fichier, fichiers, base, bases, repertoire, annuaire, systeme, registre, registres, contacts, prospects, tablettes,
    papiers, ordinateur, machine, carnet, clients, memoire, listing, listings, logiciel, tableau, plateforme, campagne
  `),
  authority: words(`
    police, gendarmerie, gendarmes, flics, keufs, commissariat, avocat, avocats, cnil, justice, tribunal, autorites, dgccrf, procureur, huissier, mediateur, arcep,
    (une|l'|mon) association [de consommateurs], ufc, que choisir, (soixante|60) millions de consommateurs, repression des fraudes, juge, juridique
  `),
};
