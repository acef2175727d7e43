/*
 * Draws the highlights that the notes beside a lesson list, finds them again after the lesson was edited, and leads from
 * the one to the other. Fetched by lesson-study.js, which hands over the classes BodyText and AnchoredText.
 */
export class LessonHighlights {
  constructor(study, { BodyText, AnchoredText }) {
    Object.assign(this, { study, BodyText, AnchoredText, body: study.body, ranges: new Map() });
    study.addEventListener("click", (event) => event.target.closest("[data-show]") && this.show(event.target.closest("li").id));
    this.body.addEventListener("click", (event) => this.openAt(event));
    window.addEventListener("hashchange", () => this.show(location.hash.slice(1)));
    this.draw();
    this.show(location.hash.slice(1));
  }

  read() {
    this.words = new this.BodyText(this.body);
    this.anchored = new this.AnchoredText(this.words.text);
  }

  draw() {
    this.erase();
    this.ranges.clear();
    this.read();
    for (const item of this.study.querySelectorAll("[data-exact]")) {
      const { exact, prefix, suffix, position, colour } = item.dataset;
      const place = this.anchored.find({ exact, prefix, suffix, position: Number(position) });
      item.querySelector("[data-changed]").hidden = Boolean(place);
      item.querySelector("[data-show]").hidden = !place;
      if (!place) continue;
      if (this.paints) this.paint(item.id, colour, this.words.rangeOf(place));
      else {
        this.wrap(item.id, colour, place);
        this.read();
      }
    }
  }

  get paints() {
    return Boolean(CSS.highlights);
  }

  paint(id, colour, range) {
    this.ranges.set(id, range);
    const name = `study-${colour}`;
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    CSS.highlights.get(name).add(range);
  }

  /** For browsers that cannot paint ranges: the words in <mark>, taken out again before the next drawing. */
  wrap(id, colour, [start, end]) {
    const marks = this.words.within([start, end]).filter(({ node }) => node.data.trim()).map(({ node, start: own }) => {
      const range = new Range();
      range.setStart(node, Math.max(0, start - own));
      range.setEnd(node, Math.min(node.length, end - own));
      const mark = document.createElement("mark");
      mark.className = `study-mark study-mark--${colour}`;
      range.surroundContents(mark);
      return mark;
    });
    const range = new Range();
    range.setStartBefore(marks[0]);
    range.setEndAfter(marks.at(-1));
    this.ranges.set(id, range);
  }

  erase() {
    for (const name of ["study-key", "study-ask", "study-use"]) CSS.highlights?.delete(name);
    for (const mark of this.body.querySelectorAll(".study-mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  /** Scroll to a highlight, opening whatever hides it. */
  show(id) {
    const range = this.ranges.get(id);
    if (!range) return;
    const element = range.startContainer.parentElement;
    element.closest("details:not([open])")?.setAttribute("open", "");
    if (matchMedia("(max-width: 59.99rem)").matches) this.study.close();
    window.scrollTo({ top: range.getBoundingClientRect().top + window.scrollY - window.innerHeight / 3 });
  }

  /** A press on highlighted words opens its place in the notes. */
  openAt(event) {
    if (!getSelection().isCollapsed || event.target.closest("a, button, summary")) return;
    const at = [...this.ranges].find(([, range]) => [...range.getClientRects()].some((box) =>
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom));
    if (!at) return;
    this.study.open();
    document.getElementById(at[0]).scrollIntoView({ block: "nearest" });
  }
}
