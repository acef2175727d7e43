/**
 * <hold-timer data-seconds data-repeats data-start …>: counts a hold down, as often as the technique says.
 *
 * One button starts, pauses and goes on: by touch, Space, Enter or PageDown, which foot pedals send. Start, half and end are
 * announced; the sound is off until it is wanted; the screen stays awake while a hold runs. Starting one pauses all others.
 */
const TICK_MS = 100;
const PEDAL = new Set(["PageDown", "PageUp"]);

class HoldTimer extends HTMLElement {
  connectedCallback() {
    this.length = Number(this.dataset.seconds);
    this.repeats = Number(this.dataset.repeats);
    this.find = (name) => this.querySelector(`[data-${name}]`);
    this.ring = this.querySelector(".hold__left");
    this.done = 0;
    this.left = this.length;
    this.leaving = new AbortController();
    const signal = this.leaving.signal;
    this.find("go").addEventListener("click", () => this.toggle(), { signal });
    this.find("reset").addEventListener("click", () => this.reset(), { signal });
    this.addEventListener("keydown", (event) => this.pedal(event), { signal });
    document.addEventListener("hold-timer:start", (event) => event.target !== this && this.pause(), { signal });
    document.addEventListener("visibilitychange", () => this.running && !document.hidden && this.stayAwake(), { signal });
  }

  disconnectedCallback() {
    this.pause();
    this.leaving.abort();
  }

  get running() {
    return Boolean(this.ticking);
  }

  pedal(event) {
    if (!PEDAL.has(event.key)) return;
    event.preventDefault();
    if (!event.repeat) this.toggle();
  }

  toggle() {
    if (this.running) this.pause(true);
    else this.start();
  }

  start() {
    this.dispatchEvent(new Event("hold-timer:start", { bubbles: true }));
    if (this.done >= this.repeats) this.done = 0;
    const fresh = this.left === this.length;
    this.ends = performance.now() + this.left * 1000;
    this.halfSaid = this.left <= this.length / 2;
    this.ticking = setInterval(() => this.tick(), TICK_MS);
    this.say("begun", Math.ceil(this.left));
    if (fresh) this.beep(660);
    this.stayAwake();
    this.draw();
  }

  pause(aloud = false) {
    if (!this.running) return;
    this.left = Math.max(0, (this.ends - performance.now()) / 1000);
    this.halt();
    if (aloud) this.say("paused");
    this.draw();
  }

  reset() {
    this.halt();
    this.done = 0;
    this.left = this.length;
    this.find("status").textContent = "";
    this.draw();
  }

  halt() {
    clearInterval(this.ticking);
    this.ticking = 0;
    this.lock?.release().catch(() => {});
    this.lock = null;
  }

  tick() {
    this.left = Math.max(0, (this.ends - performance.now()) / 1000);
    if (!this.halfSaid && this.left <= this.length / 2) {
      this.halfSaid = true;
      this.say("half", Math.ceil(this.left));
    }
    if (this.left === 0) this.release();
    this.draw();
  }

  release() {
    this.halt();
    this.done += 1;
    this.left = this.length;
    this.say(this.done === this.repeats ? "finished" : "done");
    this.beep(440);
  }

  draw() {
    const begun = this.left < this.length;
    this.find("left").textContent = String(Math.ceil(this.left));
    this.find("round").textContent = String(this.done);
    this.ring.style.strokeDashoffset = String(100 - (100 * this.left) / this.length);
    this.toggleAttribute("data-running", this.running);
    this.find("word").textContent = this.dataset[this.wordFor(begun)];
  }

  wordFor(begun) {
    if (this.running) return "pause";
    if (begun) return "goOn";
    if (this.done === 0) return "start";
    return this.done < this.repeats ? "next" : "over";
  }

  say(what, number = 0) {
    this.find("status").textContent = this.dataset[what].replace("{n}", number);
  }

  async stayAwake() {
    try {
      const lock = await navigator.wakeLock?.request("screen");
      if (this.running && !this.lock) this.lock = lock;
      else lock?.release();
    } catch {
      // The battery is low or the browser will not: the hold runs all the same.
    }
  }

  beep(pitch) {
    if (!this.find("sound").checked) return;
    this.audio ??= new AudioContext();
    const tone = this.audio.createOscillator();
    const volume = new GainNode(this.audio, { gain: 0.15 });
    tone.frequency.value = pitch;
    tone.connect(volume).connect(this.audio.destination);
    tone.start();
    tone.stop(this.audio.currentTime + 0.25);
  }
}

customElements.define("hold-timer", HoldTimer);
