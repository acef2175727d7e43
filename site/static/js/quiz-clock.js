// The time left, from the seconds that the server counted: never from this device's idea of the hour.
// Says minutes while there is plenty of time, seconds at the end; speaks up at ten, five and one minute.

const WARNINGS = [10, 5, 1];

class QuizClock extends HTMLElement {
  connectedCallback() {
    this.face = this.querySelector(".quiz-clock__face");
    this.say = this.querySelector("[data-say]");
    this.set(Number(this.dataset.seconds));
    this.warned = new Set(WARNINGS.filter((minutes) => this.left() < minutes * 60));
    this.timer = setInterval(() => this.tick(), 1000);
    this.onSync = (event) => this.set(event.detail);
    document.addEventListener("quiz:seconds-left", this.onSync);
    this.tick();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("quiz:seconds-left", this.onSync);
  }

  set(seconds) {
    this.end = performance.now() + seconds * 1000;
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
