/** How a file with nothing in it gets its first examples, as sentences. */
export const howToBegin =
  'Completion offers whole examples in its editor; to make some of a text, open that text and run “Exemplar: Convert to Training Examples…”.';
