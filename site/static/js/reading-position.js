/**
 * <reading-position data-url data-position data-word>: remembers how far a lesson was read.
 *
 * Sends the place in percent of the page's height when it has changed, at most every 15 seconds and when the page is hidden.
 * On return it offers a button that leads back to the place; it never scrolls by itself. Without JavaScript nothing is lost
 * but the place.
 */
const EVERY_MS = 15000;
const WORTH_RETURNING = { least: 5, most: 95 };

class ReadingPosition extends HTMLElement {
  connectedCallback() {
    this.sent = Number(this.dataset.position) || 0;
    this.leaving = new AbortController();
    const signal = this.leaving.signal;
    this.timer = setInterval(() => this.send(), EVERY_MS);
    document.addEventListener("visibilitychange", () => document.hidden && this.send(), { signal });
    window.addEventListener("pagehide", () => this.send(), { signal });
    window.addEventListener("scroll", () => { this.moved = true; }, { signal, passive: true });
    this.offerReturn();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.leaving.abort();
  }

  get place() {
    const way = document.documentElement.scrollHeight - window.innerHeight;
    return way > 0 ? Math.round(Math.min(1, Math.max(0, window.scrollY / way)) * 100) : 0;
  }

  send() {
    const place = this.place;
    if (!this.moved || place === this.sent) return;
    const form = new FormData();
    form.set("position", String(place));
    form.set("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value);
    if (navigator.sendBeacon(this.dataset.url, form)) this.sent = place;
  }

  offerReturn() {
    const place = this.sent;
    if (place < WORTH_RETURNING.least || place > WORTH_RETURNING.most || window.location.hash) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small reading-position";
    button.textContent = this.dataset.word;
    button.addEventListener("click", () => this.goTo(place, button));
    this.append(button);
  }

  goTo(place, button) {
    const way = document.documentElement.scrollHeight - window.innerHeight;
    button.remove();
    window.scrollTo({ top: (way * place) / 100 });
  }
}

customElements.define("reading-position", ReadingPosition);
