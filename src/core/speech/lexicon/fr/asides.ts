/** Words that may stand between the words of any phrase and mean nothing there. */
import { words } from '../phrases.ts';

export const asides = words(`
  please, monsieur, madame, mademoiselle, messieurs, mesdames, mon petit, ma petite, ma bonne dame, mon brave,
  mon bon monsieur, mon ami, mon gars, mon garcon, ma petite dame, mon grand, mon cher, ma chere, cher monsieur,
  chere madame, jeune homme, jeune fille, wallah, wallahi, frere, mon frere, khoya, hamdoulilah, wesh, gros, poto, bebe,
  cousin, chef, patron_, les gars, s'il vous plait, s'il te plait, merci bien, la, moi, nous autres, hein, voila, alors,
  donc, franchement, absolument, carrement, honnetement, vraiment, sincerement, du coup, ecoutez, ecoute, vous savez,
  tu sais, voyez vous, je vous dis, je te dis, ma foi, quand meme, tout simplement, simplement, justement, trop,
  tellement, completement, plutot, deja, toujours, encore, aussi, juste, bien, personnellement, et, puis, pis,
  de toute facon, toute facon, de toutes facons, bon, desole, desolee, excusez moi, excuse moi, a vrai dire, certes,
  forcement, du tout, tres, super, plus que ca, una fois, une fois, fieu, tiens, sais tu, peuchere, dites, dis, genre,
  tant que ca, par contre, malheureusement, surtout, actuellement, definitivement, strictement, reellement, serieusement,
  litteralement, apparemment, evidemment, heureusement, sans mentir, en tout cas, de mon cote, pour ma part, quant a moi,
  je dois dire, pour etre honnete, je vous le dis, je vous jure, je te jure, vous voyez, tu vois, figurez vous
`);
