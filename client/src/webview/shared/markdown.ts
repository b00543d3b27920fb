import type { Element, ElementContent, Root as HtmlRoot } from 'hast';
import { toDom } from 'hast-util-to-dom';
import type { Nodes, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import { code } from './code';
import { element } from './element';

/** How the images of a text are drawn: what their addresses may do is not Markdown's business. */
export type DrawImage = (url: string, alt: string) => Node;

/**
 * A Markdown text as nodes. HTML in it is shown as text, links of other kinds than web and mail do nothing, and line breaks
 * are kept, because a model learns them.
 */
export function markdown(text: string, drawImage: DrawImage): Node {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  keepLineBreaks(tree);
  const html = toHast(tree, { handlers: { html: (_state, { value }: { readonly value: string }) => shownHtml(value) } });
  const root: HtmlRoot = html.type === 'root' ? html : { type: 'root', children: html.type === 'doctype' ? [] : [html] };
  const images: { readonly url: string; readonly alt: string }[] = [];
  root.children = root.children.map((child) => (child.type === 'element' ? safe(child, images) : child));
  const made = toDom(root, { fragment: true });
  if (!(made instanceof DocumentFragment)) return made;
  made.querySelectorAll('x-image').forEach((place, index) => {
    const image = images[index];
    if (image) place.replaceWith(drawImage(image.url, image.alt));
  });
  for (const block of made.querySelectorAll('pre > code')) {
    const language = /(?:^|\s)language-(\S+)/.exec(block.className)?.[1]?.toLowerCase();
    block.replaceChildren(code((block.textContent ?? '').replace(/\n$/, ''), language));
  }
  for (const table of made.querySelectorAll('table')) {
    const frame = element('div', { class: 'table', tabindex: 0, role: 'group', 'aria-label': 'Table' });
    table.replaceWith(frame);
    frame.append(table);
  }
  return made;
}

function shownHtml(value: string): ElementContent {
  return { type: 'element', tagName: 'span', properties: { className: ['html'] }, children: [{ type: 'text', value }] };
}

function keepLineBreaks(node: Nodes): void {
  if (!('children' in node)) return;
  if (node.children.some((child) => child.type === 'text' && child.value.includes('\n'))) {
    (node as { children: PhrasingContent[] }).children = (node.children as PhrasingContent[]).flatMap((child) =>
      child.type === 'text' ? brokenText(child.value) : [child],
    );
  }
  for (const child of node.children) keepLineBreaks(child as Nodes);
}

function brokenText(value: string): readonly PhrasingContent[] {
  return value.split('\n').flatMap((line, index): PhrasingContent[] => {
    const text: PhrasingContent[] = line === '' ? [] : [{ type: 'text', value: line }];
    return index === 0 ? text : [{ type: 'break' }, ...text];
  });
}

/** Headings within a message stand below the message's own. */
const smaller: Readonly<Record<string, string>> = { h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6', h6: 'h6' };

function safe(node: Element, images: { readonly url: string; readonly alt: string }[]): Element {
  const { tagName, properties } = node;
  if (tagName === 'img') {
    images.push({ url: String(properties.src ?? ''), alt: String(properties.alt ?? '') });
    return { ...node, tagName: 'x-image', properties: {}, children: [] };
  }
  if (tagName === 'input') {
    return { ...node, tagName: 'span', properties: {}, children: [{ type: 'text', value: properties.checked ? '☑' : '☐' }] };
  }
  const children = node.children.map((child) => (child.type === 'element' ? safe(child, images) : child));
  if (tagName === 'a') return safeLink(String(properties.href ?? ''), { ...node, children });
  // Ids of footnotes would be the same in every message.
  const { id: _id, ariaDescribedBy: _describedBy, ...kept } = properties;
  return { ...node, tagName: smaller[tagName] ?? tagName, properties: kept, children };
}

function safeLink(href: string, node: Element): Element {
  if (/^(?:https?|mailto):/i.test(href)) return { ...node, properties: { href, title: href } };
  return { ...node, tagName: 'span', properties: { className: ['dead-link'], title: `Does nothing here: ${href}` } };
}
