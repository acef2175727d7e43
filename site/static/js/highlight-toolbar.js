/*
 * The small toolbar that turns selected words of a lesson into a highlight. It comes with a selection, or by the button
 * "Highlight selection", which then offers passage after passage to those who cannot select with a pointer.
 */
const PASSAGES = "p, li, h2, h3, h4, td, th, dd, figcaption";

export class HighlightToolbar {
  constructor(study, button, { BodyText, AnchoredText }) {
    Object.assign(this, { study, button, BodyText, AnchoredText, body: study.body });
    this.toolbar = study.querySelector("[data-study-toolbar]").content.firstElementChild.cloneNode(true);
    this.toolbar.hidden = true;
    this.body.after(this.toolbar);
    this.toolbar.addEventListener("click", (event) => this.act(event.target.closest("button")));
    for (const one of [this.toolbar, button]) one.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.begin());
    document.addEventListener("selectionchange", () => this.follow());
    document.addEventListener("keydown", (event) => event.key === "Escape" && !this.toolbar.hidden && this.leave());
    this.follow();
  }

  /** Show the toolbar beside what is selected in the lesson; hide it when nothing is. */
  follow() {
    const selection = getSelection();
    if (this.toolbar.contains(document.activeElement) && selection.isCollapsed) return;
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    this.range = range?.intersectsNode(this.body) && new this.BodyText(this.body).offsetsOf(range) ? range.cloneRange() : null;
    if (!this.range) return this.hide();
    this.toolbar.hidden = false;
    const box = this.range.getBoundingClientRect();
    this.toolbar.classList.toggle("study-toolbar--below", box.top < 120);
    this.toolbar.style.setProperty("--top", `${(box.top < 120 ? box.bottom : box.top) + window.scrollY}px`);
    this.toolbar.style.setProperty("--left", `${box.left}px`);
    return this.study.useHtmx();
  }

  hide() {
    this.toolbar.hidden = true;
    this.picks = false;
    this.toolbar.querySelector(".study-toolbar__picks").hidden = true;
  }

  leave() {
    const inside = this.toolbar.contains(document.activeElement);
    getSelection().removeAllRanges();
    this.hide();
    if (inside) this.button.focus();
  }

  /** From the button: go on with what is selected, else offer the first passage on the screen. */
  begin() {
    if (!this.range) this.pick(0);
    if (this.range) this.toolbar.querySelector(this.picks ? "[data-pick='1']" : "[data-colour]").focus();
  }

  pick(step) {
    const passages = [...this.body.querySelectorAll(PASSAGES)].filter((one) => one.textContent.trim() && !one.querySelector(PASSAGES));
    if (!passages.length) return;
    const onScreen = passages.findIndex((one) => one.getBoundingClientRect().bottom > 0);
    const now = step ? passages.findIndex((one) => this.range && this.range.intersectsNode(one)) : onScreen;
    const passage = passages[Math.min(passages.length - 1, Math.max(0, now + step))];
    passage.closest("details:not([open])")?.setAttribute("open", "");
    passage.scrollIntoView({ block: "center", behavior: "instant" });
    getSelection().selectAllChildren(passage);
    this.picks = true;
    this.follow();
    this.toolbar.querySelector(".study-toolbar__picks").hidden = false;
    this.study.read(passage.textContent.trim().slice(0, 200));
  }

  act(button) {
    if (!button) return;
    const { pick, grow, colour, then } = button.dataset;
    if (pick) this.pick(Number(pick));
    else if (grow) {
      getSelection().modify("extend", grow, "word");
      this.follow();
      this.study.read(String(getSelection()));
    } else if (colour) this.save(colour, then);
    else this.leave();
  }

  async save(colour, then) {
    const words = new this.BodyText(this.body);
    const place = words.offsetsOf(this.range);
    const passage = place && new this.AnchoredText(words.text).describe(...place);
    if (!passage) return;
    await this.study.useHtmx();
    const form = this.study.querySelector("[data-study-highlight]");
    const { exact, prefix: before, suffix: after, position } = passage;
    for (const [name, value] of Object.entries({ exact, before, after, position, colour })) form.elements[name].value = value;
    this.then = then;
    this.leave();
    form.requestSubmit();
  }

  /** After the panel was renewed: open the new highlight's note if that was asked for. */
  renew(added) {
    const then = this.then;
    this.then = null;
    if (then !== "note" || !added) return;
    this.study.open();
    const field = document.getElementById(`note-on-${added}`);
    field.closest("details").open = true;
    field.focus();
  }
}
