// The time left, from the seconds that the server counted: never from this device's idea of the hour.
// Says minutes while there is plenty of time, seconds at the end; speaks up at ten, five and one minute.
// Asks the server now and then, and when the page is looked at again: staff may have given more time, and a device
// that slept may have counted too little.

const WARNINGS = [10, 5, 1];
const ASK_EVERY = 60_000;

class QuizClock extends HTMLElement {
  connectedCallback() {
    this.face = this.querySelector(".quiz-clock__face");
    this.say = this.querySelector("[data-say]");
    this.set(Number(this.dataset.seconds));
    this.extra = this.querySelector(".quiz-clock__extra");
    this.warned = new Set(WARNINGS.filter((minutes) => this.left() < minutes * 60));
    this.timer = setInterval(() => this.tick(), 1000);
    this.asking = setInterval(() => this.ask(), ASK_EVERY);
    this.onLook = () => document.hidden || this.ask();
    document.addEventListener("visibilitychange", this.onLook);
    this.onSync = (event) => this.set(event.detail);
    document.addEventListener("quiz:seconds-left", this.onSync);
    this.tick();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    clearInterval(this.asking);
    document.removeEventListener("visibilitychange", this.onLook);
    document.removeEventListener("quiz:seconds-left", this.onSync);
  }

  set(seconds) {
    this.end = performance.now() + seconds * 1000;
    // With more time than before, a warning may be due a second time.
    this.warned?.forEach((minutes) => seconds > minutes * 60 && this.warned.delete(minutes));
  }

  async ask() {
    try {
      const response = await fetch(this.dataset.ask, { redirect: "error", signal: AbortSignal.timeout(15_000) });
      if (!response.ok) return;
      const { seconds, extra } = await response.json();
      if (seconds !== null) this.set(seconds);
      this.tell(extra);
      this.tick();
    } catch {
      // Without a connection the clock goes on by itself.
    }
  }

  tell(extra) {
    const words = extra && this.dataset.extra.replace("{n}", extra);
    if (words === this.extra.textContent) return;
    this.extra.textContent = words;
    this.extra.hidden = !words;
    this.say.textContent = words;
  }

  left() {
    return Math.max(0, Math.ceil((this.end - performance.now()) / 1000));
  }

  tick() {
    const left = this.left();
    this.face.textContent = left >= 120
      ? this.dataset.about.replace("{n}", Math.ceil(left / 60))
      : this.dataset.left.replace("{n}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
    this.classList.toggle("quiz-clock--short", left < 300);
    this.warn(left);
    if (left === 0) {
      clearInterval(this.timer);
      clearInterval(this.asking);
      // A moment later, so that the server's clock agrees that the time is up.
      setTimeout(() => location.assign(this.dataset.over), 1500);
    }
  }

  warn(left) {
    const due = WARNINGS.filter((minutes) => left <= minutes * 60 && !this.warned.has(minutes));
    if (!due.length) return;
    due.forEach((minutes) => this.warned.add(minutes));
    const minutes = Math.min(...due);
    this.say.textContent = minutes === 1 ? this.dataset.last : this.dataset.warning.replace("{n}", minutes);
  }
}

customElements.define("quiz-clock", QuizClock);
