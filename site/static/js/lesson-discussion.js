/**
 * <lesson-discussion data-htmx data-loader>: fetches the discussion under a lesson when a reader comes near it.
 *
 * Without JavaScript, or when fetching fails, the link inside leads to the discussion's own page.
 */
const NEAR = "300px";

class LessonDiscussion extends HTMLElement {
  connectedCallback() {
    this.watcher = new IntersectionObserver(([entry]) => entry.isIntersecting && this.fetch(), { rootMargin: NEAR });
    this.watcher.observe(this);
  }

  disconnectedCallback() {
    this.watcher.disconnect();
  }

  async fetch() {
    this.watcher.disconnect();
    const { loadHtmx } = await import(this.dataset.loader);
    await loadHtmx(this.dataset.htmx);
    window.htmx.process(this);
    window.htmx.trigger(this.querySelector("[hx-get]"), "fetch");
  }
}

customElements.define("lesson-discussion", LessonDiscussion);
