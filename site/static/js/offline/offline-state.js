/**
 * <offline-state data-offline data-one data-many data-sign-in>: says when there is no connection, and what was sent once it is
 * back. It sends by itself when a page opens and when the connection returns.
 */
class OfflineState extends HTMLElement {
  connectedCallback() {
    this.leaving = new AbortController();
    const signal = this.leaving.signal;
    window.addEventListener("offline", () => this.say(this.dataset.offline), { signal });
    window.addEventListener("online", () => this.send(), { signal });
    offlineStore.channel.addEventListener("message", ({ data }) => data.sent && this.saySent(data.sent), { signal });
    if (navigator.onLine) this.send();
    else this.say(this.dataset.offline);
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  async send() {
    this.say("");
    try {
      const taken = await offlineStore.send();
      if (taken) this.saySent(taken);
    } catch {
      this.say(this.dataset.offline);
    }
  }

  saySent(count) {
    this.say((count === 1 ? this.dataset.one : this.dataset.many).replace("{n}", count));
  }

  say(words) {
    this.textContent = words;
    this.toggleAttribute("data-said", Boolean(words));
  }
}

customElements.define("offline-state", OfflineState);
