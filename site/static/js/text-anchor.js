/*
 * Where a passage stands in a text, and where it stands after the text was edited: the W3C's TextQuoteSelector.
 * Spaces and line breaks do not count, so that a page drawn in another way loses no highlight. No DOM in here.
 */
const CONTEXT = 32;
const ENOUGH_CONTEXT = 8;

/** A text as letters without spaces: `letters`, and where each stands in the text. */
function squeeze(text) {
  const places = [];
  for (let i = 0; i < text.length; i++) if (!/\s/.test(text[i])) places.push(i);
  return { letters: places.map((place) => text[place]).join(""), places };
}

const lettersOf = (text = "") => text.replace(/\s+/g, "");
const readable = (text) => text.replace(/\s+/g, " ").trim();

function* occurrences(letters, word, from = 0) {
  for (let at = letters.indexOf(word, from); word && at >= 0; at = letters.indexOf(word, at + 1)) yield at;
}

function sharedEnd(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

function sharedStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

export class AnchoredText {
  constructor(text) {
    this.text = text;
    Object.assign(this, squeeze(text));
  }

  /** Describe the passage from `start` to `end` (offsets in the text); null if it holds nothing but space. */
  describe(start, end) {
    const first = this.places.findIndex((place) => place >= start);
    let last = this.places.length;
    while (last > 0 && this.places[last - 1] >= end) last--;
    if (first < 0 || last <= first) return null;
    const from = this.places[first];
    const to = this.places[last - 1] + 1;
    return {
      exact: readable(this.text.slice(from, to)),
      prefix: readable(this.text.slice(Math.max(0, from - CONTEXT), from)),
      suffix: readable(this.text.slice(to, to + CONTEXT)),
      position: first,
    };
  }

  /** Return [start, end) of the passage in the text: its own words, best by context, then by place; else what now stands
   *  between the words before and after it, if that is about as long; null if it is gone. */
  find({ exact, prefix, suffix, position = 0 }) {
    const sought = { exact: lettersOf(exact), prefix: lettersOf(prefix), suffix: lettersOf(suffix), position };
    const found = this.#byWords(sought) ?? this.#byContext(sought);
    return found && [this.places[found[0]], this.places[found[1] - 1] + 1];
  }

  #byWords({ exact, prefix, suffix, position }) {
    let best = null;
    for (const at of occurrences(this.letters, exact)) {
      const end = at + exact.length;
      const before = this.letters.slice(Math.max(0, at - prefix.length), at);
      const score = sharedEnd(before, prefix) + sharedStart(this.letters.slice(end, end + suffix.length), suffix);
      const far = Math.abs(at - position);
      if (!best || score > best.score || (score === best.score && far < best.far)) best = { at, end, score, far };
    }
    return best && [best.at, best.end];
  }

  #byContext({ exact, prefix, suffix, position }) {
    if (prefix.length < ENOUGH_CONTEXT || suffix.length < ENOUGH_CONTEXT) return null;
    let best = null;
    for (const at of occurrences(this.letters, prefix)) {
      const start = at + prefix.length;
      const end = this.letters.indexOf(suffix, start + 1);
      const length = end - start;
      if (end < 0 || length * 2 < exact.length || length > exact.length * 2) continue;
      const far = Math.abs(start - position);
      if (!best || far < best.far) best = { start, end, far };
    }
    return best && [best.start, best.end];
  }
}
