// Saves each answer as it is given. What the server has not acknowledged stays in this browser under the attempt's
// token and is sent again, with growing pauses, until it is acknowledged or refused. The form works without this.

const LONGEST_PAUSE = 30_000; // milliseconds
const TYPING_PAUSE = 800; // milliseconds
const CHECKED = new Set(["radio", "checkbox"]);
const FINAL = new Set(["submitted", "late", "locked", "not_revealed"]);

class Unsent {
  constructor(token) {
    this.key = `quiz:${token}`;
  }

  all() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  write(entries) {
    try {
      if (Object.keys(entries).length) localStorage.setItem(this.key, JSON.stringify(entries));
      else localStorage.removeItem(this.key);
    } catch {
      // Storage is full or switched off: answers are still sent, only not kept over a reload.
    }
  }

  keep(item, entry) {
    this.write({ ...this.all(), [item]: entry });
  }

  drop(item, seq) {
    const entries = this.all();
    if (entries[item] && (seq === undefined || entries[item].seq === seq)) {
      delete entries[item];
      this.write(entries);
    }
  }
}

// What this browser calls itself: its windows are one writer, another device is another.
function writer() {
  const name = crypto.randomUUID?.() ?? `${Date.now()}.${Math.random()}`.slice(0, 36);
  try {
    const known = localStorage.getItem("quiz:writer") ?? name;
    localStorage.setItem("quiz:writer", known);
    return known;
  } catch {
    return name;
  }
}

class QuizAttempt extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form#decision");
    this.answer = this.querySelector(".quiz-answer");
    this.status = this.querySelector("[data-status]");
    this.sequence = Number(this.dataset.sequence ?? 0);
    this.known = this.sequence; // the newest number that the server is known to keep
    this.writer = writer();
    this.unsent = new Unsent(this.dataset.token);
    this.pause = 1000;
    this.kept = JSON.stringify(this.fields());
    this.restore();
    this.addEventListener("change", (event) => this.changed(event));
    this.addEventListener("input", (event) => this.typing(event));
    this.addEventListener("quiz:kept", (event) => this.acknowledge(event.detail));
    this.form.addEventListener("submit", (event) => this.submitting(event));
    this.onOnline = () => this.flush();
    this.onUnload = (event) => {
      if (this.lost && Object.keys(this.unsent.all()).length) event.preventDefault();
    };
    window.addEventListener("online", this.onOnline);
    window.addEventListener("beforeunload", this.onUnload);
    const patient = this.querySelector(".quiz-patient");
    if (patient && matchMedia("(min-width: 64rem)").matches) patient.open = true;
    this.flush();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    window.removeEventListener("online", this.onOnline);
    window.removeEventListener("beforeunload", this.onUnload);
  }

  get controls() {
    return this.answer ? [...this.answer.querySelectorAll("[name]:not([type=file])")] : [];
  }

  // What the form would send of the answer: lists of values by name.
  fields() {
    const fields = {};
    for (const control of this.controls) {
      fields[control.name] ??= [];
      if (!CHECKED.has(control.type) || control.checked) fields[control.name].push(control.value);
    }
    return fields;
  }

  get answered() {
    return Object.values(this.fields()).flat().some((value) => value.trim() !== "");
  }

  show(fields) {
    for (const control of this.controls) {
      const values = fields[control.name] ?? [];
      if (CHECKED.has(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
    this.kept = JSON.stringify(this.fields());
    this.answer.dispatchEvent(new CustomEvent("quiz:shown", { detail: fields, bubbles: true }));
  }

  // An answer that never reached the server comes back into the form.
  restore() {
    const kept = this.unsent.all()[this.dataset.item];
    if (!kept || !this.answer) return;
    if (this.answer.disabled || kept.seq <= this.sequence || !kept.fields) {
      this.unsent.drop(this.dataset.item);
      return;
    }
    this.sequence = kept.seq;
    this.show(kept.fields);
    this.numberForm();
  }

  numberForm() {
    const field = this.form.elements.sequence;
    if (field) field.value = this.sequence;
  }

  // What is typed is kept when a short pause says that somebody stopped, at the latest when they leave the field.
  typing(event) {
    if (!this.answer?.contains(event.target) || CHECKED.has(event.target.type)) return;
    clearTimeout(this.typed);
    this.typed = setTimeout(() => this.keep(), TYPING_PAUSE);
  }

  changed(event) {
    if (!this.answer?.contains(event.target)) return;
    if (this.isTooMany()) {
      event.target.checked = false;
      return;
    }
    this.keep();
  }

  keep() {
    clearTimeout(this.typed);
    const fields = this.fields();
    if (JSON.stringify(fields) === this.kept) return;
    this.kept = JSON.stringify(fields);
    const before = this.unsent.all()[this.dataset.item];
    this.sequence = Math.max(this.sequence, before?.seq ?? 0) + 1;
    this.numberForm();
    const after = before?.after ?? this.known;
    this.unsent.keep(this.dataset.item, { seq: this.sequence, after, fields, url: this.dataset.url });
    this.mark();
    this.flush();
  }

  // A file was kept by a way of its own: what the form holds now is what the server has.
  acknowledge(sequence) {
    this.sequence = this.known = Math.max(this.sequence, sequence);
    this.kept = JSON.stringify(this.fields());
    this.numberForm();
    this.mark();
    this.say(this.dataset.saved, "good");
  }

  isTooMany() {
    const cap = Number(this.answer.dataset.cap);
    const tooMany = cap > 0 && this.controls.filter((control) => control.checked).length > cap;
    const limit = this.answer.querySelector("[data-limit]");
    if (limit) limit.textContent = tooMany ? this.dataset.tooMany : "";
    return tooMany;
  }

  // The map says at once what the page says.
  mark() {
    const cell = this.querySelector(`.quiz-map__cell[data-item="${this.dataset.item}"]`);
    if (!cell) return;
    const { answered } = this;
    cell.classList.toggle("quiz-map__cell--answered", answered);
    cell.classList.toggle("quiz-map__cell--open", !answered);
    cell.querySelector("[data-state]").textContent = `, ${answered ? this.dataset.answeredWord : this.dataset.openWord}`;
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.flushing) {
      this.again = true;
      return this.flushing;
    }
    this.flushing = this.send();
    await this.flushing;
    this.flushing = null;
    if (this.again) {
      this.again = false;
      return this.flush();
    }
  }

  // Resolves when everything is acknowledged or refused, or when the line is found to be down.
  async send() {
    for (const [item, entry] of Object.entries(this.unsent.all())) {
      this.say(this.dataset.saving);
      let response;
      try {
        response = await fetch(entry.url, {
          method: "PUT",
          credentials: "same-origin",
          headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
          body: JSON.stringify({ seq: entry.seq, after: entry.after, writer: this.writer, fields: entry.fields }),
          signal: AbortSignal.timeout(15_000),
        });
      } catch {
        return this.retry();
      }
      if (response.status >= 500 || response.status === 429) return this.retry();
      if (!(await this.settle(item, entry, response))) return;
    }
    this.lost = false;
    this.pause = 1000;
  }

  // Says whether to go on sending. Only an answer that is acknowledged, or refused for a reason, is let go.
  async settle(item, entry, response) {
    if (response.status === 204) {
      this.unsent.drop(item, entry.seq);
      if (item === this.dataset.item) this.known = entry.seq;
      this.say(this.dataset.saved, "good");
      const left = response.headers.get("Attempt-Seconds-Left");
      if (left !== null) document.dispatchEvent(new CustomEvent("quiz:seconds-left", { detail: Number(left) }));
      return true;
    }
    const refusal = await response.json().catch(() => ({}));
    if (!refusal.reason || refusal.reason === "signed_out") {
      this.lost = true;
      this.say(refusal.message ?? this.dataset.reload, "warn");
      return false;
    }
    this.unsent.drop(item, entry.seq);
    if (FINAL.has(refusal.reason)) {
      this.lost = false;
      location.assign(this.dataset.attemptUrl);
      return false;
    }
    if (refusal.reason === "stale" && item === this.dataset.item) this.yieldTo(refusal);
    else this.say(refusal.message, "warn");
    return true;
  }

  // Another window saved a newer answer: show that one, and number the next one after it.
  yieldTo(newer) {
    this.sequence = this.known = newer.sequence;
    this.show(newer.fields);
    this.numberForm();
    this.mark();
    this.say(this.dataset.newer, "warn");
  }

  retry() {
    this.lost = true;
    this.say(this.dataset.lost, "warn");
    this.timer = setTimeout(() => this.flush(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  // A form that leaves the page waits for what is on its way; with the line down it stays here.
  async submitting(event) {
    const flag = event.submitter?.classList.contains("quiz-flag");
    if (flag) {
      event.preventDefault();
      return this.flag(event.submitter);
    }
    if (this.answer && !this.answer.disabled && this.typed) this.keep();
    if (!this.flushing && !Object.keys(this.unsent.all()).length) return;
    event.preventDefault();
    this.say(this.dataset.waiting);
    await this.flush();
    if (Object.keys(this.unsent.all()).length) return;
    this.form.requestSubmit(event.submitter);
  }

  async flag(button) {
    const flagged = button.getAttribute("aria-pressed") !== "true";
    try {
      const response = await fetch(this.dataset.flagUrl, {
        method: "PUT",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ flagged }),
      });
      if (response.status !== 204) return location.assign(this.dataset.attemptUrl);
    } catch {
      return this.say(this.dataset.noFlag, "warn");
    }
    button.setAttribute("aria-pressed", String(flagged));
    button.value = flagged ? "unflag" : "flag";
    const mark = this.querySelector(`.quiz-map__cell[data-item="${this.dataset.item}"] [data-flag]`);
    if (mark) mark.hidden = !flagged;
  }

  say(words, kind = "") {
    if (!this.status) return;
    this.status.textContent = words;
    this.status.dataset.kind = kind;
  }
}

customElements.define("quiz-attempt", QuizAttempt);
