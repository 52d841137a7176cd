/** Whether a text seems to be in a language other than English: its small words, or its script. */
const others = new Set(
  'el la los las una unos que como donde cuando para por con mi necesito ayuda puedo hola gracias contrasena cuenta quiero acceso tengo esta estoy le les des une est je vous nous pour avec mon besoin aide bonjour merci comment ou der die das ich und nicht wie wo mein brauche hilfe bitte danke ako ko paano ang mga sa ng po kailangan hindi'.split(
    ' ',
  ),
);

/** True when most telling words are those of another language, or most letters are of another script. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return false;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (latin / letters.length < 0.5) return true;
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .match(/[a-z]+/g);
  if (words === null || words.length < 3) return false;
  return words.filter((word) => others.has(word)).length / words.length >= 0.4;
}
