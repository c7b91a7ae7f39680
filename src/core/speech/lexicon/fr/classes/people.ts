/** Who people are to one another, and who they ask for. */
import { words } from '../../phrases.ts';

export const peopleClasses = {
  /** Who is called for. */
  i: words("je, j', on, nous"),
  /** Relatives and those one asks first; « petite sœur », « ex-mari ». */
  family: words('[petit|petite|grand|grande|demi|ex|jeune|futur|future|vieux|vieille|arriere] <kin>'),
  kin: words(`
    mari, femme, epouse, epoux, conjoint, conjointe, compagnon, compagne, copain, copine, pere, mere, fils, fille,
    frere, soeur, voisin, voisine, papa, maman, enfant, enfants, cheri, moitie, colocataire, coloc, banquier,
    comptable, famille, chum, blonde, patron, associe, belle fille, beau fils, belle mere, beau pere, petit fils,
    petite fille, neveu, niece, oncle, tante, cousin, cousine, grand mere, grand pere, gendre, bru
  `),
  helper: words(`
    <kin>, locataire, successeur, remplacante, employe, employee, apprenti, apprentie, cuisinier, chauffeur, comptable, associe, eleve,
    voisin, voisine, baby sitter, babysitter, nounou, aide menagere, aide a domicile, aide soignante,
    femme de menage, secretaire, assistante, assistant, collegue, gardien, gardienne, concierge, infirmiere,
    infirmier, remplacant, remplacante, nouveau locataire, nouvelle locataire, nouveau proprietaire, tuteur, tutrice,
    auxiliaire de vie, auxiliaire, stagiaire, ami, amie, invite, invitee, ouvrier, femme, fille, fils, kine,
    standardiste
  `),
  they: words(`
    il, elle, ils, elles, monsieur [_], madame [_], (mon|ma|mes) <family>, maman, papa, mamie, papi, mes parents,
    les parents, le pauvre, la pauvre, ce monsieur, cette dame, la personne, cette personne
  `),
  called: words(`
    (le|la|celui|celle|un|une) (monsieur|dame|personne|homme|femme|jeune) que vous _, (celui|celle) que vous _,
    monsieur [_], madame [_], mademoiselle [_], cette personne, ce monsieur, cette dame, ce nom, cet homme,
    cette femme, ce type, cette fille, celui, celle, la personne, la bonne personne, le bon, la bonne,
    personne de ce nom, quelqu un de ce nom
  `),
  gone: words(`
    plus (la|parmi nous|avec nous|de ce monde|en vie), mort, morte, decede, decedee, disparu, disparue, demenage, parti, partie, partis, plus de ce monde, hospitalise,
    hospitalisee, en maison de retraite, en ehpad, incarcere
  `),
  away: words(`
    absent, absente, sorti, sortie, sortis, en voyage, en deplacement, en vacances, a l hopital, en prison,
    au cimetiere, a l etranger, a la retraite
  `),
  person: words(`
    un conseille, une conseillere, un conseiller,
    (un|une) [vrai|vraie|autre] (dame|monsieur|gars|mec|type|nana|fille|madame|bonhomme|gens|vivant|telephoniste|secretaire|patron|chef),
    une personne de (votre|chez|l'|la) [_], (quelqu un|un|une) de (votre|l'|chez) (equipe|service|societe|vous|boite|agence|entreprise|bureau),
    des (gens|humains|vrais gens|vraies personnes),
    quelqu un, une personne, une vraie personne, une personne reelle, une personne physique, un humain,
    un etre humain, un vrai humain, un conseiller, une conseillere, un vrai conseiller, un agent, un operateur,
    une operatrice, un responsable, le responsable, votre responsable, votre chef, le patron, votre patron,
    un superieur, votre superieur, un technicien, un commercial, un de vos collegues, une de vos collegues,
    un collegue, votre collegue, un expert, un specialiste, un interlocuteur, un vrai interlocuteur, un employe,
    le standard, un etre vivant, une vraie voix, un vrai homme, une vraie femme, un homme, une femme, du monde,
    le directeur, la direction, votre directeur, un vrai, un conseiller humain, un vendeur, un charge de clientele,
    un assistant humain, un correspondant, le service client, un manager, votre manager, un telephoniste, un prepose, un representant, un courtier, un assureur, une vraie
  `),
  agent: words(`
    conseiller, conseille, conseillere, operateur, operatrice, humain, agent, responsable, technicien, superieur, commercial,
    standard, personne humaine, vraie personne, etre humain, conseillers, standardiste, patron, chef, collegue
  `),
};
