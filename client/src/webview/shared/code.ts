import { toDom } from 'hast-util-to-dom';
import { common, createLowlight } from 'lowlight';

const lowlight = createLowlight(common);

// Colouring costs far more than drawing, and nobody reads more than this at once.
const longestColoured = 50_000;

/** Code with colours where its language is known, else as it is. */
export function code(text: string, language: string | undefined): Node {
  if (language === undefined || !lowlight.registered(language) || text.length > longestColoured) return document.createTextNode(text);
  return toDom(lowlight.highlight(language, text), { fragment: true });
}
