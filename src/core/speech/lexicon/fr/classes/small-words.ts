/** Words that stand for one another in any phrase. */
import { words } from '../../phrases.ts';

export const smallWords = {
  yes: words('oui, ouais, ok'),
  a: words(`
    un, une, le, la, des, du, de la
  `),
  it: words('ca, cela, ceci, c'),
  big: words('grosse, petite, grande, simple, bete'),
  want: words(`
    veux, voudrais, veut, voulons, souhaite, souhaiterais, souhaitons, desire, desirerais, aimerais, prefere,
    prefererais, demande, exige, tiens a
  `),
  salam: words(`
    [as] (salam|salaam|selam|salamou) [aleykoum|aleikoum|alaykoum|alikoum|aleykum|alaikum], salamalekoum,
    aleykoum salam
  `),
  insult: words(`
    connard, connards, connasse, conne, cons, con, enfoire, enfoires, salaud, salauds, salope, encule, encules,
    batard, batards, abruti, abrutis, cretin, cretins, imbecile, imbeciles, debile, debiles, idiot, idiots, bouffon,
    bouffons, boloss, fils de pute, pute, putain, ordure, ordures, parasite, parasites, enflure, crevure, pourriture,
    pauvre type, merde, escroc, escrocs, voleur, voleurs, arnaqueur, arnaqueurs, charlatan, charlatans, osti,
    tabarnak, calisse, crisse, ducon, trou du cul, tocard, minable, minables
  `),
  machine: words(`
    robot, robots, machine, machines, automate, automates, ordinateur, ordinateurs, repondeur, repondeurs,
    boite vocale, ia, ordi, ordis, logiciel, voix enregistree, voix robotisee, bande enregistree, disque, programme, systeme, intelligence artificielle, enregistrement, bot, truc automatique, voix automatique
  `),
  scam: words(`
    arnaque, arnaques, escroquerie, attrape, attrape nigaud, attrape couillon, bidon, foutaise, foutaises, entourloupe, combine, magouille, pipeau, fumisterie,
    pompe a fric, piege, mensonge, mensonges, fake, scam, filouterie, embrouille, tromperie, supercherie, carotte, bobard, bobards, fraude
  `),
  rude: words(`
    lourd, lourds, lourde, penible, penibles, fatigant, fatigants, fatigante, chiant, chiants, chiante, relou, relous, insupportable, insupportables, collant,
    collants, ridicule, ridicules, malade, malades, fou, fous, bete, betes, nul, nuls, culotte, culottes, gonfle, gonfles, gonflant, malpoli, malpolis, casse pieds,
    saoulant, soulant, degueulasse, honteux, impoli, marrant, marrants, incroyable, incroyables, sourd, bouche
  `),
};
