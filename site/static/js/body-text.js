/* The words of an element as one text, and the way back from a place in that text to the element. */
const BLOCKS = "p, li, h2, h3, h4, td, th, dd, dt, figcaption, blockquote, summary, caption, div";
const UNREAD = "script, style, template, button, select, textarea, video, audio";

export class BodyText {
  constructor(body) {
    this.pieces = [];
    this.text = "";
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(UNREAD) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.nextNode(), last = null; node; node = walker.nextNode()) {
      const block = node.parentElement.closest(BLOCKS);
      if (block !== last) this.text += "\n";
      last = block;
      this.pieces.push({ node, start: this.text.length });
      this.text += node.data;
    }
  }

  /** Offsets [start, end) of what a range holds of this text; null if nothing. */
  offsetsOf(range) {
    const held = this.pieces.filter(({ node }) => range.intersectsNode(node));
    if (!held.length) return null;
    const [first, last] = [held[0], held.at(-1)];
    const start = first.start + (first.node === range.startContainer ? range.startOffset : 0);
    const end = last.start + (last.node === range.endContainer ? range.endOffset : last.node.length);
    return start < end ? [start, end] : null;
  }

  rangeOf([start, end]) {
    const range = new Range();
    const at = (place) => this.pieces.findLast((piece) => piece.start <= place);
    const [first, last] = [at(start), at(end - 1)];
    range.setStart(first.node, start - first.start);
    range.setEnd(last.node, end - last.start);
    return range;
  }

  within([start, end]) {
    return this.pieces.filter(({ node, start: own }) => own < end && own + node.length > start);
  }
}
