const svg = 'http://www.w3.org/2000/svg';

// Strokes on a grid of 16 × 16, in the manner of VS Code's own icons.
const strokes = {
  up: 'M3.5 10.5 8 6l4.5 4.5',
  down: 'M3.5 5.5 8 10l4.5-4.5',
  edit: 'm3 13 .7-2.9 7.4-7.4 2.2 2.2-7.4 7.4zM9.6 4.2l2.2 2.2',
  text: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  target: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zm0 3.2a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z',
  clear: 'm4 4 8 8m0-8-8 8',
  tool: 'm5.5 4.5-3 3.5 3 3.5m5-7 3 3.5-3 3.5M9 3.5l-2 9',
  result: 'M3.5 3.5v5h8m-3-3 3 3-3 3',
  image: 'M2.5 3.5h11v9h-11zm0 7 3.2-3 2.6 2.4 2-1.8 3.2 2.9M10.5 6h.1',
  error: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zm-2 3.7 4 4.2m0-4.2-4 4.2',
  warning: 'M8 2.5 14 13.2H2zm0 4v3.2m0 1.6v.3',
  info: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2zm0 5v3.6m0-5.9v.3',
  hint: 'M5.8 11.2C3 9.4 4 3 8 3s5 6.4 2.2 8.2v1H5.8zm.6 2.6h3.2',
} as const;

/** The icons that the webviews draw. */
export type IconName = keyof typeof strokes;

/** An icon for the eye alone: what it stands beside has to say the same. */
export function icon(name: IconName): SVGElement {
  const root = document.createElementNS(svg, 'svg');
  for (const [attribute, value] of [
    ['viewBox', '0 0 16 16'],
    ['class', `icon icon-${name}`],
    ['aria-hidden', 'true'],
  ] as const)
    root.setAttribute(attribute, value);
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', strokes[name]);
  root.append(path);
  return root;
}
