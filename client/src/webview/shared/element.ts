/** What may stand in an element; nothing stands for nothing. */
export type Content = Node | string | undefined | false;

/** What an element has beside its content: attributes by their names, and listeners. */
export interface Attributes {
  readonly class?: string | undefined;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly [attribute: string]: string | number | boolean | undefined | Readonly<Record<string, (event: Event) => void>>;
}

/** Makes an element. Texts become text nodes, whatever they hold: nothing is ever read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { on, ...attributes }: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || typeof value === 'object') continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [type, listener] of Object.entries(on ?? {})) made.addEventListener(type, listener);
  made.append(...content.filter((each): each is Node | string => each !== undefined && each !== false));
  return made;
}

/** A sentence of ours whose `code` stands between back quotes. */
export function sentence(text: string): readonly Content[] {
  return text.split('`').map((piece, index) => (index % 2 === 1 ? element('code', {}, piece) : piece));
}
