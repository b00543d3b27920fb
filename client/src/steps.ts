import * as vscode from 'vscode';

/** How a step of a dialogue ended: with a value, with a wish to go back, or not at all. */
export type Outcome<Value> = { readonly value: Value } | 'back' | 'cancelled';

/** A question; undefined when it need not be asked. It may offer to go back when one was asked before it. */
export type Step<State> = (state: State, back: boolean) => Promise<Outcome<State>> | undefined;

/** Asks one question after the other, and the one before again when the user goes back; undefined when the user gave up. */
export async function runSteps<State>(initial: State, steps: readonly Step<State>[]): Promise<State | undefined> {
  const asked: { readonly index: number; readonly state: State }[] = [];
  let state = initial;
  for (let index = 0; index < steps.length; index += 1) {
    const outcome = await steps[index]?.(state, asked.length > 0);
    if (outcome === undefined) continue;
    if (outcome === 'cancelled') return undefined;
    if (outcome === 'back') {
      const previous = asked.pop();
      if (!previous) return undefined;
      state = previous.state;
      index = previous.index - 1;
    } else {
      asked.push({ index, state });
      state = outcome.value;
    }
  }
  return state;
}

/** A choice among items; `onActive` is told of every item that the user moves to. */
export interface PickStep<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly active?: Item | undefined;
  readonly back: boolean;
  readonly onActive?: (item: Item) => Promise<void>;
  /** True when it stays open while something else has the focus. */
  readonly stays?: boolean;
  /** A button in the title bar, and the items after it was pressed. */
  readonly toggle?: { readonly button: vscode.QuickInputButton; readonly press: () => Promise<readonly Item[]> };
}

/** Asks for one of the items. Where moving shows something, it stays open when the focus moves, so that this can be scrolled. */
export function pickStep<Item extends vscode.QuickPickItem>(step: PickStep<Item>): Promise<Outcome<Item>> {
  const { title, placeholder, items, active, back, onActive, stays = onActive !== undefined, toggle } = step;
  const pick = vscode.window.createQuickPick<Item>();
  Object.assign(pick, { title, placeholder, items, ignoreFocusOut: stays, matchOnDescription: true, matchOnDetail: true });
  if (active) pick.activeItems = [active];
  pick.buttons = [...(back ? [vscode.QuickInputButtons.Back] : []), ...(toggle ? [toggle.button] : [])];
  return asking(
    pick,
    () => pick.selectedItems[0],
    (failed) => {
      pick.onDidChangeActive(([item]) => {
        if (item) onActive?.(item).catch(failed);
      });
      pick.onDidTriggerButton((button) => {
        if (!toggle || button !== toggle.button) return;
        pick.busy = true;
        toggle
          .press()
          .then((changed) => {
            pick.items = changed;
            pick.busy = false;
          })
          .catch(failed);
      });
    },
  );
}

/** A choice of any number of items. */
export interface PickManyStep<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** Those that are ticked at first. */
  readonly ticked: readonly Item[];
  readonly back: boolean;
}

/** Asks for at least one of the items, each with a checkbox. */
export function pickManyStep<Item extends vscode.QuickPickItem>(step: PickManyStep<Item>): Promise<Outcome<readonly Item[]>> {
  const { title, placeholder, items, ticked, back } = step;
  const pick = vscode.window.createQuickPick<Item>();
  Object.assign(pick, {
    title,
    placeholder,
    items,
    canSelectMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  pick.selectedItems = ticked;
  pick.buttons = back ? [vscode.QuickInputButtons.Back] : [];
  return asking(
    pick,
    () => (pick.selectedItems.length > 0 ? pick.selectedItems : undefined),
    () => undefined,
  );
}

/** A question that is answered with text. */
export interface TextStep {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly back: boolean;
  /** Why this answer is not taken; where that takes a while, the question stays open meanwhile. */
  readonly refuse: (value: string) => string | undefined | Promise<string | undefined>;
}

/** Asks for a text. */
export function textStep({ title, prompt, value, back, refuse }: TextStep): Promise<Outcome<string>> {
  const input = vscode.window.createInputBox();
  Object.assign(input, { title, prompt, value, ignoreFocusOut: true });
  input.buttons = back ? [vscode.QuickInputButtons.Back] : [];
  let isAsked = false;
  const answer = async (): Promise<string | undefined> => {
    if (isAsked) return undefined;
    isAsked = input.busy = true;
    const { value } = input;
    try {
      const refusal = await refuse(value);
      // Of what has been typed since nothing is said.
      if (input.value === value) input.validationMessage = refusal;
      return refusal === undefined ? value : undefined;
    } finally {
      isAsked = input.busy = false;
    }
  };
  return asking(input, answer, () => {
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
  });
}

interface Asking extends vscode.QuickInput {
  readonly onDidAccept: vscode.Event<void>;
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
}

/** Shows the input until it is answered, left, or something that it started has failed. */
function asking<Value>(
  input: Asking,
  answer: () => Value | undefined | Promise<Value | undefined>,
  listen: (failed: (error: unknown) => void) => void,
): Promise<Outcome<Value>> {
  return new Promise<Outcome<Value>>((resolve, reject) => {
    listen(reject);
    const accept = async (): Promise<void> => {
      const value = await answer();
      if (value !== undefined) resolve({ value });
    };
    input.onDidAccept(() => accept().catch(reject));
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) resolve('back');
    });
    input.onDidHide(() => resolve('cancelled'));
    input.show();
  }).finally(() => input.dispose());
}
