import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { repo } from './pinned.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** How long an element may take to appear. */
const patience = 5000;

/**
 * What a test inside VS Code may ask of the page around it, by name; each takes the request's JSON and returns the answer's.
 * `selector` is a Playwright selector (CSS, or `text=…`); elements are looked for in webviews too.
 * @type {Record<string, (page: Page, request: any) => Promise<unknown>>}
 */
export const requests = {
  /** Writes `out/screenshots/<name>.png`; answers with its path. */
  async screenshot(page, { name }) {
    const file = path.join(repo, 'out', 'screenshots', `${String(name).replace(/[^\w.-]+/g, '-')}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    // Hovers and lists fade in; the picture is of what they become.
    await page.screenshot({ path: file, animations: 'disabled' });
    return { file };
  },
  /** Types text where the focus is. */
  async type(page, { text }) {
    await page.keyboard.type(text);
  },
  /** Presses a key or a chord: `Control+Space`, `F8`. */
  async press(page, { keys }) {
    await page.keyboard.press(keys);
  },
  /** Pastes text where the focus is, as the key does: without a display there is no clipboard that the page could read. */
  async paste(page, { text }) {
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }),
      );
    }, text);
  },
  /** Moves the mouse to a point of the window. */
  async move(page, { x, y }) {
    await page.mouse.move(x, y, { steps: 3 });
  },
  /** Holds the mouse over the first element that matches. */
  async hover(page, { selector }) {
    await (await find(page, selector)).hover({ timeout: patience, force: true });
  },
  /** Holds the mouse over a piece of text in the editor. */
  async 'hover-text'(page, { text }) {
    const point = await editorText(page, text);
    await page.mouse.move(point.x - 1, point.y);
    await page.mouse.move(point.x, point.y, { steps: 3 });
  },
  /** Clicks the first element that matches. */
  async click(page, { selector, button }) {
    await (await find(page, selector)).click({ timeout: patience, button });
  },
  /** Clicks the first element that matches twice. */
  async dblclick(page, { selector }) {
    await (await find(page, selector)).dblclick({ timeout: patience });
  },
  /** Checks the webview that holds the first element that matches for accessibility; answers with the serious findings. */
  async accessibility(page, { selector }) {
    const holder = await (await find(page, selector)).elementHandle();
    const frame = await holder?.ownerFrame();
    if (!frame) throw new Error(`What matches ${selector} is in no frame.`);
    // As source, because @axe-core/playwright asks for a newer Node than this may run in, and looks at whole pages only.
    await frame.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const violations = await frame.evaluate(async () => {
      const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] });
      return violations
        .filter((/** @type {any} */ { impact }) => impact === 'serious' || impact === 'critical')
        .map(
          (/** @type {any} */ { id, nodes }) =>
            `${id}: ${nodes.map((/** @type {any} */ node) => `${node.html} ${node.failureSummary}`).join('; ')}`,
        );
    });
    return { violations };
  },
  /** Answers with the addresses that hold a text among all that the page and its frames have asked for. */
  async traffic(page, { text }) {
    return { urls: (traffic.get(page) ?? []).filter((url) => url.includes(text)) };
  },
  /** Waits until an element matches; answers with the texts of all that do then. */
  async read(page, { selector, timeout }) {
    await find(page, selector, timeout);
    const texts = await Promise.all(visible(page, selector).map((found) => found.allInnerTexts().catch(() => [])));
    return { texts: texts.flat() };
  },
  /** Answers with an attribute of all elements that match now; those that lack it give null. */
  async attributes(page, { selector, name }) {
    const values = await Promise.all(
      visible(page, selector).map((found) =>
        found.evaluateAll((elements, attribute) => elements.map((element) => element.getAttribute(attribute)), name).catch(() => []),
      ),
    );
    return { values: values.flat() };
  },
  /** Answers with how many elements match now. */
  async count(page, { selector }) {
    const counts = await Promise.all(visible(page, selector).map((found) => found.count().catch(() => 0)));
    return { count: counts.reduce((sum, count) => sum + count, 0) };
  },
};

/** @type {WeakMap<Page, string[]>} */
const traffic = new WeakMap();

/**
 * Begins to write down what a page asks for.
 * @param {Page} page
 */
export function watchTraffic(page) {
  /** @type {string[]} */
  const urls = [];
  traffic.set(page, urls);
  page.on('request', (request) => urls.push(request.url()));
}

/**
 * The visible elements that match, in the workbench and in each webview. VS Code keeps hidden ones of every kind around.
 * @param {Page} page
 * @param {string} selector
 * @returns {Locator[]}
 */
function visible(page, selector) {
  return page.frames().map((frame) => frame.locator(selector).filter({ visible: true }));
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {number} [timeout]
 * @returns {Promise<Locator>}
 */
async function find(page, selector, timeout = patience) {
  const end = Date.now() + timeout;
  for (;;) {
    for (const found of visible(page, selector)) {
      if ((await found.count().catch(() => 0)) > 0) return found.first();
    }
    if (Date.now() > end) throw new Error(`Nothing on the page matches ${selector} after ${timeout} ms.`);
    await page.waitForTimeout(50);
  }
}

/**
 * The middle of a piece of text in a visible editor line, which VS Code draws as many small elements.
 * @param {Page} page
 * @param {string} text
 * @returns {Promise<{ x: number, y: number }>}
 */
async function editorText(page, text) {
  await find(page, '.view-line');
  const point = await page.evaluate((wanted) => {
    for (const line of document.querySelectorAll('.view-line')) {
      // VS Code draws spaces as no-break spaces.
      const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
      if (start === -1) continue;
      const range = document.createRange();
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let offset = 0;
      let begun = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (!begun && start < offset + length) {
          range.setStart(node, start - offset);
          begun = true;
        }
        if (begun && start + wanted.length <= offset + length) {
          range.setEnd(node, start + wanted.length - offset);
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
        offset += length;
      }
    }
    return undefined;
  }, text);
  if (!point) throw new Error(`No visible editor line holds ${JSON.stringify(text)}.`);
  return point;
}
