import { element } from './element';
import { splitInvisible } from './invisible';

/** The text nodes within a node, in their order. */
export function textNodes(root: Node): readonly Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node as Text);
  return found;
}

/** Puts a badge in the place of every character within that nobody sees. */
export function markInvisible<Root extends Node>(root: Root): Root {
  for (const node of textNodes(root)) {
    const pieces = splitInvisible(node.data);
    if (pieces.every((piece) => typeof piece === 'string')) continue;
    node.replaceWith(
      ...pieces.map((piece) =>
        typeof piece === 'string'
          ? piece
          : element('span', { class: 'invisible', title: `${piece.code}: ${piece.name}`, dir: 'ltr' }, piece.code.slice(2)),
      ),
    );
  }
  return root;
}
