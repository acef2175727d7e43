/*
 * <lesson-study>: a student's notes as a drawer beside the text. HTMX and what draws highlights are fetched when they are
 * first needed. Without this the notes stand below the lesson, as plain forms.
 */
const PATIENCE = 5000; // milliseconds

class LessonStudy extends HTMLElement {
  connectedCallback() {
    this.body = document.querySelector(".lesson__body");
    this.opener = document.querySelector("[data-study-open]");
    this.opener.addEventListener("click", (event) => this.open(event));
    this.addEventListener("submit", (event) => this.hold(event), { capture: true });
    for (const event of ["focusin", "pointerover"]) this.addEventListener(event, () => this.useHtmx(), { once: true });
    this.addEventListener("click", (event) => event.target.closest("[data-study-close]") && this.close());
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.addEventListener("htmx:beforeRequest", () => { this.writing = this.contains(document.activeElement); });
    this.addEventListener("htmx:beforeSwap", (event) => this.refuse(event));
    this.addEventListener("htmx:sendError", () => this.say(this.dataset.failed));
    this.addEventListener("htmx:afterSettle", () => this.renew());
    this.useHighlights();
  }

  get panel() {
    return this.querySelector("#study-panel");
  }

  open(event) {
    event?.preventDefault();
    this.classList.add("study--open");
    this.querySelector("[data-study-close]").hidden = false;
    if (event) this.querySelector("#study-text").focus();
  }

  close() {
    if (!this.classList.contains("study--open")) return;
    this.classList.remove("study--open");
    this.querySelector("[data-study-close]").hidden = true;
    this.opener.focus();
  }

  /** Resolves when HTMX is there. */
  async useHtmx() {
    const { loadHtmx } = await import(this.dataset.loader);
    return loadHtmx(this.dataset.htmx);
  }

  /** A form that is sent before HTMX has come waits for it, so that the page and the place in it stay; not for long. */
  async hold(event) {
    if (window.htmx) return;
    event.preventDefault();
    const { target, submitter } = event;
    if (target.dataset.held) return;
    target.dataset.held = "1";
    const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    await Promise.race([this.useHtmx(), patience]).catch(() => {});
    delete target.dataset.held;
    if (window.htmx) target.requestSubmit(submitter);
    else target.submit();
  }

  /** At once if there is something to draw, else with the first selection. */
  async useHighlights() {
    const button = document.querySelector("[data-study-select]");
    button.hidden = false;
    let pressed = false; // before what it does has come
    const remember = () => { pressed = true; };
    button.addEventListener("click", remember);
    if (!this.querySelector("[data-exact]")) {
      await new Promise((resolve) => {
        button.addEventListener("pointerenter", resolve, { once: true });
        button.addEventListener("focus", resolve, { once: true });
        document.addEventListener("selectionchange", resolve, { once: true });
      });
    }
    const sources = this.dataset.modules.split(" ");
    const parts = Object.assign({}, ...(await Promise.all(sources.map((source) => import(source)))));
    this.highlights = new parts.LessonHighlights(this, parts);
    this.toolbar = new parts.HighlightToolbar(this, button, parts);
    button.removeEventListener("click", remember);
    if (pressed) this.toolbar.begin();
  }

  /** Whatever is not the panel (a sign-in page, a refusal) is not put in its place. */
  refuse(event) {
    event.detail.shouldSwap = event.detail.xhr.responseText.includes('id="study-panel"');
    event.detail.isError = false;
    if (!event.detail.shouldSwap) this.say(this.dataset.failed);
  }

  renew() {
    const { said, count, about } = this.panel.dataset;
    document.querySelector("[data-study-count]").textContent = Number(count) ? ` (${count})` : "";
    if (this.classList.contains("study--open")) this.open();
    this.say(said);
    this.highlights?.draw();
    if (this.writing && !this.contains(document.activeElement)) {
      (document.getElementById(`mark-${about}`) ?? this.querySelector("#study-title")).focus();
    }
    this.toolbar?.renew(about);
  }

  /** For those who listen: the words that are chosen now. */
  read(words) {
    this.querySelector("[data-study-read]").textContent = words;
  }

  say(words) {
    this.querySelector("[data-study-said]").textContent = words;
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => { this.querySelector("[data-study-said]").textContent = ""; }, 8000);
  }
}

customElements.define("lesson-study", LessonStudy);
