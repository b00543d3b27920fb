/** A `tokenizer.json` that knows three words and takes everything else for one unknown token a word. */
export const threeWords = JSON.stringify({
  version: '1.0',
  added_tokens: [{ id: 0, content: '[UNK]', special: true, single_word: false, lstrip: false, rstrip: false, normalized: false }],
  normalizer: null,
  pre_tokenizer: { type: 'WhitespaceSplit' },
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: { '[UNK]': 0, hello: 1, world: 2, again: 3 }, unk_token: '[UNK]' },
});

/** A `tokenizer.json` of letters and three merges: `hello` is `hell` and `o`. */
export const someMerges = JSON.stringify({
  model: {
    type: 'BPE',
    vocab: { h: 0, e: 1, l: 2, o: 3, ll: 4, he: 5, hell: 6 },
    merges: ['l l', 'h e', 'he ll'],
  },
});
