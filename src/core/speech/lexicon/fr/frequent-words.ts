/** Frequent French words that no phrase of the lexicon names: known, so that they are not mended into something else. */
export const frequentWords: readonly string[] =
  `affaire air annee appareil argent arriver assez attendre avant avoir balcon bas bateau beau beaucoup belle besoin blanc bois boite bouche bras bruit cadeau
cafe camion campagne carte cause cave centre chaise chaleur chambre chance changer chat chaud chaudiere chauffage cher cheval chien chose ciel cle climatisation coeur coin
combles compteur compte couleur coup courage court couverture croire cuisine dame danger debut dehors dernier dessous dessus dieu doigt donner dos dormir douce eau electricite electrique
ensemble entendre entre envie epaule escalier etage etat ete etoile facade facture faim faire fait fenetre fer ferme feu feuille fin finir fleur fois fonds force foret forme fort
froid fruit gagner garcon gaz genou gens goutte grand gros guerre habitude haut herbe heure heureux hiver homme ici idee ile image isolation isole jambe jardin jaune jour journee
jusque large leger lent lettre lever libre lit livre logement loin long lourd lumiere lune main maintenant mal marche mari matin mauvais meilleur meme mer mettre meuble mieux
milieu mode moins moitie moment monde montagne montrer morceau mot mourir mur neige noir nouveau nuit objet oeil oiseau ombre oreille oser oublier ouvrir pain panneau panneaux papier
pareil parent parmi partie partir passer patte payer pays peau peine pendant penser perdre petit peuple peur piece pied pierre place plaisir plein pleurer pluie plusieurs poche
point pompe pont porte poser pouvoir premier prendre presque prix profond promener propre prouver quart quartier raison recevoir regard regarder rendre rentrer repondre reste rester
retraite reve revenir rire riviere robe rose rouge route rue sable saison salle sang sauter savoir second sembler sens sentir servir seul siecle silence soir sol soleil somme sommeil
sortir souffler souvenir suivre sujet surface table taille tante taper tenir terrasse terre tete toit tomber tour tourner trace travail travers triste trois trou trouver vague
valoir veille vent ventre verite verre vert vie vieux village ville vin visage vite vivre voie voir voisin voiture voix voler vouloir voyage vrai vue zone fioul granules poele radiateur
double vitrage garage piscine veranda etages pieces metres carres mille euros taxe impots fibre internet mutuelle sante banque credit pret auto moto scooter velo enfants petits grands`.split(
    /\s+/,
  );
