/**
 * What an opposition is about, as beginnings of words without accents: calling, the number and the data, being left alone, the law, an end.
 * A reply that
 * names none of it forbids nothing, whatever its other words resemble (« veuillez consulter l'annuaire »).
 */
export const oppositionSubjects: readonly string[] = (
  'appel rappel mapel telephon tel fil sonn numero ligne contact recontact relanc nouvelles demarch prospect ' +
  'coordonnees donnees fichier fiche liste base nom noms croix effac supprim retir enlev raye biff exclu desinscri desabon inscri ' +
  'tranquille paix stop cess compos arret oubli lache jamais insist balai absten map importun derang embet emmerd ennu saoul harcel persecut ' +
  'bloc bloq signal police flic gendarm commissariat procureur avocat huissier tribunal justice juridique loi penal amende plainte plaindr attaqu blacklist cnil droit'
).split(' ');
