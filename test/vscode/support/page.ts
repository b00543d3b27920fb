import { eventually, includes } from './assert.js';
import { readJson } from './workspace.js';

/** The endpoint of scripts/vscode-host/endpoint.mjs; the launcher writes its address before the window opens. */
let address: Promise<string | undefined> | undefined;
let told = false;

/** Whether this VS Code can be typed into and photographed from here: in a browser it can, in the desktop's window not. */
export async function hasPage(): Promise<boolean> {
  address ??= readJson<{ url: string }>('.vscode/page.json').then((file) => file?.url);
  return (await address) !== undefined;
}

/** Writes a picture of the window to `out/screenshots/<name>.png`, or `<name>-web.png` from the web worker host. */
export const screenshot = (name: string): Promise<void> =>
  tell('screenshot', { name: typeof process === 'undefined' ? `${name}-web` : name });

/** Types text where the focus is. */
export const type = (text: string): Promise<void> => tell('type', { text });

/** Presses a key or a chord, in Playwright's words: `Control+Space`, `F8`, `Escape`. */
export const press = (keys: string): Promise<void> => tell('press', { keys });

/** Pastes text where the focus is. */
export const paste = (text: string): Promise<void> => tell('paste', { text });

/** Moves the mouse to a point of the window. */
export const move = (x: number, y: number): Promise<void> => tell('move', { x, y });

/** Holds the mouse over the first element that matches a Playwright selector. */
export const hover = (selector: string): Promise<void> => tell('hover', { selector });

/** Holds the mouse over a piece of text in a visible editor line, so that its hover opens. */
export const hoverText = (text: string): Promise<void> => tell('hover-text', { text });

/** Clicks the first element that matches a Playwright selector; elements in webviews are found too. */
export const click = (selector: string, button: 'left' | 'right' = 'left'): Promise<void> => tell('click', { selector, button });

/** Clicks the first element that matches twice. */
export const doubleClick = (selector: string): Promise<void> => tell('dblclick', { selector });

/** The serious and critical findings of axe in the webview that holds an element; undefined where there is no page. */
export async function accessibilityFindings(selector: string): Promise<string[] | undefined> {
  return (await ask<{ violations: string[] }>('accessibility', { selector }))?.violations;
}

/** The addresses that hold a text among all that the window and its webviews have asked for; undefined where there is no page. */
export async function trafficTo(text: string): Promise<string[] | undefined> {
  return (await ask<{ urls: string[] }>('traffic', { text }))?.urls;
}

/** Waits for an element that matches and returns the texts of all that do; undefined where there is no page. */
export async function read(selector: string, timeout?: number): Promise<string[] | undefined> {
  return (await ask<{ texts: string[] }>('read', { selector, timeout }))?.texts;
}

/** Opens the remedies at the cursor, of which one must hold this text; again until they show, for a window that is busy with a new editor passes over the key. */
export function remedies(title: string): Promise<void> {
  return eventually(async () => {
    await press('Control+.');
    includes(((await read('.action-widget .monaco-list-row', 2000)) ?? []).join('\n'), title);
  });
}

/** An attribute of all elements that match now; undefined where there is no page. */
export async function attributes(selector: string, name: string): Promise<(string | null)[] | undefined> {
  return (await ask<{ values: (string | null)[] }>('attributes', { selector, name }))?.values;
}

/** How many elements match now; undefined where there is no page. */
export async function count(selector: string): Promise<number | undefined> {
  return (await ask<{ count: number }>('count', { selector }))?.count;
}

async function tell(name: string, request: object): Promise<void> {
  await ask(name, request);
}

async function ask<T>(name: string, request: object): Promise<T | undefined> {
  if (!(await hasPage())) {
    if (!told) console.log('  (this VS Code has no page to type into or to photograph: such steps do nothing)');
    told = true;
    return undefined;
  }
  const response = await fetch(`${await address}/${name}`, { method: 'POST', body: JSON.stringify(request) });
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(`${name}: ${answer.error}`);
  return answer;
}

/** A list or question that takes keys: it shows a moment before that, and keys that come first go to the editor behind it. */
export const asked = '.quick-input-widget:focus-within';

/** Waits until a list to choose from shows a text and takes keys, and returns all that it shows. */
export function listed(text: string): Promise<string> {
  return shownBy(`${asked} .quick-input-list .monaco-list-row`, text);
}

/** Waits until a list or question has a text in its title or its message, and takes keys. */
export async function isAsked(text: string | RegExp): Promise<void> {
  await shownBy(`${asked} :is(.quick-input-title, .quick-input-message)`, text);
}

function shownBy(selector: string, text: string | RegExp): Promise<string> {
  return eventually(async () => {
    const shown = ((await read(selector, 2000)) ?? []).join('\n');
    includes(shown, text);
    return shown;
  });
}
